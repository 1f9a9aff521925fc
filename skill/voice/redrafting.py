"""A draft that is written again: what was told goes into it, and what is missing or was dropped is said."""

from dataclasses import replace

from skill.coach.drafting import Draft, Recipe, write
from skill.coach.situation import DETAIL_NAMES
from skill.voice.reply import Reply, say
from skill.voice.turn import Turn

_SLOTS = {"invite": "invitation"}  # where a slot has another name than its detail


def retold(turn: Turn, recipe: Recipe) -> Recipe:
    """Return a recipe with what this turn told in it, and nothing that was left out before."""
    known = turn.situation.details
    told = {name: getattr(known, name) for name in told_now(turn)}
    return recipe.with_details(replace(recipe.details, **told, pronoun=known.pronoun))


def told_now(turn: Turn) -> set[str]:
    """Return the names of the details that this turn brought."""
    return {_SLOTS.get(name, name) for name in turn.heard.slots} & set(DETAIL_NAMES)


def redrafted(
    turn: Turn, recipe: Recipe, block: str, *, change: str | None = None, changed: str | None = None
) -> Reply:
    """Return the reply with a draft written again; where nothing fits further, it says so and keeps the draft."""
    made = write(recipe, turn.locale)
    before = turn.state.recipe
    if not made.fits:
        kept = replace(turn.state, recipe=recipe.undone())
        if recipe.changes[-1:] == ("another",):
            return say(turn, "message.no_other_way", asks="keep_it", state=kept)
        return say(turn, "message.no_further", asks="another_one", state=kept)
    asks = (missing(turn, made.audience) if changed else None) or "keep_it"
    return say(
        turn,
        f"message.{block}",
        draft=made,
        asks=asks,
        dropped=made.dropped,
        change=change,
        changed=changed,
        used=used(turn, made),
        corrected=changed and before and getattr(before.details, changed, None) is not None,
    )


def used(turn: Turn, made: Draft) -> bool:
    """Tell whether a draft has what was just told in it."""
    told = told_now(turn)
    return not told or bool(told & made.uses)


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
