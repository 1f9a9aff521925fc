"""What a draft can be made of: the details that have room, the lines that say them, the shapes that hold them."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from skill.coach.channels import CHANNELS, Channel
from skill.coach.parts import SMALL, Line, Shape, fill, shapes, ways
from skill.coach.phrases import known, phrases
from skill.coach.situation import Details
from skill.coach.style import TONES, Register, Tone

_OPTIONAL = ("topic", "place", "day")
_OWN_WORDS, _OWN_CHARS = 13, 70


@dataclass(frozen=True)
class Setting:
    """What stays while a draft is changed: where it goes, what is known, and how it should sound."""

    channel: str
    line: str
    platform: str | None
    details: Details
    tone: str
    locale: str

    @property
    def row(self) -> Channel:
        """The channel's limits."""
        return CHANNELS[self.channel]

    @property
    def asks_out(self) -> bool:
        """Whether a first text makes a small invitation: one was given, or there is nothing else to say."""
        return self.channel == "first_text" and (bool(self.details.invitation) or not self.details.topic)


@lru_cache(maxsize=512)
def room(setting: Setting) -> tuple[Details, tuple[str, ...]]:
    """Return the details that have room in a draft, and the names of those that had to go, the longest first."""
    details, gone, row = setting.details, [], setting.row
    while True:
        said = {name: value for name in _OPTIONAL if (value := getattr(details, name))}
        names = " ".join(v for n in ("person", "you", "friend", "invitation") if (v := getattr(details, n)))
        words = sum(len(v.split()) for v in said.values()) + len(names.split())
        chars = sum(len(v) for v in said.values()) + len(names)
        if not said or words <= row.words - _OWN_WORDS and (not row.chars or chars <= row.chars - _OWN_CHARS):
            return details, tuple(gone)
        longest = max(said, key=lambda name: len(said[name]))
        details = replace(details, **{longest: None})
        gone.append(longest)


@lru_cache(maxsize=512)
def wanted(setting: Setting) -> int:
    """Return the bits of the details that a draft would like to mention."""
    return known(room(setting)[0])


@lru_cache(maxsize=4096)
def pool(setting: Setting, part: str) -> tuple[Line, ...]:
    """Return the lines that can say a part with what is known, in the order they are written."""
    gentle = setting.row.gentle
    return tuple(x for x in _filled(setting, part) if not gentle or x.register not in ("funny", "bold"))


def _filled(setting: Setting, part: str) -> Iterator[Line]:
    given = phrases(room(setting)[0], setting.row.audience, setting.asks_out)
    for way in ways(setting.locale, part):
        line = fill(way, given)
        if line:
            yield line


@lru_cache(maxsize=512)
def usable(setting: Setting) -> tuple[Shape, ...]:
    """Return the shapes that suit the setting and can be filled, in the order they are written."""
    return tuple(
        shape
        for shape in shapes(setting.locale, setting.channel)
        if _suits(setting, shape) and all(pool(setting, part) for part in shape.parts)
    )


def _suits(setting: Setting, shape: Shape) -> bool:
    if setting.channel == "in_person":
        return ("ask" in shape.parts) == (setting.line == "ask")
    if setting.channel == "first_text":
        return (not {"invite", "offer"}.isdisjoint(shape.parts)) == setting.asks_out
    return True


def tone_of(setting: Setting) -> Tone:
    """Return the tone as it is drafted in this channel; a gentle channel has no room for jokes or boldness."""
    tone = TONES[setting.tone]
    if setting.row.gentle and tone.shows in ("funny", "bold"):
        return TONES["warm"]
    if setting.platform == "linkedin" and tone.shows in (None, "warm"):
        return replace(tone, shows=tone.shows or "formal", beside=("plain", "warm", "formal"))
    return tone


def registers(tone: Tone, part: str) -> tuple[Register, ...]:
    """Return the registers that a tone allows in a part; "Hey" goes with all that is not formal."""
    allowed = tone.beside if tone.shows is None or tone.shows in tone.beside else (*tone.beside, tone.shows)
    if part in SMALL and "formal" not in allowed and "casual" not in allowed:
        return (*allowed, "casual")
    return allowed


@lru_cache(maxsize=4096)
def _order(part: str, size: int, cycle: int) -> tuple[int, ...]:
    kept = [0] if cycle == 0 else []
    rest = list(range(len(kept), size))
    random.Random(f"{part} {cycle}").shuffle(rest)
    return (*kept, *rest)


@lru_cache(maxsize=4096)
def allowed(setting: Setting, part: str, these: tuple[Register, ...]) -> tuple[Line, ...]:
    """Return the lines of a part in these registers, in the order they are written."""
    return tuple(x for x in pool(setting, part) if x.register in these)


def turned(lines: tuple[Line, ...], seed: int) -> tuple[Line, ...]:
    """Return lines in an order that the seed turns: one after another, each seed begins with another line.

    Seed 0 keeps them as they are written, the best first.
    """
    if not seed or not lines:
        return lines
    cycle, start = divmod(seed, len(lines))
    order = _order(lines[0].part, len(lines), cycle)
    return tuple(lines[i] for i in (*order[start:], *order[:start]))
