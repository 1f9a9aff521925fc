"""What a turn tells of the story: each slot that is a fact, in whatever intent it came, goes into the situation."""

import re
from dataclasses import replace
from typing import TypeVar, get_args

from skill.coach.closing import close_of
from skill.coach.grammar import on_day, pronoun_in
from skill.coach.lexicon import weekdays
from skill.coach.situation import Answer, History, Pronoun, Reason, Situation
from skill.voice.fitting import told
from skill.voice.state import State
from skill.voice.topics import is_same
from skill.voice.turn import Turn

_T = TypeVar("_T")
_PRONOUNS: tuple[Pronoun, ...] = get_args(Pronoun)
_REASONS: tuple[Reason, ...] = get_args(Reason)
_ANSWERS: tuple[Answer, ...] = get_args(Answer)
_DETAILS = ("person", "place", "topic", "you", "friend", "own")
_TOLD_DAY = ("MyStoryIntent", "DraftMessageIntent", "ChangeDetailIntent")
_TOLD_PRONOUN = ("SetPronounIntent", "SomeoneElseIntent", "MyStoryIntent", "ChangeDetailIntent")
_NAMES_WHAT_IS_KNOWN = ("LeaveOutIntent", "PutBackIntent", "NoNameIntent")  # "put the landlord back" is no new topic
_TELLS_OF_THEM = ("news", "answer", "reaction", "reason", "often", "worry", "silence", "no_told", "number")
_AFTER_A_NO = ("message_again", "other_account")  # boundaries that only come up once the answer was no
ANSWERED: tuple[History, ...] = ("waiting", "declined", "replied")
RESTS_ON_IT = (
    "speech/outcome.",
    "speech/message.no_second_note",
    "speech/message.no_asking",
    "speech/message.after_a_no",
    "speech/message.goodbye",
    "speech/message.nothing_more",
    "speech/message.release",
    "steps/respect_",
    "speech/next_step.hello_after_no",
    "speech/next_step.how_it_went_a",
    "speech/next_step.how_it_went_cool",
    "speech/next_step.wait_written",
    "speech/checking.let_it_rest",
    "speech/checking.answered_already",
    "talk/add_words/kept_off",
    "talk/boundary/",
    "talk/hello_after_silence/",
)  # what is only said because a silence or a no was told
_ONE_DAY = re.compile(rf"(on |last )?{weekdays()}", re.IGNORECASE)
_HISTORY: dict[tuple[str, str | None], History] = {
    ("NoReplyIntent", None): "waiting",
    ("DeclinedIntent", None): "declined",
    ("HowItWentIntent", "warm"): "met_again",
    ("HowItWentIntent", "cool"): "declined",
    ("GoodNewsIntent", "replied"): "replied",
}


def was_declined(state: State) -> bool:
    """Tell whether the last reply rested on a silence or a no, or declined something; it leaves at most three keys."""
    return any(key.startswith(RESTS_ON_IT) for key in state.told[-3:])


def gather(turn: Turn) -> Situation:
    """Return the situation with what this turn told."""
    intent = turn.heard.intent
    if intent in _NAMES_WHAT_IS_KNOWN:
        return turn.situation
    situation = turn.situation.knowing(**_details(turn))
    who = _one_of(_PRONOUNS, turn.id("who") or _implied(turn))
    if who and (intent in _TOLD_PRONOUN or situation.details.pronoun == "they"):
        situation = replace(situation, details=replace(situation.details, pronoun=who))
    if reason := _one_of(_REASONS, turn.id("reason")):
        situation = replace(situation, reason=reason)
    if _has_number(turn):
        situation = replace(situation, has_number=True)
    often = None if _met_on(turn) else turn.id("often") or ("yes" if intent == "SeeAgainIntent" else None)
    if meets := _one_of(_ANSWERS, often):
        situation = replace(situation, meets_again=meets)
    if intent in ("MutualFriendIntent", "FindOnlineIntent"):
        situation = replace(situation, other_way="friend" if intent == "MutualFriendIntent" else "online")
    elif intent == "LetGoIntent" and turn.state.asked == "other_way":
        situation = replace(situation, other_way="none")
    return _with_history(turn, _two_people(turn, situation))


