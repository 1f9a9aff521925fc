"""How a place is said: at the gym, in class, on the train, at Joe's Diner.

The last word of a place decides its preposition, by templates/LANGUAGE/lexicon.yaml; a place that already has a
preposition or an article keeps it.
"""

import re
from functools import lru_cache

from skill.coach.lexicon import listed, titled, written

_STARTS_WITH_PREPOSITION = re.compile(
    r"^(at|in|on|near|by|outside|inside|behind|during|over|after|before|from|around|next to|in front of|across from"
    r"|through|online)\b(?=\s|$)",
    re.IGNORECASE,
)
_DETERMINED = re.compile(r"^(the|my|your|our|his|her|their|this|that|one of)\b", re.IGNORECASE)
_INDEFINITE = re.compile(r"^(an?|some)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"^\S+(['’]s|s['’])\s+\S")
_TAIL = re.compile(
    r"\s+(?:at|in|on|of|near|by|with|from|for|to|next|after|before|behind|during|where|outside|across)\s.*$",
    re.IGNORECASE,
)


def _ends_in(place: str, rows: frozenset[str]) -> bool:
    words = place.split()
    return any(" ".join(words[-n:]) in rows for n in (1, 2, 3) if n <= len(words))


def _head(place: str) -> str:
    return _TAIL.sub("", _DETERMINED.sub("", _INDEFINITE.sub("", place)).strip()).casefold().replace("’", "'")


def _bare(head: str) -> str | None:
    return next((word for word in ("in", "on", "at") if head in listed("places", "bare", word)), None)


def _preposition(place: str) -> str:
    head = _head(place)
    bare = _bare(head)
    if bare and not _DETERMINED.match(place):
        return bare
    if head in listed("places", "cities") | listed("places", "squares"):
        return "in"
    return next((word for word in ("in", "on") if _ends_in(head, listed("places", word))), "at")


@lru_cache(maxsize=1024)
def the_place(place: str) -> str:
    """Return a place as a thing: "the gym", "Joe's Diner", "work"."""
    text = written(place)
    bare = _STARTS_WITH_PREPOSITION.sub("", text).strip()
    if bare and bare != text:
        return the_place(bare)
    if _STARTS_WITH_PREPOSITION.match(text):
        return text.lower()
    if _DETERMINED.match(text):
        return text[:1].lower() + text[1:]
    some = _INDEFINITE.sub("", text)
    if some != text:
        return text if _POSSESSIVE.match(some) else f"the {some}"
    if text.casefold() in listed("places", "the"):
        return f"the {text.upper()}" if len(text) < 5 else f"the {text}"
    if _POSSESSIVE.match(text):
        if text.casefold().replace("’", "'").split()[0] in listed("places", "trades"):
            return f"the {text}"
        return titled(text) if text == text.casefold() else text
    is_name = text[:1] != text[:1].lower() or not text[:1].isalpha()
    return text if is_name or _bare(_head(text)) else f"the {text}"


@lru_cache(maxsize=1024)
def at_place(place: str) -> str:
    """Return a place with its preposition: "at the gym", "in class", "on the train"."""
    text = written(place)
    given = _STARTS_WITH_PREPOSITION.match(text)
    if not given:
        return f"{_preposition(text)} {the_place(text)}"
    rest = text[given.end() :].strip()
    if _INDEFINITE.match(rest):
        rest = the_place(rest)
    return f"{given[0].lower()} {rest}".strip()


def from_place(place: str) -> str:
    """Return a place as where one comes from: "from the cafe", "from lunch"."""
    return f"from {the_place(place)}"


def happens_once(place: str) -> bool:
    """Tell whether a place is one that people meet in only once (a party, a wedding, a trip)."""
    return _ends_in(_head(the_place(place)), listed("places", "once"))


def happens_often(place: str) -> bool:
    """Tell whether a place is one that people come back to (a gym, an office, a class)."""
    return _ends_in(_head(the_place(place)), listed("places", "often"))
