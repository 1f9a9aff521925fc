"""What may be written after silence or a no: nothing that asks on, a hello after silence, and the one close."""

from skill.coach.situation import History

_CLOSED: dict[str, History] = {"after_no_reply": "waiting", "graceful_close": "declined"}
_CLOSES: dict[str, str] = {history: channel for channel, history in _CLOSED.items()}


def close_of(history: str) -> str | None:
    """Return the channel that closes what has happened, None where there is nothing to close."""
    return _CLOSES.get(history)


def closed_by(channel: str) -> History | None:
    """Return what must have happened for a channel to close it, None where it closes nothing."""
    return _CLOSED.get(channel)


def asks_on(channel: str, line: str, history: str) -> bool:
    """Tell whether a draft would ask on after silence or a no; a hello in person after silence does not.

    `line` is hello or ask and counts in person only.
    """
    if history == "waiting":
        return channel != "in_person" or line != "hello"
    return history == "declined"


def may_write(channel: str, line: str, history: str) -> bool:
    """Tell whether a channel may be drafted: one that closes where it fits, any other where it does not ask on."""
    closes = closed_by(channel)
    return closes == history if closes else not asks_on(channel, line, history)
