"""A draft that is written again: what was told goes into it, and what is missing or was dropped is said."""

from dataclasses import fields, replace
from typing import Any

from skill.coach.closing import close_of
from skill.coach.drafting import Draft, Recipe, write
from skill.coach.situation import DETAIL_NAMES, Details
from skill.voice.reply import Reply, say
from skill.voice.state import State
from skill.voice.turn import Turn

_CLAIMS = ("detail_changed", "left_out", "put_back", "invited")  # blocks that say that something was changed
_SLOTS = {"invite": "invitation"}  # where a slot has another name than its detail


def retold(turn: Turn, recipe: Recipe) -> Recipe:
    """Return a recipe with what this turn told in it, and nothing that was left out before."""
    known = turn.situation.details
    told = {name: getattr(known, name) for name in told_now(turn)}
    return recipe.with_details(replace(recipe.details, **told, pronoun=known.pronoun))


def told_now(turn: Turn) -> set[str]:
    """Return the names of the details that this turn brought."""
    return {_SLOTS.get(name, name) for name in turn.heard.slots} & set(DETAIL_NAMES)


def fitting(recipe: Recipe, locale: str) -> Draft:
    """Return the draft of a recipe without the last changes, where these no longer fit what is told."""
    made = write(recipe, locale)
    while not made.fits:
        made = write(made.recipe.undone(), locale)
    return made


def redrafted(turn: Turn, recipe: Recipe, block: str, *, changed: str | None = None) -> Reply:
    """Return the reply with a draft written again, because of what was told."""
    made = fitting(recipe, turn.locale)
    if block in _CLAIMS and changed != "who" and _is_the_same(turn, made):
        return _unchanged(turn, made, block, changed)
    before = getattr(turn.state.recipe.details, changed, None) if turn.state.recipe and changed else None
    asks = (missing(turn, made.audience) if changed else None) or "keep_it"
    return say(
        turn,
        f"message.{block}",
        draft=made,
        asks=asks,
        dropped=made.dropped,
        change=None,
        changed=changed,
        used=used(turn, made),
        corrected=before is not None and before not in (getattr(made.recipe.details, changed or "") or ""),
    )


def _is_the_same(turn: Turn, made: Draft) -> bool:
    return turn.state.recipe is not None and made.text == write(turn.state.recipe, turn.locale).text


def _unchanged(turn: Turn, made: Draft, block: str, changed: str | None) -> Reply:
    """Say what a draft that comes out the same has in it or has no room for; what was told stays in its recipe."""
    if close_of(turn.situation.history):
        return say(turn, "message.noted", asks="a_tip" if turn.situation.history == "declined" else "still_meet")
    state = replace(turn.state, recipe=made.recipe)
    if changed and changed not in made.uses:
        return say(turn, "message.no_room", asks="keep_it", state=state)
    return say(
        turn, f"message.{'not_in_it' if block == 'left_out' else 'in_it'}", draft=made, asks="keep_it", state=state
    )


def used(turn: Turn, made: Draft) -> bool:
    """Tell whether a draft has what was just told in it."""
    told = told_now(turn)
    return not told or bool(told & made.uses)


def undone(state: State) -> State:
    """Return the state before the last thing that changed the draft; what that had put right is as it was."""
    if state.recipe is None or not state.past:
        return state
    earlier, now = state.past[-1], state.recipe
    facts = _put_right(state.past, now.details) if (earlier.channel, earlier.line) == (now.channel, now.line) else {}
    situation = replace(state.situation, details=replace(state.situation.details, **facts))
    return replace(state, situation=situation, recipe=earlier, past=state.past[:-1])


def _put_right(past: tuple[Recipe, ...], now: Details) -> dict[str, Any]:
    """The facts as they were told before the last change; one that was only left out before stays known."""
    facts = {}
    for name in (field.name for field in fields(Details)):
        value = getattr(past[-1].details, name)
        told_just_now = all(getattr(recipe.details, name) is None for recipe in past)
        if value != getattr(now, name) and (value is not None or told_just_now):
            facts[name] = value
    return facts


def missing(turn: Turn, audience: str) -> str | None:
    """Return the one detail worth asking for after the draft; asked once."""
    details, told = turn.situation.details, turn.state.told
    if turn.one_shot and not (details.place or details.person):
        return "where_met"
    if audience == "friend" and not details.friend and "asked.which_friend" not in told:
        return "which_friend"
    if not details.topic and "asked.talked_about" not in told and audience != "friend":
        return "talked_about"
    return None
