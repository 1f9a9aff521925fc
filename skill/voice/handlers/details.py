"""A detail of the draft: put right, left out, put back."""

import re
from collections.abc import Iterator, Set
from dataclasses import replace
from typing import Any

from skill.coach.channels import channel_of
from skill.coach.closing import close_of
from skill.coach.drafting import Recipe, write
from skill.voice.questions import QUESTIONS
from skill.voice.redrafting import redrafted, retold, told_now
from skill.voice.reply import Reply, say
from skill.voice.state import Begun
from skill.voice.topics import says, says_nothing, undated, without
from skill.voice.turn import Turn

_CHANGED = ("own", "person", "friend", "you", "topic", "place", "day", "who")
_ASKED_FOR = ("you", "place", "topic", "day")  # told to have them in it
_MEANT = {"name": "person", "my_name": "you", "friends_name": "friend"}
_ASK_ANEW = {"person": "new_name", "place": "where_met", "topic": "talked_about", "you": "your_name"} | {
    "friend": "which_friend"
}
_BIT = re.compile(r"^(the|that|this) (?=\S)| (bit|part|thing|line|words?|sentence|phrase)$", re.IGNORECASE)
_TURNS = 6  # so many other ways to put a draft keep what was changed in it
_SEEDS = 60  # so many other beginnings are looked through for one with room for what is put back


def change_detail(turn: Turn) -> Reply:
    """Put one detail right, in the draft where there is one."""
    changed = next((name for name in _CHANGED if name in turn.heard.slots), None)
    if changed is None:
        return _asked_anew(turn)
    if turn.state.recipe is None:
        asks = turn.state.asked or "next_step"
        return say(turn, "message.detail_changed", asks=asks, changed=changed, used=True, corrected=True)
    recipe = retold(turn, turn.state.recipe)
    before, now = turn.state.recipe.details, recipe.details
    if changed == "person" and before.own and before.person and now.person:
        recipe = _with(recipe, "own", re.sub(rf"(?<!\w){re.escape(before.person)}(?!\w)", now.person, before.own))
    if "topic" in turn.heard.slots and turn.state.recipe.details.own:
        recipe = _with(recipe, "own", None)  # what is told now takes the place of the sentence
    if changed in _ASKED_FOR and not close_of(turn.situation.history):
        recipe = _saying(turn, recipe, {changed}) or recipe
    return redrafted(turn, recipe, "detail_changed", changed=changed)


def own_words(turn: Turn) -> Reply:
    """Ask for the words that a user wants of their own."""
    state, due = turn.state, QUESTIONS[turn.state.asked].yes.slots.get("channel") if turn.state.asked else None
    if due and state.recipe is None:
        state = replace(state, pending=Begun(*channel_of(due.id or due.value)))
    return say(turn, "message.own_words", asks="which_own_words", state=state)


def leave_out(turn: Turn) -> Reply:
    """Write the draft without one detail, or without a part of the topic; all of it stays known."""
    recipe, detail = turn.state.recipe, _meant(turn)
    if detail == "friend" and (recipe is None or recipe.channel == "via_friend"):
        return _straight_to_them(turn)
    if recipe is None:
        return say(turn, "message.nothing_yet", asks="which_channel")
    known = getattr(recipe.details, detail) if detail else None
    topic, spoken = recipe.details.topic or "", _spoken(turn) or ""
    if (known is None or detail == "topic") and says(topic, spoken):
        return redrafted(turn, _with(recipe, "topic", without(topic, spoken)), "left_out")
    if recipe.details.own and (says_nothing(spoken) or says(recipe.details.own, spoken)):
        return redrafted(turn, _with(recipe, "own", None), "left_out")
    plan = recipe.details.invitation
    if detail == "day" and known is None and plan and undated(plan) != plan:
        return redrafted(turn, _with(recipe, "invitation", undated(plan)), "left_out")
    if (known is None or detail == "topic") and (plain := _without_words(turn, recipe, spoken)):
        return redrafted(turn, plain, "left_out")
    if detail is None or known is None or (detail == "topic" and "topic" in turn.heard.slots):
        return say(turn, "message.not_in_it", draft=write(recipe, turn.locale), asks="keep_it")
    kept = write(recipe, turn.locale).uses - {detail}
    without_it = _with(recipe, detail, None)
    return redrafted(turn, _saying(turn, without_it, kept) or without_it, "left_out")


