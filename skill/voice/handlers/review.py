"""What to think of a draft, and what becomes of it: how it lands, kept, heard slowly, put in the app."""

from dataclasses import replace

from skill.coach.channels import channel_of
from skill.coach.drafting import Draft, Recipe, write
from skill.voice.checked import read_checked
from skill.voice.reply import Card, Reply, say
from skill.voice.state import Begun
from skill.voice.turn import Turn

_TO_SOMEONE = frozenset(("who", "person", "friend"))
_PLAYFUL = ("funny", "funnier")


def opinion(turn: Turn) -> Reply:
    """Give an opinion that rests on something only the user knows."""
    made = _draft(turn)
    if turn.state.checking:
        return _own_words(turn)
    if made is None:
        return say(turn, "review.no_opinion", asks="next_step")
    if {made.recipe.tone, *made.recipe.changes} & set(_PLAYFUL) and made.recipe.changes:
        return say(turn, "review.joke_or_plain", asks="joked")
    return say(turn, "review.this_one", lands=made.lands, asks=_after(made))


def how_it_lands(turn: Turn) -> Reply:
    """Answer "is that creepy" with what the draft says and asks for."""
    made = _draft(turn)
    if turn.state.checking:
        return _own_words(turn)
    if named := turn.id("channel") or (made is None and turn.state.pending and turn.state.pending.platform):
        return _way_lands(turn, named)
    if made is None and turn.state.asked == "first_line":
        line = write(Recipe("in_person", turn.situation.details), turn.locale)
        return say(turn, "review.lands_line", draft=line, asks="keep_it")
    if made is None:
        return say(turn, "review.lands_in_person", asks="first_line")
    return say(turn, "review.lands", lands=made.lands, audience=made.audience, asks="keep_it")


def _way_lands(turn: Turn, named: str) -> Reply:
    """Answer "isn't LinkedIn weird" for the way itself, whatever the note says."""
    channel, platform = channel_of(named)
    state, asks = turn.state, "keep_it"
    if state.recipe is None:
        state, asks = replace(state, pending=Begun(channel, platform)), "write_it"
    return say(turn, "review.lands_way", asks=asks, way=channel, state=state, linkedin=platform == "linkedin")


def keep_it(turn: Turn) -> Reply:
    """Take a draft as it is, and offer what comes after it."""
    made = _draft(turn)
    if made is None:
        return say(turn, "review.glad", asks="next_step")
    if made.audience == "aloud":
        return say(turn, "review.kept_line", line=made.recipe.line, asks=_after(made))
    block = "kept_joke" if turn.state.asked == "joked" else "kept"
    return say(turn, f"review.{block}", asks=_after(made))


def slower(turn: Turn) -> Reply:
    """Say a draft slowly, sentence by sentence; once more gives its shortest form."""
    made = _draft(turn)
    if made is None:
        return say(turn, "manners.nothing_said", asks="what_happened")
    if "speech/review.slowly" in turn.state.told:
        short = write(made.recipe.changed("shorter"), turn.locale)
        return say(turn, "review.shortest", short=short.text, asks="got_it")
    return say(turn, "review.slowly", draft=made, asks="got_it")


def send_to_phone(turn: Turn) -> Reply:
    """Put the note on a card in the user's own Alexa app; nothing is ever sent to anyone."""
    made = _draft(turn)
    if _TO_SOMEONE & set(turn.heard.slots):
        return say(turn, "review.never_sent", asks="send_it" if made else "which_channel", has_draft=made is not None)
    if made is None:
        return say(turn, "message.nothing_yet", asks="which_channel")
    title = "Your note"
    block = "line_in_app" if made.audience == "aloud" else "in_app"
    return say(turn, f"review.{block}", card=Card(title, made.text), for_friend=made.audience == "friend")


def _own_words(turn: Turn) -> Reply:
    return say(turn, "review.lands_checked", lands=read_checked(turn).lands, asks=turn.state.asked or "next_step")


def _draft(turn: Turn) -> Draft | None:
    return write(turn.state.recipe, turn.locale) if turn.state.recipe else None


def _after(made: Draft) -> str:
    if made.audience != "aloud":
        return "send_it"
    return "the_ask" if made.recipe.line == "hello" else "slowly"
