"""What a text tells, in the writer's own words: names, place, topic, day, and what it invites to."""

import re
from dataclasses import replace
from typing import Literal

from skill.coach.lexicon import weekdays
from skill.coach.review.lexicon import Lexicon, lexicon
from skill.coach.situation import Details, fit

_NAME = r"[A-ZÀ-ÞŁŚŽĐ][\w'’-]*[\w]"
_HELLO = "hi+|hey+a?|hello|dear|hiya|yo|morning|evening|good (?:morning|evening|afternoon|day)"
_GREETED = re.compile(rf"^\W*(?i:{_HELLO})[ ,]+({_NAME})(?=[^\w'’-])")
_SPOKEN = re.compile(r"^(?:hi|hey|hello|dear) ([a-z]+)\b", re.IGNORECASE)
_OWN = (
    re.compile(rf"\b(?i:it'?s|it is|i'?m|i am|this is|here is) ({_NAME})(?=,? (?:from|here|who|at|with)\b|[.,!]|$)"),
    re.compile(rf"(?:^|[.?!,] )({_NAME}),? (?:here\b|from (?:the|last|your|our|work|lunch))"),
    re.compile(rf"[.!?] ({_NAME})[.!]?$"),
)
_ABOUT_WHOM = re.compile(
    rf"\b(?:ask|tell|met|let|like|thank|whether|see if|with|know) ({_NAME})\b"
    rf"|\b({_NAME}?)['’]s (?:\w+ )?(?:number|address)"
)
_TOPIC = re.compile(
    r"\b(?:talk(?:ing|ed)?|chat(?:ting|ted)?|conversation|spoke|speaking|hearing) (?:with you |to you )?about "
    r"((?:[a-z][\w'’-]*)(?: [a-z][\w'’-]*){0,3}?)"
    r"(?=[.,;!?]|$| (?:and|at|on|in|with|but|last|yesterday|sometime|so|because|if|when|that)\b)"
)
_DAY = re.compile(
    rf"\b(?:on |last )?({weekdays()}|yesterday|last night|the other day|last week)\b",
    re.IGNORECASE,
)
_COMING = re.compile(
    r"\b(?:this|next|by|until|till|free|come|see you|tomorrow|tonight|be|for|is|or|about)\b[^.?!]{0,25}$", re.IGNORECASE
)
# What comes before a day in an invitation, and what tells that the sentence looks back all the same.
_INVITES = re.compile(
    r"\b(?:would you|you want|want to|wanna|(?:like|love) to|let['’]?s|(?:can|could|shall|should) we"
    r"|we (?:can|could|should)|(?:how|what) about|fancy|up for|join me|meet (?:up|me|again)|see you)\b",
    re.IGNORECASE,
)
_LOOKS_BACK = re.compile(
    r"\b(?:met|meeting|talk(?:ed|ing)|chat(?:ted|ting)|spoke|speaking|saw|seeing|was|were|had|having|enjoyed|liked"
    r"|loved|thanks|thank you|our|from)\b",
    re.IGNORECASE,
)
_HER = {
    "she": re.compile(r"\b(?:she|her|hers)\b", re.IGNORECASE),
    "he": re.compile(r"\b(?:he|him|his)\b", re.IGNORECASE),
}


def told(
    text: str, audience: Literal["them", "friend", "aloud"], spoken: bool = False, about: Details | None = None
) -> Details:
    """Return what is already known, and beside it what a text tells and could stand in a message."""
    known, words = about or Details(), lexicon()
    greeted = _greeted(text, words, spoken)
    found: dict[str, str | None] = {
        "friend" if audience == "friend" else "person": greeted,
        "you": next((m[1] for p in _OWN if (m := p.search(text)) and _is_name(m[1], words) and m[1] != greeted), None),
        "place": _place(text, words),
        "topic": _first(_TOPIC, text),
        "day": next((m[1] for m in _DAY.finditer(text) if not _is_to_come(text, m.start(), words)), None),
        "invitation": next((plan for word, plan in words.plans.items() if _names(word, text)), None),
    }
    if audience == "friend":
        names = (m[1] or m[2] for m in _ABOUT_WHOM.finditer(text))
        found["person"] = next((n for n in names if n and _is_name(n, words) and n != greeted), None)
        meant = [who for who, pattern in _HER.items() if pattern.search(text)]
        if about is None and len(meant) == 1:
            known = replace(known, pronoun="she" if meant == ["she"] else "he")
    told_too = {n: fit(n, value) for n, value in found.items() if value and getattr(known, n) is None}
    return replace(known, **told_too)  # type: ignore[arg-type]


def _greeted(text: str, words: Lexicon, spoken: bool) -> str | None:
    if (seen := _GREETED.search(text)) and _is_name(seen[1], words):
        return seen[1]
    if spoken and (seen := _SPOKEN.search(text)) and _is_name(seen[1], words) and seen[1] not in words.common:
        return seen[1].capitalize()
    return None


def _is_name(word: str, words: Lexicon) -> bool:
    return word.lower() not in words.not_names and word.lower() not in words.spellings


def _place(text: str, words: Lexicon) -> str | None:
    for seen in re.finditer(
        r"\b(?:from|at|in|on) (?:the |our |your |last )?((?:[a-z][a-z'’-]* ){0,2}?)([a-z]+)\b", text
    ):
        if seen[2] in words.places and not set(seen[1].split()) & words.common:
            return f"{seen[1]}{seen[2]}"
    return None


def _is_to_come(text: str, at: int, words: Lexicon) -> bool:
    """Tell whether the day that stands at a place is one of an invitation, and not the one on which they met."""
    before, after = re.split(r"[.!?\n]", text[:at])[-1], re.split(r"[.!?\n]", text[at:])[0]
    if _COMING.search(before):
        return True
    if _LOOKS_BACK.search(before):
        return False
    return _invites(before, words) or (_invites(after, words) and not _LOOKS_BACK.search(after))


def _invites(text: str, words: Lexicon) -> bool:
    return bool(_INVITES.search(text)) or any(_names(plan, text) for plan in words.plans)


def _names(plan: str, text: str) -> bool:
    return bool(re.search(rf"\b(?:{plan})\b", text, re.IGNORECASE))


def _first(pattern: re.Pattern[str], text: str) -> str | None:
    return seen[1] if (seen := pattern.search(text)) else None
