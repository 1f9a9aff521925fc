"""Topics out of words that a user wants in the note, joined and parted, and a plan without its day."""

import re

from skill.coach.lexicon import weekdays

_MOST_WORDS = 5
_MOST_TOGETHER = 6
_THANKS = re.compile(
    r"^(?:(?:i )?(?:liked?|loved|enjoyed) "
    r"|(?:thanks?|thank you|something|a (?:line|word)|the (?:bit|part)) (?:for|about) )"
    r"(?:the (?:bit|part) about )?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_SMALL = frozenset(
    ["the", "a", "an", "my", "our", "your", "her", "his", "their", "own", "some", "that", "and", "of", "how"]
)
_AND = re.compile(r",? and |, ", re.IGNORECASE)
# Words that make a sentence, a greeting or a plan of it, or that are about looks.
_NO_TOPIC = """
i i'm i'd i'll i've you you're you'd we we're she she's he he's they they're it it's me us him them this there
none please thanks thank sorry love lovely xoxo xo kiss kisses hug hugs emoji smiley heart hi hey hello bye goodbye
cheers lol haha yes no not never let let's call text write reply respond answer know hope miss see want wanna gonna
how's what's where's who's that's there's
good best happy luck morning evening night talk chat conversation
can can't could would will won't should do don't does did is isn't are was were be been am have has had how what
when where why who if because more something anything nothing everything number name soon later again asap date
smile eyes looks hair body legs face lips beautiful pretty hot sexy gorgeous cute stunning dress
"""


def topic_of(words: str) -> str | None:
    """Return what words to be added are about ("thanks for the ducks": the ducks), None where they say more than that.

    A topic is a plain noun phrase of at most five words; a whole sentence is none.
    """
    phrase = _THANKS.sub("", words.strip(" .,!?"))
    found = phrase.split()
    if not 1 <= len(found) <= _MOST_WORDS or not all(_WORD.fullmatch(word) for word in found):
        return None
    return None if {*_NO_TOPIC.split()} & {word.casefold() for word in found} else phrase


def joined(known: str | None, more: str) -> str:
    """Return a topic with one more in it, where both are short; else the new one, unless the first says it already."""
    if known and _telling(more) & _telling(known):
        return known if _telling(more) <= _telling(known) else more
    if known is None or _AND.search(known) or len(f"{known} and {more}".split()) > _MOST_TOGETHER:
        return more
    return f"{known} and {more}"


def is_same(known: str | None, told: str) -> bool:
    """Tell whether a topic told again in other small words ("the cat") is the one that is known ("his cat")."""
    return known is not None and _telling(known) == _telling(told) and not says_nothing(told)


def says_nothing(words: str) -> bool:
    """Tell whether words name nothing by themselves ("my", "the")."""
    return not _telling(words)


def says(topic: str, part: str) -> bool:
    """Tell whether a topic has a part in it: a word of it at least."""
    return bool(_telling(topic) & _telling(part))


def without(topic: str, part: str) -> str | None:
    """Return what is left of a topic without a part of it, None where the part is all of it, or none of it."""
    parts = _AND.split(topic)
    left = [each for each in parts if not says(each, part)]
    return " and ".join(left) if 0 < len(left) < len(parts) else None


def undated(plan: str) -> str:
    """Return a plan without its day: "coffee on Friday" is coffee, and "a Sunday roast" has no other name."""
    times = "(morning|afternoon|evening|night|lunchtime)"
    return re.sub(rf" ((on|next|this) )?({weekdays()}|tomorrow|tonight)( {times})?$", "", plan, flags=re.IGNORECASE)


def _telling(words: str) -> set[str]:
    return {word.removesuffix("s") for word in _WORD.findall(words.casefold()) if word not in _SMALL}
