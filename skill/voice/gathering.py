"""What a turn tells of the story: each slot that is a fact, in whatever intent it came, goes into the situation."""

from dataclasses import replace
from typing import TypeVar, get_args

from skill.coach.grammar import spoken_name
from skill.coach.situation import Answer, History, Pronoun, Reason, Situation, safe
from skill.errors import BadInput
from skill.voice.turn import Turn

_T = TypeVar("_T")
_PRONOUNS: tuple[Pronoun, ...] = get_args(Pronoun)
_REASONS: tuple[Reason, ...] = get_args(Reason)
_ANSWERS: tuple[Answer, ...] = get_args(Answer)
_NAMES = ("person", "you", "friend")
_NOTHING = ("none", "no one")  # as an answer, and as what a broken client sends for nothing
_DETAILS = ("person", "place", "topic", "you", "friend")
_TOLD_DAY = ("MyStoryIntent", "DraftMessageIntent", "ChangeDetailIntent")
_TOLD_PRONOUN = ("SetPronounIntent", "MyStoryIntent", "ChangeDetailIntent")
_AFTER_A_NO = ("message_again", "other_account")  # boundaries that only come up once the answer was no
_HISTORY: dict[tuple[str, str | None], History] = {
    ("NoReplyIntent", None): "waiting",
    ("WaitIntent", "yes"): "waiting",
    ("DeclinedIntent", None): "declined",
    ("HowItWentIntent", "warm"): "met_again",
    ("HowItWentIntent", "cool"): "declined",
    ("GoodNewsIntent", "replied"): "replied",
}


def gather(turn: Turn) -> Situation:
    """Return the situation with what this turn told; a detail too long or unfit to be written is not kept."""
    intent = turn.heard.intent
    situation = turn.situation.knowing(**_details(turn))
    who = _one_of(_PRONOUNS, turn.id("who"))
    if who and (intent in _TOLD_PRONOUN or situation.details.pronoun == "they"):
        situation = replace(situation, details=replace(situation.details, pronoun=who))
    if reason := _one_of(_REASONS, turn.id("reason")):
        situation = replace(situation, reason=reason)
    if turn.id("news") == "number":
        situation = replace(situation, has_number=True)
    often = turn.id("often") or ("yes" if intent == "SeeAgainIntent" else None)
    if meets := _one_of(_ANSWERS, often):
        situation = replace(situation, meets_again=meets)
    if intent in ("MutualFriendIntent", "FindOnlineIntent"):
        situation = replace(situation, other_way="friend" if intent == "MutualFriendIntent" else "online")
    elif turn.id("way") == "none":
        situation = replace(situation, other_way="none")
    return _with_history(turn, situation)


def _one_of(known: tuple[_T, ...], value: str | None) -> _T | None:
    return next((one for one in known if one == value), None)


def _details(turn: Turn) -> dict[str, str | None]:
    names = [*_DETAILS, "day"] if turn.heard.intent in _TOLD_DAY else _DETAILS
    return {name: _safe(turn, name) for name in names} | {"invitation": _safe(turn, "invite")}


def _safe(turn: Turn, name: str) -> str | None:
    value = turn.value(name)
    if value is None or value.casefold() in _NOTHING:
        return None
    try:
        return safe(name, spoken_name(value) if name in _NAMES else value)
    except BadInput:
        return None


def _with_history(turn: Turn, situation: Situation) -> Situation:
    intent = turn.heard.intent
    answer = turn.id("reaction") or turn.id("news") or turn.id("written")
    told = _HISTORY.get((intent, None)) or _HISTORY.get((intent, answer))
    if intent == "DraftMessageIntent" and "insist" in turn.heard.slots and situation.history == "none":
        told = "waiting"  # "one last one": there was one before
    if turn.id("boundary") in _AFTER_A_NO and situation.history == "none":
        told = "declined"
    if told is None or (told == "waiting" and situation.history == "declined"):
        return situation
    if told == "met_again" and situation.history in ("waiting", "declined"):
        return situation  # a smile does not undo an answer
    return replace(situation, history=told)
