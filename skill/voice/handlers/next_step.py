"""The story and the ways: what happened, what to do next, and how it went."""

import re
from dataclasses import replace

from skill.coach.channels import channel_of
from skill.coach.closing import close_of
from skill.coach.drafting import number_ask, write
from skill.coach.lexicon import weekdays
from skill.coach.next_step import NextStep, will_meet
from skill.coach.next_step import next_step as best_step
from skill.coach.situation import Situation
from skill.voice.reply import Reply, say, tell
from skill.voice.state import Begun
from skill.voice.turn import Turn

_QUESTION = {"place": "meets_again", "meets_again": "meets_again", "other_way": "other_way"}
_OFFER = {
    "see_again": "first_line",
    "look": "first_line",
    "ask_once": "the_ask",
    "mutual_friend": "which_friend",
    "social_media": "write_it",
    "first_text": "first_text",
    "let_go": "what_to_keep",
    "respect_silence": "still_meet",
    "respect_no": "a_tip",
}
_WEEKDAY = re.compile(rf"\b{weekdays()}s?\b", re.IGNORECASE)


def what_next(turn: Turn) -> Reply:
    """Ask for the fact that decides, at most two of them, then advise."""
    step = best_step(_where_they_meet(turn), turn.locale)
    question = None if _came_for_one_thing(turn) else _undecided(turn, step)
    if question:
        nothing_sent = turn.id("before") == "no"
        return say(turn, f"next_step.before_{question}", asks=question, nothing_sent=nothing_sent)
    return _advise(turn, step)


def my_story(turn: Turn) -> Reply:
    """Take the story in, then ask what decides the next step, or advise."""
    step = best_step(turn.situation, turn.locale)
    if not turn.heard.slots and not turn.situation.details.place:
        return say(turn, "next_step.story_begun", asks="where_met")
    question = _undecided(turn, step)
    if question is None:
        return _advise(turn, step)
    if "place" in step.missing and not _asked_where(turn):
        question = "where_met"
    return say(
        turn,
        "next_step.story",
        asks=question,
        heard=turn.heard.slots,
        said=turn.value("reason") or "",
        before=turn.state.asked,
        question=question,
        once=will_meet(turn.situation) == "no",
    )


def see_again(turn: Turn) -> Reply:
    """Advise by whether they meet again; after silence or a no, only a hello."""
    if turn.situation.history == "declined":
        return say(turn, "next_step.hello_after_no", asks="a_tip")
    if turn.situation.history == "waiting" and turn.situation.meets_again == "yes":
        return tell(turn, _first_or_again(turn, "talk/hello_after_silence/"), "say", asks="doable")
    return what_next(turn)


def mutual_friend(turn: Turn) -> Reply:
    """Say how a friend may help."""
    return _advise_unless_settled(turn)


def find_online(turn: Turn) -> Reply:
    """Say how to look and write online, and remember the platform for the draft."""
    named = turn.id("channel")
    platform = channel_of(named)[1] if named else None
    return _advise_unless_settled(replace(turn, state=replace(turn.state, pending=Begun("social_dm", platform))))


def let_go(turn: Turn) -> Reply:
    """Let it go by choice; where neither a friend nor a name is left, say what is."""
    if turn.state.asked == "other_way":
        return _advise(turn, best_step(turn.situation, turn.locale))
    return tell(turn, "talk/let_go/other", "say")


def wait(turn: Turn) -> Reply:
    """Say whether waiting is right; it depends on whether the user has written, or is to meet them anyway."""
    if turn.situation.history == "waiting":
        return say(turn, "next_step.wait_written", asks="still_meet")
    if turn.situation.history != "none":
        return _advise(turn, best_step(turn.situation, turn.locale))
    if "who" in turn.heard.slots or will_meet(turn.situation) == "yes":
        return say(turn, "next_step.wait_for_them", asks="look_for")
    return say(turn, "next_step.wait", asks="have_written")


