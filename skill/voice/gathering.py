"""What a turn tells of the story: each slot that is a fact, in whatever intent it came, goes into the situation."""

import re
from dataclasses import replace
from typing import TypeVar, get_args

from skill.coach.grammar import on_day, spoken_name
from skill.coach.situation import Answer, History, Pronoun, Reason, Situation, safe
from skill.errors import BadInput
from skill.voice.heard import Heard
from skill.voice.turn import Turn

_T = TypeVar("_T")
_PRONOUNS: tuple[Pronoun, ...] = get_args(Pronoun)
_REASONS: tuple[Reason, ...] = get_args(Reason)
_ANSWERS: tuple[Answer, ...] = get_args(Answer)
_NAMES = ("person", "you", "friend")
_NOTHING = ("none", "no one")  # as an answer, and as what a broken client sends for nothing
_DETAILS = ("person", "place", "topic", "you", "friend")
_WHOSE = {"my_name": "you", "friends_name": "friend"}
_TOLD = (*_DETAILS, "day", "invite")
_TOLD_DAY = ("MyStoryIntent", "DraftMessageIntent", "ChangeDetailIntent")
_TOLD_PRONOUN = ("SetPronounIntent", "MyStoryIntent", "ChangeDetailIntent")
_NAMES_WHAT_IS_KNOWN = ("LeaveOutIntent", "PutBackIntent")  # "put the landlord back" is no new topic
_AFTER_A_NO = ("message_again", "other_account")  # boundaries that only come up once the answer was no
_ONE_DAY = re.compile(r"(on |last )?(mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
_HISTORY: dict[tuple[str, str | None], History] = {
    ("NoReplyIntent", None): "waiting",
    ("DeclinedIntent", None): "declined",
    ("HowItWentIntent", "warm"): "met_again",
    ("HowItWentIntent", "cool"): "declined",
    ("GoodNewsIntent", "replied"): "replied",
}


def fit(turn: Turn) -> Heard:
    """Return what was heard without details too long or unfit to be written, or of a name that is put right."""
    kept = {name: slot for name, slot in turn.heard.slots.items() if name not in _TOLD or _safe(turn, name)}
    whose = _WHOSE.get(turn.id("olddetail") or "")
    if turn.heard.intent == "ChangeDetailIntent" and "person" in kept and whose:
        kept[whose] = kept.pop("person")  # "change my name to Sam"
    elif turn.heard.intent == "ChangeDetailIntent" and "person" in kept:
        wrong = turn.situation.details.person  # "it's Mia, not Maya" tells nothing about a Maya
        kept = {name: slot for name, slot in kept.items() if name not in _NAMES[1:] or _safe(turn, name) != wrong}
    if turn.id("olddetail") == "topic" and "place" in kept and "topic" not in kept:
        kept["topic"] = kept.pop("place")  # "change what we talked about to the chess club"
    return Heard(turn.heard.intent, kept)


def gather(turn: Turn) -> Situation:
    """Return the situation with what this turn told."""
    intent = turn.heard.intent
    if intent in _NAMES_WHAT_IS_KNOWN:
        return turn.situation
    situation = turn.situation.knowing(**_details(turn))
    who = _one_of(_PRONOUNS, turn.id("who"))
    if who and (intent in _TOLD_PRONOUN or situation.details.pronoun == "they"):
        situation = replace(situation, details=replace(situation.details, pronoun=who))
    if reason := _one_of(_REASONS, turn.id("reason")):
        situation = replace(situation, reason=reason)
    if turn.id("news") == "number" or (intent == "GoodNewsIntent" and "news" not in turn.heard.slots):
        situation = replace(situation, has_number=True)
    often = None if _met_on(turn) else turn.id("often") or ("yes" if intent == "SeeAgainIntent" else None)
    if meets := _one_of(_ANSWERS, often):
        situation = replace(situation, meets_again=meets)
    if intent in ("MutualFriendIntent", "FindOnlineIntent"):
        situation = replace(situation, other_way="friend" if intent == "MutualFriendIntent" else "online")
    elif intent == "LetGoIntent" and turn.state.asked == "other_way":
        situation = replace(situation, other_way="none")
    return _with_history(turn, situation)


def _met_on(turn: Turn) -> str | None:
    """The day of meeting, where "on Sunday" in a story was taken for how often they meet."""
    often = turn.value("often") or ""
    return often if turn.heard.intent in _TOLD_DAY and _ONE_DAY.fullmatch(often) else None


def _one_of(known: tuple[_T, ...], value: str | None) -> _T | None:
    return next((one for one in known if one == value), None)


def _details(turn: Turn) -> dict[str, str | None]:
    names = [*_DETAILS, "day"] if turn.heard.intent in _TOLD_DAY else _DETAILS
    told = {name: _safe(turn, name) for name in names} | {"invitation": _invitation(turn)}
    if day := _met_on(turn):
        told["day"] = told.get("day") or day.removeprefix("on ")
    if turn.heard.intent == "SeeAgainIntent" and turn.situation.details.place:
        told["place"] = None  # where they will meet is not where they met
    return told


def _invitation(turn: Turn) -> str | None:
    """A plan with its day ("coffee on friday"), which is not the day of meeting."""
    plan, day = _safe(turn, "invite"), _safe(turn, "day")
    day = on_day(day) if day else None
    return f"{plan} {day}" if plan and day and turn.heard.intent == "InviteIntent" else plan


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
    told = _HISTORY.get((intent, None)) or _HISTORY.get((intent, turn.id("reaction") or turn.id("news")))
    if turn.id("before") == "yes":
        told = "waiting"
    if intent == "DraftMessageIntent" and turn.id("insist") and situation.history == "none":
        told = "waiting"  # "anyway", "one last one": there was one before
    if turn.id("boundary") in _AFTER_A_NO and situation.history == "none":
        told = "declined"
    if told is None or (told == "waiting" and situation.history == "declined"):
        return situation
    if told == "met_again" and situation.history in ("waiting", "declined"):
        return situation  # a smile does not undo an answer
    return replace(situation, history=told)
