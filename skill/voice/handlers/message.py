"""The draft: written from what is known, declined after silence or a no, and changed as asked."""

from dataclasses import replace

from skill.coach.channels import channel_of
from skill.coach.closing import close_of
from skill.coach.drafting import Recipe, number_ask, write
from skill.coach.next_step import will_meet
from skill.voice.redrafting import fitting, missing, redrafted, retold, undone, used
from skill.voice.reply import Reply, say
from skill.voice.state import Begun, State
from skill.voice.turn import Turn

_ANY_PLAN = "coffee"
_ANSWERS_THEM = "speech/message.answer_them"
_GOES_ON = ("talked_about", "your_name", "have_number", "write_it", "which_own_words")
_ASKS_THE_FRIEND = ("write_friend", "which_friend")
_NOTHING_MORE = ("speech/outcome.blocked", "speech/outcome.false_number", "talk/boundary/other_account.say")


def draft(turn: Turn) -> Reply:
    """Write the draft that was asked for, or decline it, or ask for what it cannot do without."""
    channel, platform = _channel(turn)
    if turn.situation.history == "declined" and turn.id("aloud"):
        return say(turn, "next_step.hello_after_no", asks="a_tip")
    if turn.situation.history == "declined":
        return _after_a_no(turn)
    if turn.situation.history == "waiting" and channel != "in_person":
        return _after_silence(turn)
    if turn.situation.history == "replied" and not turn.id("channel") and _ANSWERS_THEM not in turn.state.told:
        return say(turn, "message.answer_them", asks="enough")
    if channel is None:
        return say(turn, "message.happy_to", asks="which_channel", state=_pending(turn, None, None))
    if channel == "first_text" and not turn.situation.has_number:
        return say(turn, "message.happy_to", asks="have_number", state=_pending(turn, channel, platform))
    if channel == "first_text" and not turn.situation.details.you and "asked.your_name" not in turn.state.told:
        return say(turn, "message.happy_to", asks="your_name", state=_pending(turn, channel, platform))
    return _written(turn, _recipe(turn, channel, platform))


def ask_number(turn: Turn) -> Reply:
    """Say how to ask for the number, then give the line: talk first, ask once, openly."""
    if close_of(turn.situation.history):
        return say(turn, "message.no_asking", asks="a_tip" if turn.situation.history == "declined" else "still_meet")
    line = write(number_ask(turn.situation.details), turn.locale)
    if turn.one_shot:
        return say(turn, "message.ask_whole", draft=line)
    explained = "speech/message.ask_first" in turn.state.told
    if explained or turn.state.asked == "the_ask" or turn.situation.history == "met_again":
        return say(turn, "message.the_ask", draft=line, asks="slowly")
    return say(turn, "message.ask_first", asks="the_ask")


def refine(turn: Turn) -> Reply:
    """Change the draft in the direction named; where nothing fits further, say so and keep it."""
    change = turn.id("change")
    if turn.state.recipe is None:
        return _nothing_yet(turn)
    if change is None:
        return another(turn)
    made = write(turn.state.recipe.changed(change), turn.locale)
    if not made.fits:
        return say(turn, "message.no_further", asks="another_one")
    return say(turn, "message.refined", draft=made, asks="keep_it", change=change, dropped=made.dropped)


def another(turn: Turn) -> Reply:
    """Write it another way."""
    if turn.state.recipe is None:
        return _nothing_yet(turn)
    made = write(turn.state.recipe.changed("another"), turn.locale)
    if not made.fits:
        return say(turn, "message.no_other_way", asks="keep_it")
    return say(turn, "message.another", draft=made, asks="keep_it")


def pick(turn: Turn) -> Reply:
    """Go back to the nth draft heard of this recipe."""
    recipe = turn.state.recipe
    if recipe is None:
        return _nothing_yet(turn)
    heard = len(recipe.changes) + 1
    number = turn.value("pick") or str(heard)
    if not number.isdecimal() or not 1 <= int(number) <= heard:
        return say(turn, "message.not_so_many", asks="keep_it", heard=heard)
    return redrafted(turn, replace(recipe, changes=recipe.changes[: int(number) - 1]), "picked")


def undo(turn: Turn) -> Reply:
    """Take back the last thing that changed the draft."""
    state = undone(turn.state)
    if state.recipe is None:
        return _nothing_yet(turn)
    block = "undone" if turn.state.past else "nothing_to_undo"
    return say(turn, f"message.{block}", draft=write(state.recipe, turn.locale), asks="keep_it", state=state)


def drop(turn: Turn) -> Reply:
    """Put the draft away, and keep the story."""
    there = turn.state.recipe is not None or turn.state.pending is not None
    asks = {"waiting": "still_meet", "declined": "a_tip"}.get(turn.situation.history, "next_step")
    return say(turn, f"message.{'put_away' if there else 'nothing_yet'}", asks=asks, state=turn.state.without_draft())


