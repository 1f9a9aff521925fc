"""What the skill only talks about: the folder is the intent, the file is a slot value's id."""

from dataclasses import replace

from skill import wording
from skill.coach.drafting import Recipe
from skill.coach.words import words
from skill.voice.reply import Reply, say, tell
from skill.voice.turn import Turn

_UNNAMED, _AGAIN = "other", "again"
_GIVES_WAY = ("enough", "write_it", "next_step", "first_line")  # to a draft on the table, except after a tip
_ABOUT_THE_NOTE = ("talk/timing", "talk/add_words")
_SAID_ONCE = ("talk/worry",)  # the same worry, told again, is not answered word for word
_SERIES = ("talk/tips", "talk/psychology")  # each of their files may be told to anyone


def about(turn: Turn, folder: str) -> Reply:
    """Say the file that a slot names; without a value, or for another, the next one not told yet."""
    name = _named(turn, folder) or _next(turn, folder)
    state = replace(turn.state, subject=folder)
    if name is None:
        return say(replace(turn, state=state), "manners.all_told", asks="next_step")
    template = f"{folder}/{name}"
    said = next((slot.value for slot in turn.heard.slots.values() if slot.id == name), None)
    asks = _asks(turn, template, said)
    if turn.state.recipe and asks in _GIVES_WAY and folder != "talk/tips":
        state = replace(state, subject=None)
        return tell(turn, template, "say", asks=_back(turn.state.recipe, folder), state=state, said=said)
    return tell(turn, template, "say", asks=asks, state=state, said=said)


def _back(recipe: Recipe, folder: str) -> str:
    """The question that goes back to the draft: what was said about the note itself ends in taking it."""
    if recipe.channel == "in_person":
        return "line_again"
    return "send_it" if folder in _ABOUT_THE_NOTE else "finish_draft"


def _asks(turn: Turn, template: str, said: str | None) -> str | None:
    if not wording.has(turn.locale, template, "asks"):
        return None
    return wording.render(turn.locale, template, "asks", **words(turn.situation), said=said)


def _named(turn: Turn, folder: str) -> str | None:
    files = wording.names(turn.locale, folder)
    named = next((slot.id for slot in turn.heard.slots.values() if slot.id in files), None)
    once_more = folder in _SAID_ONCE and f"{folder}/{named}.say" in turn.state.told
    return _AGAIN if once_more else named


def _next(turn: Turn, folder: str) -> str | None:
    """The next file not told yet, outside a series only of those that fit anyone; a sole one is told again."""
    files = sorted(wording.names(turn.locale, folder), key=lambda name: (name != _UNNAMED, name))
    if folder not in _SERIES:
        files = [name for name in files if name == _UNNAMED or name.startswith(_AGAIN)]
    untold = (name for name in files if f"{folder}/{name}.say" not in turn.state.told)
    return next(untold, _UNNAMED if files == [_UNNAMED] else None)