def _implied(turn: Turn) -> str | None:
    """The pronoun in what was told of them ("I got his number"), where it stands in no slot of its own."""
    told = " ".join(slot.value for name, slot in turn.heard.slots.items() if name in _TELLS_OF_THEM)
    return pronoun_in(told)


def _has_number(turn: Turn) -> bool:
    told_whose = turn.heard.intent == "GoodNewsIntent" and "person" in turn.heard.slots  # "I got Maya's number"
    return told_whose or turn.id("number") == "yes" or turn.id("news") == "number"


def _met_on(turn: Turn) -> str | None:
    """The day of meeting, where "on Sunday" in a story was taken for how often they meet."""
    often = turn.value("often") or ""
    return often if turn.heard.intent in _TOLD_DAY and _ONE_DAY.fullmatch(often) else None


def _one_of(known: tuple[_T, ...], value: str | None) -> _T | None:
    return next((one for one in known if one == value), None)


def _details(turn: Turn) -> dict[str, str | None]:
    to_come = "aloud" in turn.heard.slots or turn.id("channel") == "in_person"  # "a line for Sunday" tells no day of it
    corrects = turn.heard.intent != "ChangeDetailIntent" or turn.situation.details.day or turn.state.recipe
    tells_day = turn.heard.intent in _TOLD_DAY and corrects and not to_come
    names = [*_DETAILS, "day"] if tells_day else _DETAILS
    details = {name: told(turn, name) for name in names} | {"invitation": _invitation(turn)}
    if day := _met_on(turn):
        details["day"] = details.get("day") or day.removeprefix("on ")
    if details["topic"] and is_same(turn.situation.details.topic, details["topic"]):
        details["topic"] = None
    if turn.heard.intent == "SeeAgainIntent" and turn.situation.details.place:
        details["place"] = None  # where they will meet is not where they met
    return details


def _invitation(turn: Turn) -> str | None:
    """A plan with its day ("coffee on friday"), which is not the day of meeting."""
    plan, day = told(turn, "invite"), told(turn, "day")
    day = on_day(day) if day else None
    return f"{plan} {day}" if plan and day and turn.heard.intent == "InviteIntent" else plan


def _two_people(turn: Turn, situation: Situation) -> Situation:
    """Nobody is both the one who was met and the friend: a name told for one of them is not the other's any more."""
    details, was = situation.details, turn.situation.details
    if "you" in turn.heard.slots and details.you and details.you == was.person == details.person:
        return replace(situation, details=replace(details, person=None))  # "Helen's me"
    if details.friend is None or details.friend != details.person:
        return situation
    if "friend" in turn.heard.slots:
        other = was.person if was.person != details.friend else None
        return replace(situation, details=replace(details, person=other))
    return replace(situation, details=replace(details, friend=None))


def _with_history(turn: Turn, situation: Situation) -> Situation:
    intent, before = turn.heard.intent, situation.history
    if intent == "DeclinedIntent" and "answer" not in turn.heard.slots:
        return situation  # heard by its sound alone, so it is asked back
    found = _HISTORY.get((intent, None)) or _HISTORY.get((intent, turn.id("reaction") or turn.id("news")))
    if "silence" in turn.heard.slots:
        found = "waiting"
    if "no_told" in turn.heard.slots:
        found = "declined"
    if turn.id("before") or intent == "WrittenBeforeIntent":
        found = _written_before(turn, before)
    if intent == "DraftMessageIntent" and turn.id("insist") and before == "none":
        found = "waiting"  # "anyway", "one last one": there was one before
    if turn.id("boundary") in _AFTER_A_NO and before == "none":
        found = "declined"
    if intent == "NotThatIntent" and turn.state.taken and was_declined(turn.state):
        return replace(situation, history=turn.state.taken.history)
    asks_on = before == "replied" and intent == "NoReplyIntent" and "waittime" not in turn.heard.slots
    if found is None or asks_on or (found == "waiting" and before == "declined"):
        return situation
    if found == "met_again" and close_of(before):
        return situation  # a smile does not undo an answer
    return replace(situation, history=found)


def _written_before(turn: Turn, history: History) -> History | None:
    """That nothing was written takes back a silence that was misheard; so does what is only said to that reply."""
    if turn.id("before") == "yes":
        return "waiting"
    nothing_sent = turn.id("before") == "no" or was_declined(turn.state)
    return "none" if history == "waiting" and nothing_sent else None
