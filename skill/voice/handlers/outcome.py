"""What came of it: silence, a no, good news, and the fear of a no."""

import re

from skill.coach.drafting import Recipe, write
from skill.voice.reply import Reply, say
from skill.voice.turn import Turn

_SHORT_WAIT = re.compile(r"PT.*|P[01]D")
_UNASKED = re.compile(r"\bcard\b|handed|slipped|asked (me )?for my|took my|offered|put .* in my phone|typed|wrote")
_NOTHING_TO_SAY = ("blocked", "false_number")


def no_reply(turn: Turn) -> Reply:
    """Take silence as an answer; an hour is not yet silence, and there is nothing to do either way."""
    waited = turn.value("waittime") or ""
    if turn.situation.history == "replied":
        return say(turn, "message.answer_them", asks="enough")
    if turn.situation.history == "declined":
        return say(turn, "outcome.no_is_enough", asks="a_tip")
    if _SHORT_WAIT.fullmatch(waited):
        return say(turn, "outcome.no_reply_early", asks="still_meet")
    if "speech/outcome.no_reply" in turn.state.told:
        meets = turn.situation.meets_again == "yes"
        return say(turn, "outcome.no_reply_again", asks="hello_only" if meets else "let_go")
    return say(turn, "outcome.no_reply", asks="still_meet")


def declined(turn: Turn) -> Reply:
    """Accept a no, with words for a graceful close where there was someone to answer."""
    answer = turn.id("answer")
    if answer is None:
        return say(turn, "outcome.perhaps_a_no", asks="was_a_no")
    if answer in _NOTHING_TO_SAY:
        return say(turn, f"outcome.{answer}", asks="a_tip")
    close = write(Recipe("graceful_close", turn.situation.details), turn.locale)
    return say(turn, f"outcome.{answer}", draft=close, asks="a_tip")


def good_news(turn: Turn) -> Reply:
    """Be glad in few words, then the next useful thing; a number told for a text that was begun goes on with it."""
    begun, details = turn.state.pending, turn.situation.details
    if turn.state.asked == "have_number" and begun:
        if details.you is None:
            return say(turn, "message.number_given", asks="your_name")
        text = write(begun.recipe("first_text", details), turn.locale)
        return say(turn, "message.drafted", draft=text, asks="keep_it")
    if not turn.heard.slots.keys() & {"news", "person"} and not turn.situation.has_number:
        return say(turn, "outcome.sounds_good", asks="have_number")
    if turn.id("news") == "replied":
        known = bool(turn.situation.has_number)
        return say(turn, "outcome.replied", asks="invitation" if known else "the_ask", has_number=known)
    return say(turn, "outcome.number", asks="first_text", asked_for=not _UNASKED.search(turn.value("news") or ""))


def what_if_no(turn: Turn) -> Reply:
    """Say what to do if it is a no: what they would do with a draft, a line, or nothing on the table yet."""
    recipe = turn.state.recipe
    if turn.situation.history == "declined":
        return say(turn, "outcome.no_is_enough", asks="a_tip")
    if recipe is None:
        return say(turn, "outcome.what_if_no", asks="next_step")
    if recipe.channel == "in_person":
        return say(turn, "outcome.what_if_no", asks="line_again")
    block = "what_if_friend" if recipe.channel == "via_friend" else "what_if_silence"
    return say(turn, f"outcome.{block}", asks="send_it")
