"""How a detail is said: at the gym, James's, on Tuesday, an apple.

What is said comes from templates/LANGUAGE/lexicon.yaml; a detail that already has its preposition or article keeps it.
"""

import re
from functools import cache, lru_cache
from typing import Any

from skill import content
from skill.coach.facing import facing

__all__ = [
    "a_or_an",
    "at_place",
    "facing",
    "from_place",
    "happens_often",
    "happens_once",
    "is_past",
    "on_day",
    "persons",
    "plan",
    "pronoun_words",
    "spoken_name",
    "the_place",
]

_PREPOSITIONS = (
    "at",
    "in",
    "on",
    "near",
    "by",
    "outside",
    "inside",
    "behind",
    "during",
    "over",
    "after",
    "before",
    "from",
    "around",
    "next to",
    "in front of",
    "across from",
    "through",
    "online",
    "onboard",
)
_STARTS_WITH_PREPOSITION = re.compile(rf"^({'|'.join(_PREPOSITIONS)})\b", re.IGNORECASE)
_DETERMINED = re.compile(r"^(the|my|your|our|his|her|their|this|that|one of)\b", re.IGNORECASE)
_INDEFINITE = re.compile(r"^(an?|some)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"^\S+(['’]s|s['’])\s+\S")
_TAIL = re.compile(
    r"\s+(?:at|in|on|of|near|by|with|from|for|next|after|before|behind|during|where|outside)\s.*$",
    re.IGNORECASE,
)
_VOWEL_SOUND = re.compile(
    r"^(?!(?:uni|use|usu|eu|one\b|once\b|u\b|ufo))[aeiou]|^(?:hour|honest|honor|heir)|^[fhlmnrsx]\b",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"\b\d{1,2}(st|nd|rd|th)\b", re.IGNORECASE)
_AGO = re.compile(r"\b(ago|back|earlier)$", re.IGNORECASE)
_SPELLED = re.compile(r"^(?:[a-z]\.?\s+)+[a-z]\.?$", re.IGNORECASE)


@cache
def _words(*path: str) -> frozenset[str]:
    found: Any = content.lexicon()
    for step in path:
        found = found[step]
    return frozenset(found)


def _ends_in(place: str, rows: frozenset[str]) -> bool:
    words = place.split()
    return any(" ".join(words[-n:]) in rows for n in (1, 2, 3) if n <= len(words))


def _head(place: str) -> str:
    return _TAIL.sub("", _DETERMINED.sub("", _INDEFINITE.sub("", place)).strip()).casefold().replace("’", "'")


def _title(text: str) -> str:
    return " ".join(w if w in ("and", "of", "the") else w[:1].upper() + w[1:] for w in text.split())


def _preposition(place: str) -> str:
    head = _head(place)
    for word in ("in", "on", "at"):
        if head in _words("places", "bare", word) and not _DETERMINED.match(place):
            return word
    if head in _words("places", "cities") or head.endswith(" park") and place != place.casefold():
        return "in"
    for word in ("in", "on"):
        if _ends_in(head, _words("places", word)):
            return word
    return "at"


@lru_cache(maxsize=1024)
def the_place(place: str) -> str:
    """Return a place as a thing: "the gym", "Joe's Diner", "work"."""
    text = _INDEFINITE.sub("", place.strip())
    bare = _STARTS_WITH_PREPOSITION.sub("", text).strip()
    if bare and bare != text:
        return the_place(bare)
    head = _head(text)
    if text.casefold() in _words("places", "named") | _words("places", "cities"):
        return _title(text) if text == text.casefold() else text
    if _DETERMINED.match(text):
        return text[:1].lower() + text[1:]
    if text != place.strip():
        return f"the {text}"
    if _POSSESSIVE.match(text):
        return _title(text) if text == text.casefold() else text
    if text[:1] != text[:1].lower() or not text[:1].isalpha():
        return text
    bare_words = (
        _words("places", "bare", "at") | _words("places", "bare", "in") | _words("places", "bare", "on")
    )
    return text if head in bare_words else f"the {text}"


@lru_cache(maxsize=1024)
def at_place(place: str) -> str:
    """Return a place with its preposition: "at the gym", "in class", "on the train"."""
    text = place.strip()
    if _STARTS_WITH_PREPOSITION.match(text):
        return text[:1].lower() + text[1:]
    return f"{_preposition(text)} {the_place(text)}"


def from_place(place: str) -> str:
    """Return a place as where one comes from: "from the cafe", "from lunch"."""
    return f"from {the_place(place)}"


def happens_once(place: str) -> bool:
    """Tell whether a place is one that people meet in only once (a party, a wedding, a trip)."""
    return _ends_in(_head(the_place(place)), _words("places", "once"))


def happens_often(place: str) -> bool:
    """Tell whether a place is one that people come back to (a gym, an office, a class)."""
    return _ends_in(_head(the_place(place)), _words("places", "often"))


@lru_cache(maxsize=512)
def on_day(day: str) -> str | None:
    """Return a day as it is said, "on Tuesday", "last night"; None for what would rot or is no day ("2024-11-19")."""
    text = day.strip()
    low = text.casefold()
    whole = _words("days", "whole")
    if low in whole or low.split(" ")[0] in _words("days", "first") or _AGO.search(low):
        return _days_capitalised(low) if text == low or low in whole else text[:1].lower() + text[1:]
    if low.removeprefix("the ").removeprefix("this ") in _words("days", "over"):
        return "over the " + low.removeprefix("the ")
    words = low.split()
    if (
        words
        and words[0] in _words("days", "names") | _words("days", "months")
        or _ORDINAL.search(low)
        or low in _words("days", "holidays")
    ):
        return f"on {_days_capitalised(low) if text == low else text}"
    return None


def is_past(day: str) -> bool:
    """Tell whether a day is over ("last night", "the other day"), so that nothing can be planned for it."""
    return not _words("days", "past").isdisjoint(day.casefold().split())


def _days_capitalised(text: str) -> str:
    named = _words("days", "names") | _words("days", "months")
    if text in _words("days", "holidays"):
        return _title(text)
    return " ".join(w[:1].upper() + w[1:] if w in named else w for w in text.split())


def persons(name: str) -> str:
    """Return the possessive of a name: "James's", "Maya's"."""
    return f"{name}'s"


def a_or_an(word: str) -> str:
    """Return "a" or "an", as the word that follows is spoken."""
    return "an" if _VOWEL_SOUND.match(word) else "a"


def spoken_name(heard: str) -> str:
    """Return a name as it is written, from how voice hears it: "maya" is Maya, "m. i. a." is Mia; a typed one stays."""
    text = " ".join(heard.split())
    if _SPELLED.match(text) and (text == text.casefold() or "." in text):
        text = re.sub(r"[.\s]", "", text).casefold()
    if text != text.casefold():
        return text
    return re.sub(r"(^|[\s-]|\b[od]['’])(\w)", lambda m: m[1].capitalize() + m[2].upper(), text)


def plan(invitation: str) -> tuple[str, str]:
    """Return a small plan as a doing and as a thing: "get coffee" and "coffee"."""
    rows: dict[str, Any] = content.lexicon()["invitations"]
    text = " ".join(invitation.strip().rstrip(".?!").split())
    first, _, rest = text.partition(" ")
    if first.casefold() in _words("invitations", "doings") and rest:
        return text, rest.removeprefix("for ").removeprefix("to ")
    for verb in ("get", "have", "go for", "go to", "see", "play", "go"):
        if text.casefold() in rows[verb]:
            return f"{verb} {text}", text
    return f"meet for {text}", text


_PRONOUNS = {
    "she": ("she", "her", "her", "hers", "herself"),
    "he": ("he", "him", "his", "his", "himself"),
    "they": ("they", "them", "their", "theirs", "themself"),
}


@cache
def pronoun_words(pronoun: str) -> dict[str, str]:
    """Return every form of a pronoun and the verb endings that agree with it.

    they them their theirs themself, They Their; they_are (is not contracted) they_re they_have they_will they_d, s es
    ies, are were do have.
    """
    they, them, their, theirs, themself = _PRONOUNS.get(pronoun, _PRONOUNS["they"])
    many = they == "they"
    are, were, do, have = ("are", "were", "do", "have") if many else ("is", "was", "does", "has")
    return {
        "they": they,
        "them": them,
        "their": their,
        "theirs": theirs,
        "themself": themself,
        "They": they.capitalize(),
        "Them": them.capitalize(),
        "Their": their.capitalize(),
        "they_are": f"{they} {are}",
        "They_are": f"{they.capitalize()} {are}",
        "they_re": f"{they}'re" if many else f"{they}'s",
        "They_re": f"{they.capitalize()}'{'re' if many else 's'}",
        "they_have": f"{they} {have}",
        "They_have": f"{they.capitalize()} {have}",
        "they_will": f"{they}'ll",
        "They_will": f"{they.capitalize()}'ll",
        "they_d": f"{they}'d",
        "s": "" if many else "s",
        "es": "" if many else "es",
        "ies": "y" if many else "ies",
        "are": are,
        "were": were,
        "do": do,
        "have": have,
    }
