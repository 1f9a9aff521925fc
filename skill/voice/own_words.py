"""A sentence that a user wants in the note in their own words: made fit to stand there, and read as it would land."""

import re
from dataclasses import replace

from skill.coach.channels import CHANNELS
from skill.coach.drafting import Recipe, write
from skill.coach.material import OWN_WORDS
from skill.coach.review import review
from skill.coach.situation import fit
from skill.voice.state import State
from skill.voice.turn import Turn

_FEWEST = 2  # words
_MOST = CHANNELS["in_person"].sentence_words - 1
_LEADS = re.compile(r"^(?:(?:that|just|like|something like|and|also|um|maybe) )+(?=\S+ \S)", re.IGNORECASE)
_GREETING = r"^(?:(?:hi|hey|hello|hiya|dear)(?: there)?(?: {name})?|{name}),? "
_TOLD_OF = re.compile(r"^how (.+) (?:is|are)$", re.IGNORECASE)
_I = re.compile(r"\bi(?=\b|')")


def may_dictate(state: State) -> bool:
    """Tell whether the draft on the table, if there is one, has room for words of the user's own."""
    return state.recipe is None or state.recipe.channel in OWN_WORDS


def own_words(turn: Turn, said: str) -> str | None:
    """Return a sentence as it may stand in a note, None where it is too long, no sentence, or would weigh on them."""
    details = turn.situation.details
    greeting = _GREETING.format(name=re.escape(details.person) if details.person else r"(?!)")
    words = re.sub(greeting, "", said.strip(" .,!?"), count=1, flags=re.IGNORECASE)
    for name in (details.person, details.friend, details.you):
        words = re.sub(rf"\b{re.escape(name)}\b", name, words, flags=re.IGNORECASE) if name else words
    words = _TOLD_OF.sub(r"how's \1", _I.sub("I", _LEADS.sub("", words)))  # "I'd ask how Biscuit is"
    own = fit("own", words) if _FEWEST <= len(words.split()) <= _MOST else None
    return own if own and _light(turn, own) else None


def _light(turn: Turn, own: str) -> bool:
    """Tell whether neither the sentence, as far as a phrase in it weighs, nor the note with it in would weigh."""
    known = turn.state.recipe
    recipe = known if known and known.channel in OWN_WORDS else Recipe("social_dm", turn.situation.details)
    note = write(recipe.with_details(replace(recipe.details, own=own)), turn.locale).text
    if review(note, recipe.channel, locale=turn.locale, spoken=True).findings:
        return False
    alone = review(own, recipe.channel, locale=turn.locale, spoken=True).findings
    return all(finding.phrase == own for finding in alone)  # of a sentence alone the whole is only ever guessed at
