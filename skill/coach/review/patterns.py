"""The small language of the concern files, compiled to regular expressions.

A pattern is words, read over the plain form of a text ("don't" is "do not", every sentence begins after an end):

    word        that word; word* any word that begins so
    {class}     any member of a class of lexicon.yaml
    (a|b c)     one of these; each may be any pattern without gaps
    x?          x or nothing, for a word, a {class} or a (choice)
    .. ...      up to two, up to five words of the same sentence
    //          anything, over sentence ends too
    ^ $         the beginning or the end of a sentence
    QUESTION    a sentence end that asks
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from skill.coach.review.lexicon import lexicon
from skill.errors import ContentError

_PLAIN = re.compile(r"[\w'-]+|,")
_GAPS = {
    "..": r"(?:(?![.?!] )[^ ]+ ){0,2}?",
    "...": r"(?:(?![.?!] )[^ ]+ ){0,5}?",
    "//": r"(?:[^ ]+ )*?",
    "^": r"(?<=[.?!,] )",
    "$": r"(?=[.?!] )",
    "QUESTION": r"\? ",
}


@dataclass(frozen=True)
class Pattern:
    """A compiled pattern; a text it matches holds one of the words in `anchor` ("x*" is a beginning)."""

    source: str
    regex: re.Pattern[str]
    anchor: frozenset[str]


def compiled(source: str, language: str = "en") -> Pattern:
    """Return a pattern ready to search with; raises ContentError for a class that there is not."""
    body, firsts = _sequence(source, language)
    if not firsts:
        raise ContentError(f"The pattern {source!r} has no word that must stand.")
    try:
        return Pattern(source, re.compile(f"(?<= ){body}"), min(firsts, key=_cost))
    except re.error as error:
        raise ContentError(f"The pattern {source!r} cannot be read: {error}") from error


def _cost(words: frozenset[str]) -> int:
    return sum(_COMMON.get(w, 4 if w.endswith("*") else 1) for w in words)


_COMMON = dict.fromkeys(
    [
        "i",
        "you",
        "the",
        "a",
        "to",
        "and",
        "is",
        "it",
        "not",
        ".",
        "?",
        "!",
        ",",
        "of",
        "in",
        "on",
        "for",
        "me",
        "my",
        "your",
        "we",
        "are",
        "have",
        "do",
        "that",
        "be",
        "was",
        "so",
    ],
    60,
)


@lru_cache(maxsize=65536)
def _sequence(source: str, language: str) -> tuple[str, tuple[frozenset[str], ...]]:
    out: list[str] = []
    firsts: list[frozenset[str]] = []
    for atom in _split(source, " "):
        if atom in _GAPS:
            out.append(_GAPS[atom])
            if atom == "QUESTION":
                firsts.append(frozenset("?"))
            continue
        optional = atom.endswith("?") and len(atom) > 1
        atom = atom[:-1] if optional else atom
        if atom.startswith("("):
            members = _split(atom[1:-1], "|")
        elif atom.startswith("{"):
            members = _members(atom[1:-1], language)
        else:
            members = (atom,)
        body, first = _choice(members, language)
        out.append(f"{body}?" if optional else body)
        if not optional and first:
            firsts.append(first)
    return "".join(out), tuple(firsts)


@lru_cache(maxsize=4096)
def _choice(members: tuple[str, ...], language: str) -> tuple[str, frozenset[str]]:
    plain = [m for m in members if _PLAIN.fullmatch(m) and m != "QUESTION"]
    parts: list[str] = []
    if plain:
        parts.append(f"(?:{'|'.join(re.escape(w) for w in sorted(plain, key=len, reverse=True))}) ")
    first = set(plain)
    sure = True
    for member in members:
        if member in plain:
            continue
        if member.endswith("*") and _PLAIN.fullmatch(member[:-1]):
            parts.append(re.escape(member[:-1]) + "[^ ]* ")
            first.add(member)
            continue
        if member.startswith("/"):
            parts.append(f"{member[1:-1]} ")
            sure = False
            continue
        if " " not in member and member not in _GAPS and member[0] not in "({":
            raise ContentError(f"In a pattern there is no {member!r}.")
        body, firsts = _sequence(member, language)
        parts.append(body)
        if firsts:
            best: frozenset[str] = min(firsts, key=_cost)
            first |= best
        else:
            sure = False
    return f"(?:{'|'.join(parts)})", frozenset(first) if sure else frozenset()


def _members(name: str, language: str) -> tuple[str, ...]:
    try:
        return lexicon(language).classes[name]
    except KeyError:
        raise ContentError(f"There is no word class {name!r} in lexicon.yaml.") from None


@lru_cache(maxsize=65536)
def _split(source: str, mark: str) -> tuple[str, ...]:
    """Return the parts of a pattern between marks that stand in no bracket."""
    parts, depth, begin = [], 0, 0
    for place, sign in enumerate(source):
        depth += (sign == "(") - (sign == ")")
        if sign == mark and depth == 0:
            parts.append(source[begin:place])
            begin = place + 1
    return tuple(part for p in (*parts, source[begin:]) if (part := p.strip()))


class Index:
    """Patterns by the words they cannot do without, so that a text meets only those it may match."""

    def __init__(self, patterns: list[Pattern]) -> None:
        """Sort the patterns by anchor."""
        self._words: dict[str, list[int]] = {}
        self._begins: dict[str, list[int]] = {}
        for number, pattern in enumerate(patterns):
            for word in pattern.anchor:
                if word.endswith("*"):
                    self._begins.setdefault(word[:-1], []).append(number)
                else:
                    self._words.setdefault(word, []).append(number)
        self._lengths = sorted({len(b) for b in self._begins})

    def knows(self, word: str) -> bool:
        """Tell whether a word is the anchor of a pattern."""
        return word in self._words

    def possible(self, vocabulary: frozenset[str]) -> list[int]:
        """Return the numbers of the patterns that may match a text of these words, in order."""
        found: set[int] = set()
        for word in vocabulary:
            found.update(self._words.get(word, ()))
            for length in self._lengths:
                if length <= len(word):
                    found.update(self._begins.get(word[:length], ()))
        return sorted(found)
