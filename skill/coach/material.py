"""What a draft can be made of: the details that have room, the lines that say them, the shapes that hold them."""

import random
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, reduce
from operator import or_

from skill.coach.channels import CHANNELS, Channel
from skill.coach.parts import GREETINGS, Line, Shape, fill, shapes, ways
from skill.coach.phrases import OWN, Phrase, phrases, usable
from skill.coach.situation import DETAIL_NAMES, Details
from skill.coach.style import LEANS, LIVELY, TONES, Register, Tone

_OPTIONAL = ("topic", "place", "day")
TAKES_OWN = ("in_person", "social_dm", "first_text")  # where a sentence of the user's own may stand
# what a message of each channel needs for itself
_OWN_WORDS, _OWN_CHARS = 10, 55


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
        """Whether it makes a small invitation: one was given, or, in a first text, there is nothing else to say."""
        told, invites = self.details.topic or self.details.own, bool(self.details.invitation)
        if self.channel == "in_person":
            return self.line == "ask" and invites
        return self.channel == "first_text" and (invites or not told)


_STEP = 6


class Stock:
    """The shapes and lines that a setting allows, each made when it is first asked for.

    Its `plan` is the stock of every setting of the same kind, whatever the details are: what is chosen there holds for
    all of them, so that a name changed leaves the rest of a draft as it was.
    """

    def __init__(self, setting: Setting, given: dict[str, Phrase], want: int, gone: tuple[str, ...] = ()) -> None:
        self.setting, self.given, self.want, self.gone = setting, given, want, gone
        self.row = setting.row
        self.tone = _tone(setting)
        self.plan: Stock = self
        self._pools: dict[str, tuple[Line, ...]] = {}
        self._allowed: dict[tuple[str, tuple[Register, ...]], tuple[Line, ...]] = {}

    def pool(self, part: str) -> tuple[Line, ...]:
        """Return the lines that can say a part with what is known, in the order they are written."""
        if part not in self._pools:
            every = ways(self.setting.locale, part)
            out: tuple[Register, ...] = LIVELY if self.row.gentle else ()
            if part in GREETINGS and LEANS.get(self.setting.platform or "") == "formal":
                out = ("casual",)
            fit = (way for way in every if way.register not in out)
            self._pools[part] = tuple(line for way in fit if (line := fill(way, self.given)))
        return self._pools[part]

    def allowed(self, part: str, registers: tuple[Register, ...]) -> tuple[Line, ...]:
        """Return the lines of a part in these registers, in the order they are written."""
        key = (part, registers)
        if key not in self._allowed:
            self._allowed[key] = tuple(x for x in self.pool(part) if x.register in registers)
        return self._allowed[key]

    @cached_property
    def shapes(self) -> tuple[Shape, ...]:
        """The shapes that suit the setting and can be filled, in the order they are written."""
        every = shapes(self.setting.locale, self.setting.channel)
        own = bool(self.want & OWN)
        return tuple(s for s in every if _suits(self.setting, s, own) and all(self.pool(part) for part in s.parts))


