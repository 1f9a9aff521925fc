"""The manners of a talk: hello, help, again, hold on, not understood, and goodbye."""

from dataclasses import replace

from skill import wording
from skill.coach.words import words
from skill.voice.questions import QUESTIONS
from skill.voice.reply import Reply, say, tell
from skill.voice.state import State
from skill.voice.turn import Turn


def launch(turn: Turn) -> Reply:
    """Say what this is, and ask what happened."""
    return say(turn, "manners.launch", asks="what_happened", state=State())


def help_me(turn: Turn) -> Reply:
    """Help with the open question, or with the draft on the table, or say what there is."""
    asked = turn.state.asked
    if turn.state.recipe and asked in (None, "keep_it", "send_it", "another_one"):
        return say(turn, "manners.help_with_draft", asks="read_again")
    if asked:
        return tell(turn, f"questions/{asked}", "help", asks=asked)
    return say(turn, "manners.help", asks="matter")


def repeat(turn: Turn) -> Reply:
    """Say the last thing again, with its question."""
    state = turn.state
    if not state.said:
        return say(turn, "manners.nothing_said", asks="what_happened")
    asks = state.said_asks
    known = words(state.situation)
    return Reply(
        state.said,
        state,
        asks,
        wording.render(turn.locale, f"questions/{asks}", "again", **known) if asks else None,
        QUESTIONS[asks].elicits if asks else None,
    )


def start_over(turn: Turn) -> Reply:
    """Begin again with nothing known."""
    return say(turn, "manners.start_over", asks="what_happened", state=State())


def someone_else(turn: Turn) -> Reply:
    """Begin again with another person."""
    pronoun = turn.situation.details.pronoun if "who" in turn.heard.slots else "they"
    fresh = State()
    situation = replace(fresh.situation, details=replace(fresh.situation.details, pronoun=pronoun))
    return say(turn, "manners.someone_else", asks="what_happened", state=replace(fresh, situation=situation))


def pronoun(turn: Turn) -> Reply:
    """Use the pronoun from now on, and go on with what was asked."""
    return say(turn, "manners.pronoun", asks=turn.state.asked or "next_step")


def hold_on(turn: Turn) -> Reply:
    """Wait a while, then go on where it stopped."""
    return say(turn, "manners.hold_on", asks="ready")


def thanks(turn: Turn) -> Reply:
    """End kindly, in a breath."""
    return say(turn, "manners.bye")


def stop(turn: Turn) -> Reply:
    """End at once."""
    return say(turn, "manners.stop")


def cancel(turn: Turn) -> Reply:
    """End kindly, leaving it; so does an answer that ends the talk, as no to an offer."""
    return say(turn, "manners.cancel")


def not_understood(turn: Turn) -> Reply:
    """One line and back to the matter; the second time, two things that one could say."""
    misses = turn.state.misses + 1
    state = replace(turn.state, misses=misses)
    if misses > 1:
        return say(turn, "manners.easy", asks="which_words", state=state)
    asked = turn.state.asked
    block = "lost_again" if "speech/manners.beyond_me" in turn.state.told else "beyond_me"
    if turn.state.recipe and asked in (None, "keep_it"):
        return say(turn, f"manners.{block}", asks="finish_draft", state=state)
    if asked:
        return say(turn, f"manners.{block}", asks=asked, state=state)
    return say(turn, "manners.missed", asks="matter", state=state)
