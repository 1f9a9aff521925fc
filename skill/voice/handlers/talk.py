"""What the skill only talks about: the folder is the intent, the file is a slot value's id."""

from dataclasses import replace

from skill import wording
from skill.voice.reply import Reply, say, tell
from skill.voice.turn import Turn

_UNNAMED = "other"


def about(turn: Turn, folder: str) -> Reply:
    """Say the file that a slot names; without a value, or for another, the next one not told yet."""
    name = _named(turn, folder) or _next(turn, folder)
    state = replace(turn.state, subject=folder)
    if name is None:
        return say(replace(turn, state=state), "manners.all_told", asks="next_step")
    template = f"{folder}/{name}"
    asks = wording.render(turn.locale, template, "asks") if wording.has(turn.locale, template, "asks") else None
    return tell(turn, template, "say", asks=asks, state=state)


def _named(turn: Turn, folder: str) -> str | None:
    files = wording.names(turn.locale, folder)
    return next((slot.id for slot in turn.heard.slots.values() if slot.id in files), None)


def _next(turn: Turn, folder: str) -> str | None:
    files = sorted(wording.names(turn.locale, folder), key=lambda name: (name != _UNNAMED, name))
    return next((name for name in files if f"{folder}/{name}.say" not in turn.state.told), None)