def invite(turn: Turn) -> Reply:
    """Put one small invitation into a text to someone who gave their number, or into words where they meet anyway."""
    if close_of(turn.situation.history):
        return draft(turn)
    details = replace(turn.situation.details, day=None)  # a plan tells its own day
    if not turn.situation.has_number and will_meet(turn.situation) != "no":
        planned = replace(details, invitation=details.invitation or _ANY_PLAN)
        line = write(Recipe("in_person", planned, "ask"), turn.locale)
        return say(turn, "message.invite_aloud", draft=line, asks="slowly")
    if not turn.situation.has_number:
        return say(turn, "message.invite_in_text", asks="have_number", state=_pending(turn, "first_text", None))
    if "invite" not in turn.heard.slots:
        return say(turn, "message.one_invitation", asks="invitation")
    recipe = turn.state.recipe
    if recipe is None or recipe.channel != "first_text":
        recipe = Recipe("first_text", details)
    recipe = retold(turn, recipe)
    return redrafted(turn, recipe.with_details(replace(recipe.details, day=None)), "invited")


def _channel(turn: Turn) -> tuple[str | None, str | None]:
    """The channel named now; a detail or an answer goes on with what was begun, or with the draft on the table."""
    state, asked, spoken = turn.state, turn.state.asked, turn.id("channel")
    if "friend" in turn.heard.slots or (asked in _ASKS_THE_FRIEND and spoken in (None, "text")):
        return "via_friend", None  # words for the friend are never a note to the one who was met
    if spoken:
        return channel_of(spoken)
    begun = state.pending if state.pending and (asked in _GOES_ON or state.recipe is None) else state.recipe
    if begun and begun.channel and (asked in _GOES_ON or {"topic", "tone", "you"} & set(turn.heard.slots)):
        return begun.channel, begun.platform
    if turn.situation.has_number:
        return "first_text", None
    if asked == "first_line" or (turn.id("aloud") and will_meet(turn.situation) != "no"):
        return "in_person", None
    if turn.one_shot and will_meet(turn.situation) != "no" and turn.situation.details.place:
        return "in_person", None
    return None, None


def _recipe(turn: Turn, channel: str, platform: str | None) -> Recipe:
    before, tone, change = turn.state.recipe, turn.id("tone"), turn.id("change")
    if before and (before.channel, before.platform) == (channel, platform or before.platform):
        same = retold(turn, before)
        return replace(same, tone=tone, changes=()) if tone else same
    begun = turn.state.pending or Begun(tone=before.tone if before else None)
    recipe = replace(begun, platform=platform, tone=tone or begun.tone).recipe(channel, turn.situation.details)
    return recipe.changed(change) if change else recipe


def _pending(turn: Turn, channel: str | None, platform: str | None) -> State:
    """The state that remembers what is to be written once the missing fact is told."""
    before = turn.state.pending or turn.state.recipe
    tone = turn.id("tone") or (before.tone if before else None)
    return replace(turn.state, pending=Begun(channel, platform, tone))


def _written(turn: Turn, recipe: Recipe) -> Reply:
    before = turn.state.recipe
    if before == recipe and turn.state.asked != "which_channel":
        return another(turn)
    made = fitting(recipe, turn.locale)
    lacks = missing(turn, made.audience)
    goes_on = before is not None and (before.channel, before.platform) == (recipe.channel, recipe.platform)
    if made.audience == "aloud":
        block = "line_whole" if turn.one_shot else "line"
    else:
        block = "drafted" if not goes_on else "another" if "tone" in turn.heard.slots else "with_detail"
    return say(
        turn,
        f"message.{block}",
        draft=made,
        asks=lacks or "keep_it",
        used=used(turn, made),
        dropped=made.dropped if goes_on else (),
    )


def _after_silence(turn: Turn) -> Reply:
    """Nothing is written after silence, unless the user insists: then one note of release."""
    insists = bool(turn.id("insist")) or "speech/message.no_second_note" in turn.state.told
    if not insists:
        return say(turn, "message.no_second_note", asks="still_meet")
    note = write(Recipe("after_no_reply", turn.situation.details, tone=turn.id("tone") or "friendly"), turn.locale)
    return say(turn, "message.release", draft=note, asks="keep_it")


def _after_a_no(turn: Turn) -> Reply:
    told = turn.state.told
    if any(key in told for key in _NOTHING_MORE):
        return say(turn, "message.nothing_more", asks="a_tip")
    if not turn.id("insist"):
        return say(turn, "message.after_a_no", asks="goodbye")
    close = write(Recipe("graceful_close", turn.situation.details), turn.locale)
    return say(turn, "message.goodbye", draft=close, asks="keep_it")


def _nothing_yet(turn: Turn) -> Reply:
    return say(turn, "message.nothing_yet", asks="which_channel")
