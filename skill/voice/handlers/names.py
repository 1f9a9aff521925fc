"""Who is who: the one who was met and the friend swapped, and a name that was none taken back."""

from dataclasses import replace

from skill.coach.situation import Details
from skill.voice.redrafting import redrafted
from skill.voice.reply import Reply, say
from skill.voice.turn import Turn

_NAMES = ("person", "friend", "you")


def other_way_round(turn: Turn) -> Reply:
    """Swap the one who was met and the friend, where they were taken for each other."""
    known, recipe = turn.situation.details, turn.state.recipe
    if known.friend is None:
        return say(turn, "message.change_what", asks="new_name")
    state = turn.state.knowing(_swapped(known))
    if recipe is None:
        return say(turn, "message.swapped", asks="which_friend", state=state)
    return redrafted(replace(turn, state=state), recipe.with_details(_swapped(recipe.details)), "swapped")


def _swapped(details: Details) -> Details:
    return replace(details, person=details.friend, friend=details.person)


def no_name(turn: Turn) -> Reply:
    """Take back a name that was none ("Dune is the book"): the one that is spoken of, else that of who was met."""
    wrong, recipe = _wrong(turn), turn.state.recipe
    state = turn.state.knowing(_without(turn.situation.details, wrong))
    if recipe is None:
        return say(turn, "message.no_name", asks=turn.state.asked or "next_step", state=state)
    nameless = recipe.with_details(_without(recipe.details, wrong))
    return redrafted(replace(turn, state=state), nameless, "no_name")


def _wrong(turn: Turn) -> str:
    spoken = {slot.value.casefold() for slot in turn.heard.slots.values()}
    known = turn.situation.details
    return next((name for name in _NAMES if (getattr(known, name) or "").casefold() in spoken), "person")


def _without(details: Details, name: str) -> Details:
    nothing: dict[str, None] = {name: None}
    return replace(details, **nothing)  # type: ignore[arg-type]
