"""Puts lines into shapes, within a channel's limits: the draft of a seed."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from skill.coach.material import Setting, allowed, registers, tone_of, turned, usable, wanted
from skill.coach.parts import Line, Shape, joined
from skill.coach.phrases import DAY, FRIEND, INVITATION, NAMES, PERSON, PLACE, TOPIC, YOU
from skill.coach.standard import grade, missing
from skill.coach.style import TONES, Register, Tone

_BLOCK, _CHOICE = 10, 4
_PATIENCE, _BRANCHES = 24, 5
_AGAINST: dict[str, Register] = {"formal": "casual", "casual": "formal", "bold": "soft", "soft": "bold"}


@dataclass(frozen=True, slots=True)
class State:
    """A shape with a line in each of its places, and what can be counted in them."""

    shape: Shape
    lines: tuple[Line, ...]
    text: str
    uses: int
    words: float
    grade: float
    warmth: float
    fun: float
    ease: float
    nerve: float
    seed: int

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Its neighbouring words, the details as one word each."""
        words = [w for line in self.lines for w in line.bare]
        return list(zip(words, words[1:], strict=False))

    @property
    def key(self) -> tuple[str, ...]:
        """Its main lines, by which two drafts are told apart."""
        return tuple(f"{x.part}.{x.register}.{x.number}" for x in self.lines if x.weight > 1)


@dataclass(frozen=True)
class Bound:
    """What a change has won: the measure stays beyond `edge`."""

    measure: str
    up: bool
    edge: float

    def kept(self, state: State) -> bool:
        """Tell whether a state stays on its right side."""
        value: float = getattr(state, self.measure)
        return value >= self.edge if self.up else value <= self.edge


def clash(have: Iterable[Register], register: Register) -> bool:
    """Tell whether a register does not go with those there are: formal with casual, bold with soft."""
    return _AGAINST.get(register) in have


def assemble(setting: Setting, shape: Shape, lines: tuple[Line, ...], seed: int) -> State | None:
    """Return the state that these lines make, or None where they do not go together or break a limit."""
    row = setting.row
    uses = words = questions = sentences = own_words = own_syllables = 0
    warm = funny = ease = nerve = 0
    have = set()
    for line in lines:
        if uses & line.uses:
            return None
        uses |= line.uses
        words += line.words
        questions += line.questions
        sentences += line.sentences
        own_words += line.own_words
        own_syllables += line.own_syllables
        register = line.register
        have.add(register)
        if register == "warm":
            warm += line.weight
        elif register == "funny":
            funny += line.weight
        elif register in ("casual", "formal"):
            ease += line.weight if register == "casual" else -line.weight
        elif register in ("bold", "soft"):
            nerve += line.weight if register == "bold" else -line.weight
    if words > row.words or questions > row.questions or sentences > row.sentences:
        return None
    if "formal" in have and ("casual" in have or any(x.short_forms and x.register != "funny" for x in lines)):
        return None
    if {"bold", "soft"} <= have or _twice(lines):
        return None
    reading = grade(own_words, sentences, own_syllables)
    if (own_words >= 12 and reading > 8) or own_words > 15 * sentences:
        return None
    text = joined(shape, lines)
    if row.chars and len(text) > row.chars:
        return None
    if row.sentence_words < 25 and any(len(s.split()) > row.sentence_words for s in _sentences(text)):
        return None
    return State(shape, lines, text, uses, words, reading, warm, funny, ease, nerve, seed)


def _sentences(text: str) -> list[str]:
    return text.replace("?", ".").split(". ")


def _twice(lines: Sequence[Line]) -> bool:
    """Tell whether a telling word comes back in another line: "I enjoyed it. I enjoyed our talk."""
    seen: set[str] = set()
    for line in lines:
        if seen & line.telling:
            return True
        seen |= line.telling
    return False


def needed(setting: Setting, shape: Shape) -> int:
    """Return the bits of the details that a draft of this shape must not leave out."""
    need = 0
    if setting.channel in ("via_friend", "social_dm", "first_text"):
        need |= PERSON
    if not {"friend_greeting", "small_favor"}.isdisjoint(shape.parts):
        need |= FRIEND
    if setting.channel == "first_text":
        need |= YOU | (INVITATION if setting.asks_out else TOPIC)
    return need & wanted(setting)


def enough(setting: Setting, state: State) -> bool:
    """Tell whether a draft says what its channel needs of what is known."""
    who = wanted(setting) & (PLACE | DAY | YOU) if setting.channel == "social_dm" else 0
    return (
        not needed(setting, state.shape) & ~state.uses
        and (not who or bool(who & state.uses))
        and not missing(state.text, setting.channel, setting.line)
    )


