"""Puts lines into shapes: the draft of a seed, and the nearest draft that a change allows."""

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from skill.coach.channels import CHANNELS, Channel
from skill.coach.parts import Line, Shape, fill, joined, shapes, ways
from skill.coach.phrases import INVITATION, PERSON, TOPIC, WHERE, YOU, FRIEND, known, phrases
from skill.coach.situation import Details
from skill.coach.standard import grade
from skill.coach.style import CHANGES, TONES, Change, Register, Tone

_SIGNED = {"words": 1, "grade": 1, "warmth": 1, "fun": 1, "ease": 1, "nerve": 1}


@dataclass(frozen=True)
class Setting:
    """What stays fixed while a draft is changed: where it goes, what is known, and how it should sound."""

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


@dataclass(frozen=True)
class State:
    """A shape and the line in each of its places, with what can be counted in them."""

    shape: Shape
    lines: tuple[Line, ...]
    text: str
    uses: int
    words: int
    grade: float
    warmth: int
    fun: int
    ease: int
    nerve: int
    seed: int = 0

    def value(self, measure: str) -> float:
        """Return one of its measures by name."""
        found: float = getattr(self, measure)
        return found


@dataclass(frozen=True)
class Bound:
    """What a change has won: the measure stays beyond `edge`."""

    measure: str
    up: bool
    edge: float

    def kept(self, state: State) -> bool:
        """Tell whether a state stays on the right side."""
        value = state.value(self.measure)
        return value > self.edge if self.up else value < self.edge


def _weigh(lines: Iterable[Line], up: Register, down: Register | None = None) -> int:
    total = 0
    for line in lines:
        if line.register == up:
            total += line.weight
        elif line.register == down:
            total -= line.weight
    return total


def assemble(shape: Shape, lines: tuple[Line, ...], row: Channel, seed: int = 0) -> State | None:
    """Return the state these lines make, or None where they do not go together or break a limit of the channel."""
    uses = words = questions = sentences = own_words = own_syllables = 0
    for line in lines:
        if uses & line.uses:
            return None
        uses |= line.uses
        words += line.words
        questions += line.questions
        sentences += line.sentences
        own_words += line.own_words
        own_syllables += line.own_syllables
    if words > row.words or questions > row.questions or sentences > row.sentences:
        return None
    registers = {line.register for line in lines}
    if {"formal", "casual"} <= registers or {"bold", "soft"} <= registers:
        return None
    if "formal" in registers and any(line.short_forms for line in lines):
        return None
    reading = grade(own_words, sentences, own_syllables)
    if own_words >= 12 and reading > 8 or own_words > 15 * sentences:
        return None
    text = joined(shape, lines)
    if row.chars and len(text) > row.chars:
        return None
    if row.sentence_words < 25 and any(len(s.split()) > row.sentence_words for s in _split(text)):
        return None
    return State(
        shape, lines, text, uses, words, reading,
        warmth=_weigh(lines, "warm"),
        fun=_weigh(lines, "funny"),
        ease=_weigh(lines, "casual", "formal"),
        nerve=_weigh(lines, "bold", "soft"),
        seed=seed,
    )


def _split(text: str) -> list[str]:
    return text.replace("?", ".").split(". ")


@lru_cache(maxsize=256)
def room(setting: Setting) -> tuple[int, Details, tuple[str, ...]]:
    """Return what a draft should mention (bits), the details that have room in it, and the names of those that had to go.

    The longest optional detail goes first.
    """
    details, gone = setting.details, []
    row = setting.row
    while True:
        lengths = {
            name: (len(value), len(value.split()))
            for name in ("topic", "place", "day", "person", "you", "friend", "invitation")
            if (value := getattr(details, name))
        }
        total = sum(n[0] for n in lengths.values())
        words = sum(n[1] for n in lengths.values())
        if words <= row.words - 13 and (not row.chars or total <= row.chars - 70):
            break
        optional = {n: v for n, v in lengths.items() if n in ("topic", "place", "day")}
        optional = optional or lengths
        longest = max(optional, key=lambda n: lengths[n])
        if lengths[longest][0] < 12:
            break
        details = replace(details, **{longest: None})
        gone.append(longest)
    return known(details), details, tuple(gone)


@lru_cache(maxsize=256)
def pool(setting: Setting, part: str) -> tuple[Line, ...]:
    """Return the lines that can say a part with the details that are known, in the order they are written."""
    _, details, _ = room(setting)
    given = phrases(details, setting.row.audience, setting.channel == "first_text" and asks_out(setting))
    return tuple(line for way in ways(setting.locale, part) if (line := fill(way, given)))


def asks_out(setting: Setting) -> bool:
    """Tell whether a first text makes a small invitation: it was given, or there is nothing else to say."""
    return setting.channel == "first_text" and (bool(setting.details.invitation) or not setting.details.topic)


