"""The lexicon as code asks for it, and the spelling that it knows."""

import re
from functools import cache, lru_cache
from typing import Any

from skill import content

_SMALL_WORDS = ("and", "of", "the", "in", "at", "on")


@cache
def listed(*path: str) -> frozenset[str]:
    """Return a list of the lexicon as a set, by its path: listed("places", "once")."""
    found: Any = content.lexicon()
    for step in path:
        found = found[step]
    return frozenset(found)


@cache
def weekdays() -> str:
    """Return the names of the days as a pattern, to stand in a longer one."""
    return f"(?:{'|'.join(sorted(listed('days', 'names')))})"


def titled(text: str) -> str:
    """Return a name in small letters as it is written: "joe's diner" is Joe's Diner."""
    return " ".join(w if w in _SMALL_WORDS else w[:1].upper() + w[1:] for w in text.split())


@cache
def _names() -> re.Pattern[str]:
    found = listed("names") | listed("places", "cities") | listed("places", "named")
    found |= listed("days", "names") | listed("days", "months") | listed("days", "holidays")
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, found), key=len, reverse=True))})\b|\bi\b(?=['’\s]|$)")


@lru_cache(maxsize=2048)
def written(text: str) -> str:
    """Return a detail as it is written; what voice hears in small letters gets the capitals of the names in it."""
    text = " ".join(text.split()).rstrip(".,;:!? ")
    if text != text.casefold():
        return text
    return _names().sub(lambda name: titled(name[0]), text)
