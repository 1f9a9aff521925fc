"""The parts of a message: every line of templates/LANGUAGE/messages, read once, filled for a set of details.

A template is rendered once a locale, with a mark in the place of each detail; to fill a line is then to join strings,
and what the standard counts is a sum.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from skill import wording
from skill.coach.phrases import NAMES, SLOTS, Phrase
from skill.coach.standard import syllables
from skill.coach.style import REGISTERS, Register

_OPEN, _SHUT = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}(\\w+){_SHUT}")
_MARKS = {name: f"{_OPEN}{name}{_SHUT}" for name in SLOTS}
_KEEPS_CASE = re.compile(r"I(?:\b|')")
_PLAIN_WORDS = frozenset(
    "i a an the to of and or but if it its is was be been am are for with about at in on that this as so my me you your "
    "not no im ive id ill youre had have do did didnt dont would could them they by from up just only all out we our us "
    "there here when since what how one other day hi hey hello oh".split()
)
SMALL = ("greeting", "friend_greeting", "hey")


@dataclass(frozen=True)
class Way:
    """One way to say a part, as written: text and slot names in turn, text first."""

    part: str
    register: Register
    number: int
    pieces: tuple[str, ...]

    @property
    def slots(self) -> tuple[str, ...]:
        """The names of the details it takes."""
        return self.pieces[1::2]


@dataclass(frozen=True, slots=True)
class Line:
    """A way filled with details, and its measures; `low` is the text as it stands after a comma."""

    part: str
    register: Register
    number: int
    text: str
    low: str
    uses: int
    words: int
    chars: int
    sentences: int
    questions: int
    own_words: int
    own_syllables: int
    weight: int
    short_forms: bool
    telling: frozenset[str]
    bare: tuple[str, ...]


@cache
def ways(locale: str, part: str) -> tuple[Way, ...]:
    """Return every way to say a part, register by register, in the order they are written."""
    name = f"messages/parts/{part}"
    found = []
    for register in REGISTERS:
        if wording.has(locale, name, register):
            for number, line in enumerate(wording.lines(locale, name, register, **_MARKS)):
                found.append(Way(part, register, number, tuple(_MARK.split(line))))
    return tuple(found)


@dataclass(frozen=True)
class Shape:
    """An order of parts: text and part names in turn, text first; its name is the skeleton's."""

    channel: str
    name: str
    pieces: tuple[str, ...]

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of its parts, in order."""
        return self.pieces[1::2]


@cache
def shapes(locale: str, channel: str) -> tuple[Shape, ...]:
    """Return every shape of a channel, in the order they are written."""
    name = f"messages/{channel}"
    marks = {part: f"{_OPEN}{part}{_SHUT}" for part in wording.names(locale, "messages/parts")}
    found = []
    for block in wording.blocks(locale, name):
        text = wording.render(locale, name, block, **marks)
        found.append(Shape(channel, block, tuple(_MARK.split(text))))
    return tuple(found)


def fill(way: Way, known: dict[str, Phrase]) -> Line | None:
    """Return a way with its details, or None where one of them is not known or one is told twice."""
    out: list[str] = []
    uses = words = own_words = own_syllables = 0
    for i, piece in enumerate(way.pieces):
        if i % 2 == 0:
            out.append(piece)
            continue
        phrase = known.get(piece)
        if phrase is None or uses & phrase.uses:
            return None
        uses |= phrase.uses
        out.append(phrase.text)
        if phrase.uses:
            words += phrase.words - 1
    text = "".join(out)
    bare = _bare(way)
    own_words = len(bare)
    own_syllables = sum(syllables(w) for w in bare)
    first = known[way.pieces[1]] if not way.pieces[0] else None
    told = bool(first and first.uses)
    return Line(
        part=way.part,
        register=way.register,
        number=way.number,
        text=_raised(text) if first and not first.uses & NAMES else text,
        low=text if told or _KEEPS_CASE.match(text) else text[:1].lower() + text[1:],
        uses=uses,
        words=len(text.split()),
        chars=len(text),
        sentences=len(re.findall(r"[.?!](?=\s|$)", text)),
        questions=text.count("?"),
        own_words=own_words,
        own_syllables=own_syllables,
        weight=1 if way.part in SMALL else 2,
        short_forms="'" in "".join(way.pieces[::2]),
        telling=_telling(way),
        bare=_plain(way),
    )


@lru_cache(maxsize=4096)
def _bare(way: Way) -> tuple[str, ...]:
    return tuple("".join(p if i % 2 == 0 else "it" for i, p in enumerate(way.pieces)).split())


@lru_cache(maxsize=4096)
def _plain(way: Way) -> tuple[str, ...]:
    return tuple(re.sub(r"[^\w']", "", w.casefold()) for w in _bare(way))


@lru_cache(maxsize=4096)
def _telling(way: Way) -> frozenset[str]:
    """The words of a line that should not come back in the next one."""
    words = (re.sub(r"\W", "", w.casefold()) for w in "".join(way.pieces[::2]).split())
    roots = {_root(w) for w in words}
    return frozenset(roots - _PLAIN_WORDS - {""})


def _root(word: str) -> str:
    for end in ("ing", "ed", "s"):
        if len(word) > len(end) + 2 and word.endswith(end):
            return word.removesuffix(end)
    return word


def _raised(text: str) -> str:
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
            out += line.low if out.rstrip().endswith(",") else line.text
    return out.strip()