@lru_cache(maxsize=256)
def usable(setting: Setting) -> tuple[Shape, ...]:
    """Return the shapes that suit the setting and can be filled."""
    found = []
    for shape in shapes(setting.locale, setting.channel):
        asks = "ask" in shape.parts
        if setting.channel == "in_person" and asks != (setting.line == "ask"):
            continue
        if setting.channel == "first_text" and ("invite" in shape.parts) != asks_out(setting):
            continue
        if all(pool(setting, part) for part in shape.parts):
            found.append(shape)
    return tuple(found)


@cache
def _order(part: str, size: int, cycle: int) -> tuple[int, ...]:
    rest = list(range(1 if cycle == 0 else 0, size))
    random.Random(f"{part} {cycle}").shuffle(rest)
    return (0, *rest) if cycle == 0 else tuple(rest)


def tone_of(setting: Setting) -> Tone:
    """Return the tone as it is drafted in this channel: a gentle one has no room for jokes or boldness."""
    tone = TONES[setting.tone]
    if setting.row.gentle and tone.shows in ("funny", "bold"):
        return TONES["warm"]
    return tone


def _registers(setting: Setting) -> tuple[Register, ...]:
    tone = tone_of(setting)
    if setting.platform == "linkedin" and tone.shows not in ("casual", "funny", "bold"):
        return ("formal", *(r for r in tone.beside if r != "casual"))
    return tone.beside if tone.shows in tone.beside or tone.shows is None else (*tone.beside, tone.shows)


def base(setting: Setting, seed: int) -> State | None:
    """Return the draft of a seed, before any change; seed 0 takes the first shape and the first lines, the best."""
    all_shapes = usable(setting)
    if not all_shapes:
        return None
    tone = tone_of(setting)
    wanted = room(setting)[0]
    for turn in range(len(all_shapes) * 3):
        shape = all_shapes[(seed + turn) % len(all_shapes)]
        state = _built(setting, shape, seed, tone, wanted, turn)
        if state:
            return state
    return None


def _rotated(setting: Setting, part: str, seed: int) -> Iterator[Line]:
    lines = pool(setting, part)
    every = ways(setting.locale, part)
    allowed = _registers(setting)
    size = len(every)
    order = _order(part, size, seed // size)
    at = {(line.register, line.number): line for line in lines if line.register in allowed}
    for step in range(size):
        way = every[order[(seed + step) % size]]
        line = at.get((way.register, way.number))
        if line:
            yield line


def _built(setting: Setting, shape: Shape, seed: int, tone: Tone, wanted: int, turn: int) -> State | None:
    row = setting.row
    candidates = [list(_rotated(setting, part, seed + turn)) for part in shape.parts]
    if not all(candidates):
        return None
    shows = tone.shows
    if shows:
        able = [i for i, lines in enumerate(candidates) if any(x.register == shows and x.weight > 1 for x in lines)]
        if not able:
            return None
        lead = able[seed % len(able)]
        candidates[lead] = [x for x in candidates[lead] if x.register == shows]
    least = [min(x.words for x in lines) for lines in candidates]
    chosen: list[Line] = []
    uses = words = questions = 0
    registers: set[Register] = set()
    for i, lines in enumerate(candidates):
        budget = row.words - words - sum(least[i + 1 :])
        fits = [
            x for x in lines
            if x.words <= budget and not x.uses & uses and questions + x.questions <= row.questions
            and not _clash(registers, x.register)
        ]
        if not fits:
            return None
        keen = (seed + i) % 4 != 3
        line = max(fits, key=lambda x: (x.uses & wanted).bit_count()) if keen else fits[0]
        chosen.append(line)
        uses |= line.uses
        words += line.words
        questions += line.questions
        registers.add(line.register)
    state = assemble(shape, tuple(chosen), row, seed)
    return state if state and enough(setting, state, wanted) else None


def _clash(registers: set[Register], register: Register) -> bool:
    pairs = {"formal": "casual", "casual": "formal", "bold": "soft", "soft": "bold"}
    return pairs.get(register) in registers


def enough(setting: Setting, state: State, wanted: int) -> bool:
    """Tell whether a draft says what its channel needs of what is known."""
    uses = state.uses
    if wanted & PERSON and setting.channel != "in_person" and not uses & PERSON:
        return False
    if wanted & FRIEND and setting.channel == "via_friend" and not uses & FRIEND:
        return False
    if setting.channel == "social_dm":
        return bool(uses & (WHERE | YOU)) or not wanted & (WHERE | YOU)
    if setting.channel == "first_text":
        return (not wanted & YOU or bool(uses & YOU)) and (not wanted & INVITATION or bool(uses & INVITATION))
    if setting.channel == "in_person" and setting.line == "hello" and wanted & (TOPIC | WHERE):
        return True
    return True
