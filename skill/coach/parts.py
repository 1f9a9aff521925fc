"""The parts of a message: every line of templates/LANGUAGE/messages, read once, filled for a set of details.

A template is rendered once a locale, with a mark in the place of each detail; to fill a line is then to join strings,
and what the standard counts is a sum.
"""

import re
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from skill import wording
from skill.coach.lexicon import listed
from skill.coach.phrases import NAMES, SLOTS, Phrase
from skill.coach.standard import MASK, sentences, syllables
from skill.coach.style import REGISTERS, Register

_OPEN, _SHUT = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}(\\w+){_SHUT}")
_MARKS = {name: f"{_OPEN}{name}{_SHUT}" for name in SLOTS}
_KEEPS_CASE = re.compile(r"I(?:\b|')")
GREETINGS = ("greeting", "friend_greeting", "hey")
_LIGHT = (*GREETINGS, "way_out", "friend_out")


@dataclass(frozen=True, eq=False)
class Way:
    """One way to say a part, as written: text and slot names in turn, text first."""

    part: str
    register: Register
    number: int
    pieces: tuple[str, ...]

    @cached_property
    def bare(self) -> str:
        """Its text with each detail as one short word."""
        return "".join(p if i % 2 == 0 else MASK for i, p in enumerate(self.pieces))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words in small letters, without punctuation."""
        return tuple(re.sub(r"[^\w']", "", w.casefold()) for w in self.bare.split())

    @cached_property
    def questions(self) -> int:
        """How many questions it asks."""
        return self.bare.count("?")

    @cached_property
    def syllables(self) -> int:
        """How many syllables it has, each detail one."""
        return sum(syllables(w) for w in self.bare.split())

    @cached_property
    def ends(self) -> int:
        """How many sentences end in it."""
        return len(sentences(self.bare)) - self.bare.endswith(",")

    @cached_property
    def easy(self) -> bool:
        """Whether it is too easy for formal company: "Hey", or "I'm" for "I am"."""
        return "'" in "".join(self.pieces[::2]) or self.pieces[0].startswith(("Hey", "Oh"))

    @cached_property
    def telling(self) -> frozenset[str]:
        """The roots of the words that should not come back in the next line."""
        said = (re.sub(r"\W", "", w.casefold()) for w in "".join(self.pieces[::2]).split())
        return frozenset(root for w in said if (root := _root(w)) and root not in listed("common"))


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A way filled with details, and its measures; `low` is the text as it stands after a comma.

    `uses` are the bits of the details it mentions, `words` and `lengths` (a number a sentence) count them in.
    """

    way: Way
    part: str
    register: Register
    text: str
    low: str
    uses: int
    words: int
    lengths: tuple[int, ...]
    weight: int


@dataclass(frozen=True, eq=False)
class Shape:
    """An order of parts: text and part names in turn, text first; its name is the skeleton's."""

    channel: str
    name: str
    pieces: tuple[str, ...]

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The names of its parts, in order."""
        return self.pieces[1::2]


@cache
def ways(locale: str, part: str) -> tuple[Way, ...]:
    """Return every way to say a part, register by register, in the order they are written."""
    name = f"messages/parts/{part}"
    return tuple(
        Way(part, register, number, tuple(_MARK.split(line)))
        for register in REGISTERS
        if wording.has(locale, name, register)
        for number, line in enumerate(wording.lines(locale, name, register, **_MARKS))
    )


@cache
def shapes(locale: str, channel: str) -> tuple[Shape, ...]:
    """Return every shape of a channel, in the order they are written."""
    name = f"messages/{channel}"
    marks = {part: f"{_OPEN}{part}{_SHUT}" for part in wording.names(locale, "messages/parts")}
    return tuple(
        Shape(channel, block, tuple(_MARK.split(wording.render(locale, name, block, **marks))))
        for block in wording.blocks(locale, name)
    )


def fill(way: Way, known: dict[str, Phrase]) -> Line | None:
    """Return a way with its details, or None where one of them is not known or one is told twice."""
    out = list(way.pieces)
    uses = 0
    for i in range(1, len(out), 2):
        phrase = known.get(out[i])
        if phrase is None or uses & phrase.uses:
            return None
        uses |= phrase.uses
        out[i] = phrase.text
    text = low = "".join(out)
    first = known[way.pieces[1]] if not way.pieces[0] else None
    if first is None or not first.uses:
        low = text if _KEEPS_CASE.match(text) else text[:1].lower() + text[1:]
    if first and not first.uses & NAMES:
        text = raised(text)
    lengths = _lengths(way, tuple(known[slot].words for slot in way.pieces[1::2]))
    return Line(
        way,
        way.part,
        way.register,
        text,
        low,
        uses,
        len(text.split()),
        lengths,
        1 if way.part in _LIGHT else 2,
    )


@lru_cache(maxsize=16384)
def _lengths(way: Way, sizes: tuple[int, ...]) -> tuple[int, ...]:
    """Count the words of each sentence with details of these sizes; a detail ends no sentence, whatever is in it."""
    quiet = "".join(p if i % 2 == 0 else "x " * (sizes[i // 2] - 1) + "x" for i, p in enumerate(way.pieces))
    return tuple(len(s.split()) for s in sentences(quiet))


def _root(word: str) -> str:
    for end in ("ing", "ed", "s"):
        if len(word) > len(end) + 2 and word.endswith(end):
            return word.removesuffix(end)
    return word


def raised(text: str) -> str:
    """Return a text that can start a sentence; a first word with a capital of its own ("iPhone") stays."""
    first = text.split(" ", 1)[0]
    return text[:1].upper() + text[1:] if first == first.casefold() else text


def joined(shape: Shape, lines: tuple[Line, ...]) -> str:
    """Return a shape's text: after a comma a line goes on in small letters, else it starts a sentence."""
    out = ""
    for i, piece in enumerate(shape.pieces):
        if i % 2 == 0:
            out += piece
        else:
            line = lines[i // 2]
            out += line.low if out.endswith(", ") else line.text
    return out.strip()
