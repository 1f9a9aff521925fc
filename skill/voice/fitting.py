"""What was heard, made fit to be told: no detail that cannot be written, and no name taken for another's."""

from skill.coach.grammar import spoken_name
from skill.coach.situation import fit as fit_detail
from skill.voice.heard import Heard, Slot
from skill.voice.turn import Turn

_NAMES = ("person", "you", "friend")
_NOTHING = ("none", "no one")  # as an answer, and as what a broken client sends for nothing
_WHOSE = {"my_name": "you", "friends_name": "friend"}
_TOLD = ("person", "place", "topic", "you", "friend", "day", "invite")
_CORRECTS = "ChangeDetailIntent"
_TELLS_A_FRIEND = ("MyStoryIntent", "MutualFriendIntent", "DraftMessageIntent", _CORRECTS)


def fit(turn: Turn) -> Heard:
    """Return what was heard without details too long or unfit to be written, and with each name where it belongs."""
    kept = {name: slot for name, slot in turn.heard.slots.items() if name not in _TOLD or told(turn, name)}
    if turn.heard.intent == _CORRECTS and "person" in kept:
        kept = _corrected(turn, kept)
    if turn.id("olddetail") == "topic" and "place" in kept and "topic" not in kept:
        kept["topic"] = kept.pop("place")  # "change what we talked about to the chess club"
    return Heard(turn.heard.intent, _friend_and_person(turn, kept))


def told(turn: Turn, name: str) -> str | None:
    """Return a detail of this turn as it may stand in a sentence, or None."""
    value = turn.value(name)
    if value is None or value.casefold() in _NOTHING:
        return None
    return fit_detail(name, spoken_name(value) if name in _NAMES else value)


def _corrected(turn: Turn, kept: dict[str, Slot]) -> dict[str, Slot]:
    whose = _WHOSE.get(turn.id("olddetail") or "")
    if whose:
        kept[whose] = kept.pop("person")  # "change my name to Sam"
        return kept
    known = turn.situation.details
    if known.friend and known.person and told(turn, "person") == known.friend:
        kept["friend"] = kept.pop("person")  # "it's for Beth" and "Beth wasn't there" make her nobody else
        return kept
    wrong = known.person  # "it's Mia, not Maya" tells nothing about a Maya
    return {name: slot for name, slot in kept.items() if name not in _NAMES[1:] or told(turn, name) != wrong}


def _friend_and_person(turn: Turn, kept: dict[str, Slot]) -> dict[str, Slot]:
    """Put a name where it belongs: who was asked for, or is known, as the friend is not the one who was met."""
    known, named = turn.situation.details, told(turn, "person") if "person" in kept else None
    friend = told(turn, "friend") if "friend" in kept else None
    if friend and friend == known.person and known.friend and turn.heard.intent != _CORRECTS:
        del kept["friend"]  # both are known already, and it is the other one
    if named is None:
        return kept
    if "friend" in kept:
        of_the_friend = turn.state.asked == "which_friend" and named == told(turn, "friend")
    elif turn.state.asked == "which_friend":
        of_the_friend = turn.heard.intent in _TELLS_A_FRIEND and named != known.person
    else:
        of_the_friend = turn.heard.intent != _CORRECTS and named == known.friend
    if of_the_friend:
        kept = {"friend": kept["person"], **kept}
        for name in ("person", "who"):  # "his name's Baz" says nothing of the one who was met
            kept.pop(name, None)
    return kept