def _straight_to_them(turn: Turn) -> Reply:
    """Put away the note to a friend who is not to be asked."""
    situation = replace(turn.situation, other_way=None, details=replace(turn.situation.details, friend=None))
    state = replace(turn.state.without_draft(), situation=situation)
    return say(turn, "message.straight", asks="which_channel", state=state)


def _without_words(turn: Turn, recipe: Recipe, spoken: str) -> Recipe | None:
    """Return another way to write a draft that has these words in it, without them; None where there is none."""
    unwanted, now = re.compile(rf"\b{re.escape(spoken)}\b", re.IGNORECASE), write(recipe, turn.locale)
    if not spoken or not unwanted.search(now.text):
        return None
    for other in (*_turns(recipe), *(replace(recipe, seed=seed, changes=()) for seed in range(_SEEDS))):
        made = write(other, turn.locale)
        if made.fits and now.uses <= made.uses and not unwanted.search(made.text):
            return other
    return None


def _turns(recipe: Recipe) -> Iterator[Recipe]:
    for _ in range(_TURNS):
        recipe = recipe.changed("another")
        yield recipe


def put_back(turn: Turn) -> Reply:
    """Write the draft with a detail that it had no room for, or that was left out."""
    recipe, detail = turn.state.recipe, _meant(turn)
    known = getattr(turn.situation.details, detail) if detail else None
    if recipe is None:
        return say(turn, "message.nothing_yet", asks="which_channel")
    if detail is None or known is None:
        return say(turn, "message.change_what", asks=_ASK_ANEW.get(detail or "topic", "talked_about"))
    made = write(recipe, turn.locale)
    if detail in made.uses and getattr(recipe.details, detail) == known:
        return say(turn, "message.in_it", draft=made, asks="keep_it")
    if wanted := _saying(turn, _with(recipe, detail, known), {detail}):
        return redrafted(turn, wanted, "put_back")
    return say(turn, "message.no_room", asks="keep_it")


def _saying(turn: Turn, recipe: Recipe, details: Set[str]) -> Recipe | None:
    """Return a recipe, or the next one that makes room, whose draft says these details; None where none does."""
    needs = details | write(recipe, turn.locale).uses & {"invitation", "friend", "person"}
    for wanted in _with_room(recipe):
        found = write(wanted, turn.locale)
        if found.fits and needs <= found.uses:
            return wanted
    return None


def _with_room(recipe: Recipe) -> Iterator[Recipe]:
    """Yield ways to make room: as it is, without what made it shorter, one step on, or begun otherwise."""
    yield recipe
    changes = list(recipe.changes)
    while "shorter" in changes:
        del changes[len(changes) - 1 - changes[::-1].index("shorter")]
        yield replace(recipe, changes=tuple(changes))
    yield recipe.changed("longer")
    yield recipe.changed("another")
    asked = tuple(change for change in recipe.changes if change != "another")
    yield from (replace(recipe, seed=seed, changes=asked) for seed in range(recipe.seed + 1, recipe.seed + _SEEDS))


def _meant(turn: Turn) -> str | None:
    """The detail that is spoken of, by its name or by its value."""
    wrong = turn.id("olddetail")
    return _MEANT.get(wrong, wrong) if wrong else next(iter(sorted(told_now(turn))), None)


def _spoken(turn: Turn) -> str | None:
    """The value by which a detail is spoken of, whichever it was taken for."""
    named = (turn.value(name) for name in ("words", "topic", "place", "invite", "person", "day", "olddetail"))
    value = next((value for value in named if value), None)
    return _BIT.sub("", value) if value else None


def _with(recipe: Recipe, detail: str, value: str | None) -> Recipe:
    told: dict[str, Any] = {detail: value}
    return recipe.with_details(replace(recipe.details, **told))


def _asked_anew(turn: Turn) -> Reply:
    """Forget the detail that is wrong and ask for it; a day is only left out."""
    wrong = _meant(turn)
    if wrong == "day" and turn.state.recipe:
        return leave_out(turn)
    if wrong not in _ASK_ANEW:
        return say(turn, "message.change_what", asks="which_detail")
    nothing: dict[str, Any] = {wrong: None}
    forgotten = replace(turn.situation.details, **nothing)
    return say(turn, "message.change_what", asks=_ASK_ANEW[wrong], state=turn.state.knowing(forgotten))