@lru_cache(maxsize=256)
def stock(setting: Setting, left_out: tuple[str, ...] = ()) -> Stock:
    """Return what a setting allows, with some of its details left out."""
    details, gone = _room(setting, _without(usable(setting.details), left_out))
    given = phrases(details, setting.row.audience, setting.asks_out)
    want = reduce(or_, (phrase.uses for phrase in given.values()), 0)
    found = Stock(setting, given, want, (*(n for n in left_out if getattr(setting.details, n)), *gone))
    invitation = "x" if setting.details.invitation else None
    topic, own = ("x" if told else None for told in (setting.details.topic, setting.details.own))
    kind = replace(setting, details=Details(topic=topic, invitation=invitation, own=own))
    sizes = tuple(sorted((slot, p.uses, p.words, -(-len(p.text) // _STEP) * _STEP) for slot, p in given.items()))
    found.plan = _planned(kind, sizes, want)
    return found


@lru_cache(maxsize=512)
def _planned(kind: Setting, sizes: tuple[tuple[str, int, int, int], ...], want: int) -> Stock:
    """Return the stock of all settings whose details are of these sizes: slot, bits, words, characters rounded up."""
    return Stock(kind, {slot: Phrase(_filler(words, chars), uses) for slot, uses, words, chars in sizes}, want)


def _filler(words: int, chars: int) -> str:
    return "x " * (words - 1) + "x" * max(1, chars - 2 * (words - 1))


def _room(setting: Setting, details: Details) -> tuple[Details, tuple[str, ...]]:
    """Return the details that have room in a draft, and the names of those that had to go, the longest first."""
    row = setting.row
    gone: list[str] = []
    names = " ".join(v for v in (details.person, details.invitation, details.own) if v)
    while True:
        said = {name: value for name in _OPTIONAL if (value := getattr(details, name))}
        words = sum(len(v.split()) for v in said.values()) + len(names.split())
        chars = sum(len(v) for v in said.values()) + len(names)
        if not said or (words <= row.words - _OWN_WORDS and (not row.chars or chars <= row.chars - _OWN_CHARS)):
            return details, tuple(gone)
        longest = max(said, key=lambda name: len(said[name]))
        details = _without(details, (longest,))
        gone.append(longest)


def _without(details: Details, names: tuple[str, ...]) -> Details:
    kept = {name: None if name in names else getattr(details, name) for name in DETAIL_NAMES}
    return Details(pronoun=details.pronoun, **kept)


def _suits(setting: Setting, shape: Shape, own: bool) -> bool:
    if setting.channel in TAKES_OWN and setting.line == "hello" and bool({"own", "own_hello"} & {*shape.parts}) != own:
        return False
    if setting.channel == "in_person":
        asked = "ask_out" if "ask_out" in shape.parts else "ask" if "ask" in shape.parts else None
        return asked == (None if setting.line == "hello" else "ask_out" if setting.asks_out else "ask")
    if setting.channel == "first_text":
        return (not {"invite", "offer"}.isdisjoint(shape.parts)) == setting.asks_out
    return True


def _tone(setting: Setting) -> Tone:
    """Return the tone as it is drafted in this channel; a gentle channel has no room for jokes or boldness."""
    tone = TONES[setting.tone]
    if setting.row.gentle and tone.shows in LIVELY:
        return TONES["warm"]
    lean = LEANS.get(setting.platform or "")
    if lean == "formal" and tone.shows is None:
        return replace(tone, shows="formal", beside=("plain", "formal"))
    if lean == "casual" and tone.shows is None:
        return replace(tone, beside=(*tone.beside, "casual"))
    if lean == "formal" and tone.shows in ("warm", "soft"):
        return replace(tone, beside=(*tone.beside, "formal"))
    return tone


def registers(tone: Tone, part: str) -> tuple[Register, ...]:
    """Return the registers that a tone allows in a part; "Hey" goes with all that is not formal."""
    allowed = tone.beside if tone.shows is None or tone.shows in tone.beside else (*tone.beside, tone.shows)
    if part in GREETINGS and "formal" not in allowed and "casual" not in allowed:
        return (*allowed, "casual")
    return allowed


@lru_cache(maxsize=4096)
def _order(part: str, size: int, cycle: int) -> tuple[int, ...]:
    kept = [0] if cycle == 0 else []
    rest = list(range(len(kept), size))
    random.Random(f"{part} {cycle}").shuffle(rest)
    return (*kept, *rest)


def turned(lines: tuple[Line, ...], seed: int) -> tuple[Line, ...]:
    """Return lines in an order that the seed turns: one after another, each seed begins with another line.

    Seed 0 keeps them as they are written, the best first.
    """
    if not seed or not lines:
        return lines
    cycle, start = divmod(seed, len(lines))
    order = _order(lines[0].part, len(lines), cycle)
    return tuple(lines[i] for i in (*order[start:], *order[:start]))
