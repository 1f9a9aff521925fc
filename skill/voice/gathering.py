"""What a turn tells of the story: each slot that is a fact, in whatever intent it came, goes into the situation."""

from dataclasses import replace

from skill.coach.grammar import spoken_name
from skill.coach.situation import History, Situation, safe
from skill.errors import BadInput
from skill.voice.turn import Turn

_NAMES = ("person", "you", "friend")
_DETAILS = ("person", "place", "topic", "you", "friend")
_TOLD_DAY = ("MyStoryIntent", "DraftMessageIntent", "ChangeDetailIntent")
_TOLD_PRONOUN = ("SetPronounIntent", "MyStoryIntent", "ChangeDetailIntent")
_HISTORY: dict[tuple[str, str | None], History] = {
    ("NoReplyIntent", None): "waiting",
    ("DeclinedIntent", None): "declined",
    ("HowItWentIntent", "warm"): "met_again",
    ("HowItWentIntent", "cool"): "declined",
    ("GoodNewsIntent", "replied"): "replied",
}


def gather(turn: Turn) -> Situation:
    """Return the situation with what this turn told; a detail too long or unfit to be written is not kept."""
    intent = turn.heard.intent
    situation = turn.situation.knowing(**_details(turn))
    who = turn.id("who")
    if who in ("she", "he", "they") and (intent in _TOLD_PRONOUN or situation.details.pronoun == "they"):
        situation = replace(situation, details=replace(situation.details, pronoun=who))
    if reason := turn.id("reason"):
        situation = replace(situation, reason=reason)
    if turn.id("news") == "number":
        situation = replace(situation, has_number=True)
    if meets := turn.id("often") or ("yes" if intent == "SeeAgainIntent" else None):
        situation = replace(situation, meets_again=meets)
    if intent in ("MutualFriendIntent", "FindOnlineIntent"):
        situation = replace(situation, other_way="friend" if intent == "MutualFriendIntent" else "online")
    return _with_history(turn, situation)


def _details(turn: Turn) -> dict[str, str | None]:
    names = [*_DETAILS, "day"] if turn.heard.intent in _TOLD_DAY else _DETAILS
    return {name: _safe(turn, name) for name in names} | {"invitation": _invitation(turn)}


def _safe(turn: Turn, name: str) -> str | None:
    value = turn.value(name)
    if value is None:
        return None
    try:
        return safe(name, spoken_name(value) if name in _NAMES else value)
    except BadInput:
        return None


def _invitation(turn: Turn) -> str | None:
    return _safe(turn, "invite")


def _with_history(turn: Turn, situation: Situation) -> Situation:
    intent = turn.heard.intent
    told = _HISTORY.get((intent, None)) or _HISTORY.get((intent, turn.id("reaction") or turn.id("news")))
    if told is None or (told == "waiting" and situation.history == "declined"):
        return situation
    return replace(situation, history=told)
