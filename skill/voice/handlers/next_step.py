"""The story and the ways: what happened, what to do next, and how it went."""

from dataclasses import replace

from skill.coach.drafting import Recipe
from skill.coach.channels import channel_of
from skill.coach.next_step import NextStep
from skill.coach.next_step import next_step as best_step
from skill.voice.reply import Reply, say, tell
from skill.voice.turn import Turn

_QUESTION = {"place": "meets_again", "meets_again": "meets_again", "other_way": "other_way"}
_OFFER = {
    "see_again": "first_line",
    "look": "look_for",
    "ask_once": "the_ask",
    "mutual_friend": "which_friend",
    "social_media": "write_it",
    "first_text": "first_text",
    "let_go": "what_to_keep",
    "respect_silence": "still_meet",
    "respect_no": "a_tip",
}


def what_next(turn: Turn) -> Reply:
    """Ask for the fact that decides, at most two of them, then advise."""
    step = best_step(turn.situation, turn.locale)
    question = _undecided(turn, step)
    if question:
        return say(turn, f"next_step.before_{question}", asks=question)
    return _advise(turn, step)


def my_story(turn: Turn) -> Reply:
    """Take the story in, then ask what decides the next step, or advise."""
    step = best_step(turn.situation, turn.locale)
    if not turn.heard.slots and not turn.situation.details.place:
        return say(turn, "next_step.story_begun", asks="where_met")
    question = _undecided(turn, step)
    if question is None:
        return _advise(turn, step)
    if "place" in step.missing:
        question = "where_met"
    return say(turn, "next_step.story", asks=question)


def see_again(turn: Turn) -> Reply:
    """Advise by whether they meet again; after silence or a no, only a hello."""
    history = turn.situation.history
    if history == "waiting" and turn.situation.meets_again == "yes":
        return tell(turn, "talk/hello_after_silence/other", "say", asks="doable")
    return what_next(turn)


def mutual_friend(turn: Turn) -> Reply:
    """Say how a friend may help."""
    return _advise_unless_settled(turn)


def find_online(turn: Turn) -> Reply:
    """Say how to look and write online, and remember the platform for the draft."""
    spoken = turn.id("channel")
    if spoken:
        channel, platform = channel_of(spoken)
        recipe = Recipe(channel, turn.situation.details, platform=platform)
        turn = replace(turn, state=replace(turn.state, recipe=recipe))
    return _advise_unless_settled(turn)


def wait(turn: Turn) -> Reply:
    """Say whether waiting is right; it depends on whether the user has written."""
    if turn.situation.history == "none":
        return say(turn, "next_step.wait", asks="have_written")
    return _advise(turn, best_step(turn.situation, turn.locale))


def too_late(turn: Turn) -> Reply:
    """Say that a missed moment is only that, then go on to what decides."""
    step = best_step(turn.situation, turn.locale)
    return tell(turn, "talk/too_late/other", "say", asks=_undecided(turn, step) or _OFFER[step.name])


def how_it_went(turn: Turn) -> Reply:
    """After a warm hello, ask once; a cool one is respected as an answer."""
    if turn.id("reaction") == "cool":
        return say(turn, "next_step.how_it_went_cool", asks="a_tip")
    if turn.id("reaction") == "warm":
        return say(turn, "next_step.how_it_went_warm", asks="the_ask")
    return tell(turn, "talk/read_signals/other", "say", asks="look_for")


def _advise_unless_settled(turn: Turn) -> Reply:
    """The way the user chose is advised, even where another comes first; after silence or a no, none is."""
    situation = turn.situation
    if situation.history in ("waiting", "declined"):
        return _advise(turn, best_step(situation, turn.locale))
    chosen = replace(situation, meets_again="no", has_number=None, history="none")
    return _advise(turn, best_step(chosen, turn.locale))


def _undecided(turn: Turn, step: NextStep) -> str | None:
    """The question still to be asked; someone who came for one thing and named a place or person gets the step."""
    details = turn.situation.details
    if turn.one_shot and (details.place or details.person):
        return None
    questions = dict.fromkeys(_QUESTION[fact] for fact in step.missing)
    return next((q for q in questions if f"asked.{q}" not in turn.state.told), None)


def _advise(turn: Turn, step: NextStep) -> Reply:
    state = replace(turn.state, told=turn.state.telling(f"steps/{step.name}"))
    block = "advice_whole" if turn.one_shot else "advice"
    return say(turn, f"next_step.{block}", asks=_OFFER[step.name], state=state, step=step)