def base(setting: Setting, seed: int) -> State | None:
    """Return the draft of a seed before any change; seed 0 is the first shape with the first lines, the plainest.

    Ten seeds in a row really differ: they are picked, one after another, as those that repeat the least.
    """
    return raw(setting, 0) if seed == 0 else _block(setting, seed // _BLOCK)[seed % _BLOCK]


@lru_cache(maxsize=512)
def _block(setting: Setting, number: int) -> tuple[State | None, ...]:
    first = number * _BLOCK * _CHOICE
    spare = [s for n in range(first, first + _BLOCK * _CHOICE) if (s := raw(setting, n))]
    return (*spread(spare, _BLOCK), *[None] * (_BLOCK - len(spare)))


def spread(spare: Sequence[State], count: int) -> list[State]:
    """Return so many of these states, the first one first, each the one that repeats least of those before it."""
    left = [(state, state.pairs) for state in spare]
    said: Counter[tuple[str, str]] = Counter()
    shapes: Counter[str] = Counter()
    chosen = []
    for _ in range(min(count, len(left))):
        at = min(range(len(left)), key=lambda i: _again(*left[i], said, shapes))
        state, pairs = left.pop(at)
        chosen.append(state)
        said.update(pairs)
        shapes[state.shape.name] += 1
    return chosen


def _again(state: State, pairs: list[tuple[str, str]], said: Counter[tuple[str, str]], shapes: Counter[str]) -> float:
    again = sum(min(said[p], 3) for p in pairs) / max(len(pairs), 1)
    return again + 0.12 * shapes[state.shape.name]


@lru_cache(maxsize=4096)
def raw(setting: Setting, number: int) -> State | None:
    """Return the draft of a number, in its tone or, where that does not work out, in the everyday one."""
    tone = tone_of(setting)
    for again in (tone, TONES["friendly"]):
        for turn in range(3 * len(usable(setting))):
            state = built(setting, again, number, turn)
            if state:
                return state
    return None


def built(setting: Setting, tone: Tone, seed: int, turn: int = 0, shape: Shape | None = None) -> State | None:
    """Return the draft of a seed in a tone, or None where the shape whose turn it is does not work out."""
    every = usable(setting)
    shape = shape or every[(seed + turn) % len(every)]
    row = setting.row
    from_ = seed + 7 * turn if seed or turn else 0
    choices = []
    for part in shape.parts:
        choices.append(turned(allowed(setting, part, registers(tone, part)), from_))
    if not all(choices):
        return None
    if tone.shows:
        able = [i for i, xs in enumerate(choices) if any(x.register == tone.shows and x.weight > 1 for x in xs)]
        if not able:
            return None
        lead = able[(seed // max(len(every), 1) + seed + turn) % len(able)]
        choices[lead] = turned(allowed(setting, shape.parts[lead], (tone.shows,)), from_)
    found = _Search(setting, shape, choices, seed, {tone.shows} if tone.shows else set()).run()
    return found


class _Search:
    """Fills the places of a shape one after another, going back a little where the rest would not fit."""

    def __init__(
        self, setting: Setting, shape: Shape, choices: list[tuple[Line, ...]], seed: int, lead: set[Register]
    ) -> None:
        self.setting, self.shape, self.choices, self.seed, self.lead = setting, shape, choices, seed, lead
        self.least = [min(x.words for x in xs) for xs in choices]
        self.want, self.need = wanted(setting), needed(setting, shape)
        self.left = _PATIENCE

    def run(self) -> State | None:
        """Return the first state that works out, or None."""
        return self._from((), 0, 0, 0, frozenset())

    def _from(
        self, chosen: tuple[Line, ...], uses: int, words: int, questions: int, telling: frozenset[str]
    ) -> State | None:
        at = len(chosen)
        if at == len(self.choices):
            self.left -= 1
            state = assemble(self.setting, self.shape, chosen, self.seed)
            return state if state and enough(self.setting, state) else None
        row = self.setting.row
        spare = row.words - words - sum(self.least[at + 1 :])
        have = self.lead | {x.register for x in chosen}
        fits = [
            x
            for x in self.choices[at]
            if x.words <= spare
            and not x.uses & uses
            and questions + x.questions <= row.questions
            and not clash(have, x.register)
            and not telling & x.telling
            and not ("formal" in have and x.short_forms)
        ]
        keen = self.seed and (self.seed + at) % 4 != 3
        need, want = self.need & ~uses, (self.want & ~NAMES if keen else 0) & ~uses
        fits.sort(key=lambda x: (-(x.uses & need).bit_count(), not x.uses & want))
        for line in fits[:_BRANCHES]:
            found = self._from(
                (*chosen, line), uses | line.uses, words + line.words, questions + line.questions, telling | line.telling
            )
            if found or self.left <= 0:
                return found
        return None
