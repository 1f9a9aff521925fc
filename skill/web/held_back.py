"""What is not drafted, and why: after silence or a no, nothing is written that asks on."""

from dataclasses import dataclass

from skill import wording
from skill.coach.grammar import pronoun_words
from skill.coach.situation import Details, History

# What each of these is for; where nothing is told of a history, the channel tells it.
_MEANS: dict[str, History] = {"after_no_reply": "waiting", "graceful_close": "declined"}


@dataclass(frozen=True)
class HeldBack:
    """Why there is no draft, and what helps instead; a sentence or two each."""

    reason: str
    helps: str


def history_of(channel: str, told: History | None) -> History:
    """Return what has happened: as told, or as the channel says."""
    return told or _MEANS.get(channel, "none")


def held_back(channel: str, line: str, history: History, details: Details, locale: str = "en-US") -> HeldBack | None:
    """Return why nothing is drafted for a channel, or None where it may be."""
    block = _block(channel, line, history)
    if block is None:
        return None
    known = pronoun_words(details.pronoun)
    return HeldBack(*(wording.render(locale, f"held_back/{block}", part, **known) for part in ("reason", "helps")))


def _block(channel: str, line: str, history: History) -> str | None:
    if _MEANS.get(channel) == history:
        return None
    if history == "waiting":
        hello = channel == "in_person" and line == "hello"
        return None if hello else "no_need_to_close" if channel == "graceful_close" else "silence"
    if history == "declined":
        return "a_no"
    return f"no_{channel}" if channel in _MEANS else None
