"""What is noted of the request that is being answered, for its line in the log and its numbers.

Only what is safe to keep: names of ours and ids of Alexa's, never words, slots or people.
"""

from contextvars import ContextVar

_notes: ContextVar[dict[str, str] | None] = ContextVar("notes", default=None)


def begin() -> None:
    """Begin a request."""
    _notes.set({})


def note(**what: str) -> None:
    """Note something of the request, in place of what was noted under the same name; outside of one do nothing."""
    if (noted := _notes.get()) is not None:
        noted.update(what)


def told() -> dict[str, str]:
    """Return a copy of what was noted of the request."""
    return dict(_notes.get() or {})
