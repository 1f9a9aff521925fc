"""A detail of the draft: put right, left out, put back."""

from dataclasses import replace
from typing import Any

from skill.coach.drafting import Recipe, write
from skill.coach.situation import Details
from skill.voice.redrafting import redrafted, retold, told_now
from skill.voice.reply import Reply, say
from skill.voice.state import State
from skill.voice.turn import Turn

_CHANGED = ("person", "friend", "you", "topic", "place", "day", "who")
_MEANT = {"name": "person", "my_name": "you", "friends_name": "friend"}
_ASK_ANEW = {"person": "new_name", "place": "where_met", "topic": "talked_about", "you": "your_name"} | {
    "friend": "which_friend"
}
_LONGER = 2  # so many times a draft may grow to have room for what is put back


def change_detail(turn: Turn) -> Reply:
    """Put one detail right, in the draft where there is one."""
    changed = next((name for name in _CHANGED if name in turn.heard.slots), None)
    if changed is None:
        return _asked_anew(turn)
    if turn.state.recipe is None:
        asks = turn.state.asked or "next_step"
        return say(turn, "message.detail_changed", asks=asks, changed=changed, used=True, corrected=True)
    return redrafted(turn, retold(turn, turn.state.recipe), "detail_changed", changed=changed)


def leave_out(turn: Turn) -> Reply:
    """Write the draft without one detail, which stays known."""
    recipe, detail = turn.state.recipe, _meant(turn)
    if recipe is None:
        return say(turn, "message.nothing_yet", asks="which_channel")
    if detail is None or getattr(recipe.details, detail) is None:
        return say(turn, "message.not_in_it", draft=write(recipe, turn.locale), asks="keep_it")
    return redrafted(turn, _with(recipe, detail, None), "left_out")


def put_back(turn: Turn) -> Reply:
    """Write the draft with a detail that it had no room for, or that was left out."""
    recipe, detail = turn.state.recipe, _meant(turn)
    known = getattr(turn.situation.details, detail) if detail else None
    if recipe is None:
        return say(turn, "message.nothing_yet", asks="which_channel")
    if detail is None or known is None:
        return say(turn, "message.change_what", asks=_ASK_ANEW.get(detail or "topic", "talked_about"))
    wanted = _with(recipe, detail, known)
    for _ in range(_LONGER + 1):
        made = write(wanted, turn.locale)
        if made.fits and detail in made.uses:
            return redrafted(turn, wanted, "put_back")
        wanted = wanted.changed("longer")
    return say(turn, "message.no_room", asks="keep_it")


def _meant(turn: Turn) -> str | None:
    """The detail that is spoken of, by its name or by its value."""
    wrong = turn.id("olddetail")
    return _MEANT.get(wrong, wrong) if wrong else next(iter(sorted(told_now(turn))), None)


def _with(recipe: Recipe, detail: str, value: str | None) -> Recipe:
    told: dict[str, Any] = {detail: value}
    return recipe.with_details(replace(recipe.details, **told))


def _asked_anew(turn: Turn) -> Reply:
    """Forget the detail that is wrong and ask for it; a day is only left out."""
    wrong = _meant(turn)
    if wrong == "day" and turn.state.recipe:
        return leave_out(turn)
    if wrong not in _ASK_ANEW:
        return say(turn, "message.change_what", asks="new_name")
    nothing: dict[str, Any] = {wrong: None}
    forgotten = replace(turn.situation.details, **nothing)
    return say(turn, "message.change_what", asks=_ASK_ANEW[wrong], state=_with_details(turn.state, forgotten))


def _with_details(state: State, details: Details) -> State:
    return replace(state, situation=replace(state.situation, details=details))