def too_late(turn: Turn) -> Reply:
    """Say that a missed moment is only that, then go on to what decides."""
    step = best_step(turn.situation, turn.locale)
    asks = _undecided(turn, step) or _OFFER[step.name]
    if asks == "other_way":
        asks = "next_step"  # where the ways are named before it is asked which there is
    return tell(turn, _first_or_again(turn, "talk/too_late/"), "say", asks=asks)


def how_it_went(turn: Turn) -> Reply:
    """After a warm hello, ask once; a cool one is respected as an answer, and no smile undoes an answer."""
    reaction, situation = turn.id("reaction"), turn.situation
    if reaction == "cool":
        return say(turn, "next_step.how_it_went_cool", asks="a_tip")
    if close_of(situation.history):
        block = "how_it_went_after" if reaction else "how_it_went_asked"
        return say(turn, f"next_step.{block}", asks="enough")
    if reaction is None:
        return say(turn, "next_step.how_it_went", asks="were_glad")
    if situation.has_number:
        return _advise(turn, best_step(situation, turn.locale))
    line = write(number_ask(situation.details), turn.locale) if turn.one_shot else None
    return say(turn, "next_step.how_it_went_warm", draft=line, asks="the_ask")


def _advise_unless_settled(turn: Turn) -> Reply:
    """The way the user chose is advised, even where another comes first; after silence or a no, none is."""
    situation = turn.situation
    if close_of(situation.history):
        return _advise(turn, best_step(situation, turn.locale))
    chosen = replace(situation, meets_again="no", has_number=None, history="none")
    if situation.other_way == "online":
        chosen = replace(chosen, details=replace(chosen.details, friend=None))
    return _advise(turn, best_step(chosen, turn.locale))


def _came_for_one_thing(turn: Turn) -> bool:
    """Tell whether the step is all that was asked for, and a place or person is known."""
    details = turn.situation.details
    return turn.one_shot and bool(details.place or details.person)


def _undecided(turn: Turn, step: NextStep) -> str | None:
    """The question still to be asked, if any; each is asked once."""
    questions = dict.fromkeys(_QUESTION[fact] for fact in step.missing)
    told = turn.state.told
    asked = turn.state.asked
    answers_nothing = "place" in turn.heard.slots or turn.heard.intent == "MyStoryIntent"
    if asked in ("meets_again", "other_way") and answers_nothing and told.count(f"asked.{asked}") == 1:
        told = tuple(key for key in told if key != f"asked.{asked}")  # more of the story was told, and no answer to it
    return next((q for q in questions if f"asked.{q}" not in told), None)


def _where_they_meet(turn: Turn) -> Situation:
    """The situation with the place of the next hello, where that is not the place they met in."""
    place = turn.value("place") if turn.heard.intent == "SeeAgainIntent" else None
    return turn.situation.knowing(place=place)


def _asked_where(turn: Turn) -> bool:
    return "asked.where_met" in turn.state.told


def _advise(turn: Turn, step: NextStep) -> Reply:
    again = f"steps/{step.name}" in turn.state.told
    state = replace(turn.state, told=turn.state.telling(f"steps/{step.name}"))
    block = "advice_whole" if turn.one_shot else "advice_again" if again else "advice"
    friend_known = turn.situation.other_way == "friend" or bool(turn.situation.details.friend)
    asks = _OFFER[step.name] if step.name != "mutual_friend" or friend_known else "what_to_keep"
    if turn.one_shot and step.name in ("see_again", "look") and not _came_for_one_thing(turn):
        asks = "where_met"
    return say(turn, f"next_step.{block}", asks=asks, state=state, step=step, plan=_plan(turn))


def _plan(turn: Turn) -> str | None:
    """The weekday that was told now ("Tuesday"), where they meet again on it."""
    told = _WEEKDAY.search(turn.value("often") or turn.value("day") or "")
    return told[0].removesuffix("s").capitalize() if told and turn.heard.intent == "SeeAgainIntent" else None


def _first_or_again(turn: Turn, folder: str) -> str:
    return folder + ("again" if f"{folder}other.say" in turn.state.told else "other")
