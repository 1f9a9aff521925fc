"""What is not drafted, and why: after silence or a no, nothing is written that asks on."""

from dataclasses import dataclass

from skill import wording
from skill.coach.closing import closed_by, may_write
from skill.coach.grammar import pronoun_words
from skill.coach.situation import Details, History


@dataclass(frozen=True)
class HeldBack:
    """Why there is no draft, and what helps instead; a sentence or two each."""

    reason: str
    helps: str


def history_of(channel: str, told: History | None) -> History:
    """Return what has happened: as told, or as the channel says."""
    return told or closed_by(channel) or "none"


def held_back(channel: str, line: str, history: History, details: Details, locale: str = "en-US") -> HeldBack | None:
    """Return why nothing is drafted for a channel, or None where it may be."""
    block = _block(channel, line, history)
    if block is None:
        return None
    known = pronoun_words(details.pronoun)
    return HeldBack(*(wording.render(locale, f"held_back/{block}", part, **known) for part in ("reason", "helps")))


def _block(channel: str, line: str, history: History) -> str | None:
    if may_write(channel, line, history):
        return None
    if history == "waiting":
        return "no_need_to_close" if channel == "graceful_close" else "silence"
    return "a_no" if history == "declined" else f"no_{channel}"
