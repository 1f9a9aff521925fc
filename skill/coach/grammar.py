"""How a detail is said: at the gym, James's, on Tuesday, an apple.

Places and topics have files of their own, and are found here too.
"""

import re
from functools import cache, lru_cache
from typing import Any

from skill import content
from skill.coach.facing import facing
from skill.coach.lexicon import listed, written
from skill.coach.places import at_place, from_place, happens_often, happens_once, the_place

__all__ = [
    "a_or_an",
    "at_place",
    "facing",
    "from_place",
    "happens_often",
    "happens_once",
    "is_past",
    "is_to_come",
    "on_day",
    "persons",
    "plan",
    "pronoun_words",
    "spoken_name",
    "the_place",
    "written",
]

_AN = re.compile(
    r"(?:[aeio]|u(?!ni(?!m|n(?!i?[aeiou])|den)|s[aeu]|ten|kule|topi|ra[nl])|hour|honest|honor|honour|heir|8|1[18](?!\d))"
    r"(?!(?<=e)u|(?<=o)n(?:e|ce)\b)",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"^[A-Z]{2,}\b|^[A-Za-z]\b")
_ORDINAL = re.compile(r"\b\d{1,2}(st|nd|rd|th)\b", re.IGNORECASE)
_AGO = re.compile(r"\b(ago|back|earlier)$", re.IGNORECASE)
_SPELLED = re.compile(r"^(?:[a-z]\.?\s+)+[a-z]\.?$", re.IGNORECASE)


@lru_cache(maxsize=512)
def on_day(day: str) -> str | None:
    """Return a day as it is said, "on Tuesday", "last night"; None for what would rot or is no day ("2024-11-19")."""
    text = written(day)
    low = text.casefold()
    first = low.split(" ")[0]
    if low in listed("days", "whole") or first in listed("days", "first") or _AGO.search(low):
        return text[:1].lower() + text[1:]
    if low.removeprefix("the ") in listed("days", "over"):
        return f"over the {low.removeprefix('the ')}"
    named = first in listed("days", "names") | listed("days", "months") or low in listed("days", "holidays")
    if named or _ORDINAL.search(low):
        return f"on {text[:1].lower() + text[1:] if first == 'the' else text}"
    return None


def is_past(day: str) -> bool:
    """Tell whether a day is over ("last night", "the other day"), so that nothing can be planned for it."""
    return not listed("days", "past").isdisjoint(day.casefold().split())


def is_to_come(day: str) -> bool:
    """Tell whether a day is still to come ("tomorrow"), so that nobody met on it."""
    return not listed("days", "to_come").isdisjoint(day.casefold().split())


def persons(name: str) -> str:
    """Return the possessive of a name: "James's", "Maya's"."""
    return f"{name}'s"


def a_or_an(word: str) -> str:
    """Return "a" or "an", as the word that follows is spoken."""
    letters = _LETTERS.match(word)
    if letters and (len(letters[0]) > 1 or len(word) == 1):
        return "an" if word[0].upper() in "AEFHILMNORSX" else "a"
    return "an" if _AN.match(word) else "a"


def spoken_name(heard: str) -> str:
    """Return a name as it is written, from how voice hears it: "maya" is Maya, "m. i. a." is Mia; a typed one stays."""
    text = " ".join(heard.split())
    if _SPELLED.match(text) and (text == text.casefold() or "." in text):
        text = re.sub(r"[.\s]", "", text).casefold()
    if text != text.casefold():
        return text
    raised = re.sub(r"(^|[\s-])(\w)", lambda m: m[1] + m[2].upper(), text)
    return re.sub(r"\b([OD]['’])(\w)", lambda m: m[1] + m[2].upper(), raised)


def plan(invitation: str) -> tuple[str, str]:
    """Return a small plan as a doing and as a thing: "get coffee" and "coffee"."""
    rows: dict[str, Any] = content.lexicon()["invitations"]
    text = written(invitation) or rows["default"]
    first, _, rest = text.partition(" ")
    if first.casefold() in listed("invitations", "doings") and rest:
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


def pronoun_in(words: str) -> str | None:
    """Return the pronoun that words use ("I got his number": he), None where they use none or both."""
    said = set(re.findall(r"[a-z]+", words.casefold()))
    found = {name for name in ("she", "he") if said & {*_PRONOUNS[name]}}
    return found.pop() if len(found) == 1 else None


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
