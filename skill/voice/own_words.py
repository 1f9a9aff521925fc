"""Words that a user wants in the note: a plain thing is a topic, a light sentence stands as it was said."""

import re

from skill import content
from skill.coach.channels import CHANNELS
from skill.coach.closing import close_of
from skill.coach.drafting import Recipe
from skill.coach.material import TAKES_OWN
from skill.coach.own_words import is_refused, stands
from skill.coach.phrases import is_doing
from skill.coach.situation import Details, fit
from skill.voice.state import State
from skill.voice.topics import is_same, joined, topic_of
from skill.voice.turn import Turn

_FEWEST = 3  # words, "how's" being two
_MOST = CHANNELS["in_person"].sentence_words - 1
_LEADS = re.compile(
    r"^(?:(?:something like|and|also|um|maybe) )+(?=\S+ \S)|^that (?=(?:i|we|you|it|my|our|there)\b)", re.IGNORECASE
)
_GREETING = r"^(?:(?:hi|hey|hello|hiya)(?: there)?(?: {name})?|{name}),? "
_TOLD_OF = re.compile(r"^how (.+) (?:is|are)$", re.IGNORECASE)
_I = re.compile(r"\bi(?=\b|')")
_OF_OTHERS = re.compile(r"^(she|he|they|her|him|no answer|nothing)\b", re.IGNORECASE)  # to them it is "you"
# What is only said about the words: "put the snacks in, not the food", "say I still have it, that's my line".
_IN_IT = re.compile(r"( in( it| there)?| please|,? that's (my line|it|all))+$", re.IGNORECASE)
_TALKED = re.compile(
    r"^(that )?(we|the two of us) (always |mostly )?(talk|speak|spoke|chat|laugh|joke)(ed|ted|d)? about ", re.IGNORECASE
)
_INSTEAD_OF = re.compile(r",? (not|instead of|rather than|too|as well)( .*)?$", re.IGNORECASE)


def may_dictate(state: State) -> bool:
    """Tell whether the draft on the table, if there is one, has room for words of the user's own."""
    recipe = state.recipe
    if close_of(state.situation.history):
        return False
    return recipe is None or (recipe.channel in TAKES_OWN and recipe.line == "hello")


def dictated(turn: Turn, said: str) -> dict[str, str] | None:
    """Return the detail that dictated words are, None where they are too many, say nothing, or would weigh on them."""
    recipe, details = turn.state.recipe, turn.situation.details
    plain = _IN_IT.sub("", said)
    if recipe and recipe.channel == "via_friend" and recipe.details.person is None and _is_name(plain, details):
        return {"person": plain}  # "put Beth in it"
    for words in dict.fromkeys((plain, _first_matter(plain))):
        if topic := topic_in(words):
            if known := _known_as(details, topic):
                return {known: getattr(details, known)}
            return {"topic": joined(recipe.details.topic if recipe else details.topic, topic)}
        own, channel = _sentence(turn, words), recipe or Recipe("social_dm", details)
        if own and stands(own, channel, turn.situation.history, turn.locale):
            return {"own": own}
    return None


def _known_as(details: Details, words: str) -> str | None:
    """Return the detail, other than the topic, that words name: "mention the barbecue" is where they met."""
    told = ((name, getattr(details, name)) for name in ("place", "friend", "person", "you"))
    return next((name for name, value in told if value and is_same(value, words)), None)


def _first_matter(words: str) -> str:
    """Return words up to where something else is told or asked: "the pigeons he's got a thing about them"."""
    begins = re.search(content.lexicon()["own_words"]["begins_anew"], words, re.IGNORECASE)
    return words[: begins.start()] if begins else words


def _is_name(word: str, details: Details) -> bool:
    return " " not in word and not is_doing(word) and word.casefold() != (details.friend or "").casefold()


def topic_in(said: str) -> str | None:
    """Return the plain thing that dictated words are about, None where they say more, or what has no place."""
    topic = topic_of(_INSTEAD_OF.sub("", _TALKED.sub("", _IN_IT.sub("", said))))
    return None if topic is None or is_refused(topic) else topic


def _sentence(turn: Turn, said: str) -> str | None:
    details = turn.situation.details
    greeting = _GREETING.format(name=re.escape(details.person) if details.person else r"(?!)")
    words = re.sub(greeting, "", said.strip(" .,!?"), count=1, flags=re.IGNORECASE)
    if _OF_OTHERS.match(words):
        return None
    for name in (details.person, details.friend, details.you):
        words = re.sub(rf"\b{re.escape(name)}\b", name, words, flags=re.IGNORECASE) if name else words
    words = _TOLD_OF.sub(r"how's \1", _I.sub("I", _LEADS.sub("", words)))  # "I'd ask how Biscuit is"
    return fit("own", words) if len(re.findall(r"\w+", words)) >= _FEWEST and len(words.split()) <= _MOST else None
