"""A text as its reader hears it: words in one spelling, sentences, and where each stands; made once, read by all."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from skill.coach.review.lexicon import Lexicon, lexicon

_PIECE = re.compile(
    r"(?P<number>\d+(?:[.:,]\d+)*(?:am|pm|th|st|nd|rd)?\b)"
    r"|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*(?!\w)|\w+)"
    r"|(?P<end>[.?!…]+|\n+)"
    r"|(?P<pause>[,;:()–—\[\]/]| - )"
    r"|(?P<sign>[^\w\s])"
)
_QUOTES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'", "`": "'", "´": "'"})
_LONG_END = re.compile(r"(\w)\1{2,}$|([aeiouyhmn])\2+$")
_LONG = re.compile(r"(\w)\1{2,}")


@dataclass(frozen=True)
class Reading:
    """A text and its plain form.

    `plain` holds each word in lower case and standard spelling, and each sentence end, with one space around each:
    " . do not wait . "; `at` is where each of its words begins there, `spans` where it stands in `text`
    (characters, end exclusive).
    """

    text: str
    plain: str
    at: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of the plain form in order, sentence ends and pauses among them."""
        return tuple(self.plain.split())

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Each word of the plain form once."""
        return frozenset(self.words)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the plain form stands in the text, without the marks at its edges."""
        first, last = bisect_left(self.at, start), bisect_right(self.at, end - 1) - 1
        while first < last and self.words[first] in ".?!,":
            first += 1
        while last > first and self.words[last] in ".?!,":
            last -= 1
        return self.spans[first][0], self.spans[last][1]

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of the plain form from the sentence end before `start` to the one after `end`."""
        ends = [m.start() for m in _ENDS.finditer(self.plain)]
        before = [e for e in ends if e <= start]
        after = [e for e in ends if e >= end - 3]
        return (before[-1] if before else 0), (after[0] + 3 if after else len(self.plain))


_ENDS = re.compile(r" [.?!](?= )")


def read(text: str, language: str = "en") -> Reading:
    """Return the reading of a text; nothing in it is refused, whatever its characters."""
    known = lexicon(language)
    plain: list[str] = ["."]
    spans: list[tuple[int, int]] = [(0, 0)]
    for piece in _PIECE.finditer(text.translate(_QUOTES)):
        for word in _plain(piece, plain[-1], known):
            plain.append(word)
            spans.append(piece.span())
    if plain[-1] not in ".?!":
        plain.append("?" if known.asks.search(" ".join(plain[_last_end(plain) :])) else ".")
        spans.append((len(text), len(text)))
    at, place = [], 1
    for word in plain:
        at.append(place)
        place += len(word) + 1
    return Reading(text, f" {' '.join(plain)} ", tuple(at), tuple(spans))


def _last_end(plain: list[str]) -> int:
    return max(n for n, word in enumerate(plain) if word in ".?!,") + 1


def _plain(piece: re.Match[str], before: str, known: Lexicon) -> list[str]:
    said = piece[0]
    match piece.lastgroup:
        case "end":
            mark = "?" if "?" in said else "!" if "!" in said else "."
            return [] if before in ".?!" and mark != "?" else [mark]
        case "pause":
            return [] if before in ".?!," else [","]
        case "sign":
            return [known.signs[said]] if said in known.signs else []
        case "number":
            return [said.lower()]
    word = unicodedata.normalize("NFC", said).lower()
    return _spelled(word, before, known)


def _spelled(word: str, before: str, known: Lexicon) -> list[str]:
    if word in known.spellings:
        meant = known.spellings[word]
        return [word] if before in known.keeps.get(word, ()) else list(meant)
    if _LONG.search(word) or (_LONG_END.search(word) and word not in known.words):
        short = _LONG.sub(r"\1\1", _LONG_END.sub(r"\1\2", word))
        if short != word:
            return _spelled(short, before, known)
    stem, mark, tail = word.rpartition("'")
    if mark and stem:
        if tail == "s":
            return [stem, "is"] if stem in known.subjects else [stem, "'s"]
        if tail in known.tails:
            return [*_spelled(stem, before, known), *known.tails[tail]]
        if tail == "t" and stem.endswith("n"):
            return [stem[:-1], "not"]
    return [word]
