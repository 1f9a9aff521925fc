"""Puts lines into a shape, within a channel's limits, and counts what they make."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from skill.coach.material import Stock
from skill.coach.parts import Line, Shape, joined
from skill.coach.phrases import DAY, FRIEND, INVITATION, OWN, PERSON, PLACE, TOPIC, YOU
from skill.coach.standard import grade, missing
from skill.coach.style import SCALES, Measure, Register

AGAINST: dict[Register, Register] = {"formal": "casual", "casual": "formal", "bold": "soft", "soft": "bold"}


@dataclass(frozen=True, slots=True, eq=False)
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
    def runs(self) -> list[tuple[str, ...]]:
        """Its runs of two and of three words, the details as one word each."""
        words = [w for line in self.lines for w in line.way.words]
        return [*pairwise(words), *zip(words, words[1:], words[2:], strict=False)]

    @property
    def key(self) -> tuple[object, ...]:
        """Its main lines, by which two drafts are told apart."""
        return tuple(x.way for x in self.lines if x.weight > 1)


@dataclass(frozen=True)
class Bound:
    """What a change has won: the measure stays at `edge` or beyond."""

    measure: Measure
    up: bool
    edge: float

    def holds(self, value: float) -> bool:
        """Tell whether a value of the measure is on its right side."""
        return value >= self.edge if self.up else value <= self.edge

    def kept(self, state: State) -> bool:
        """Tell whether a state stays on its right side."""
        return self.holds(getattr(state, self.measure))

    def share(self, line: Line) -> float:
        """Return what a line adds to its measure, where lines add up to it."""
        if self.measure == "words":
            return line.words
        more, less = SCALES[self.measure]
        return line.weight * ((line.register == more) - (line.register == less))

    def short(self, state: State) -> float:
        """Return by how much a state misses it."""
        value: float = getattr(state, self.measure)
        return max(0.0, self.edge - value if self.up else value - self.edge)


def within(bounds: Sequence[Bound], stay: Sequence[Line]) -> Callable[[Sequence[Line]], bool]:
    """Return what tells of lines whether they may come to those that stay, before all of them are put together."""
    had = [(bound, sum(map(bound.share, stay))) for bound in bounds if bound.measure != "grade"]
    return lambda lines: all(bound.holds(sum(map(bound.share, lines), start)) for bound, start in had)


def assemble(
    stock: Stock, shape: Shape, lines: tuple[Line, ...], seed: int, bounds: tuple[Bound, ...] = ()
) -> State | None:
    """Return the state that these lines make, or None where they do not go together, or break a limit or a bound."""
    row = stock.row
    uses = words = questions = ends = own_words = own_syllables = 0
    score: dict[Register, int] = defaultdict(int)
    told: frozenset[str] = frozenset()
    for line in lines:
        way = line.way
        # A detail is told once, and a telling word does not come back: "I enjoyed it. I enjoyed our talk."
        if uses & line.uses or not told.isdisjoint(way.telling):
            return None
        told |= way.telling
        uses |= line.uses
        words += line.words
        questions += way.questions
        ends += way.ends
        own_words += len(way.words)
        own_syllables += way.syllables
        score[line.register] += line.weight
    if words > row.words or questions > row.questions or ends > row.sentences:
        return None
    reading = grade(own_words, ends, own_syllables)
    if (own_words >= 12 and reading > 8) or own_words > 15 * ends:
        return None
    if any(AGAINST.get(register) in score for register in score):
        return None
    if "formal" in score and any(x.way.easy and x.register != "funny" for x in lines):
        return None
    ease, nerve = score["casual"] - score["formal"], score["bold"] - score["soft"]
    counted = {
        "words": words,
        "grade": reading,
        "warmth": score["warm"],
        "fun": score["funny"],
        "ease": ease,
        "nerve": nerve,
    }
    if not all(bound.holds(counted[bound.measure]) for bound in bounds) or _longest(lines) > row.sentence_words:
        return None
    text = joined(shape, lines)
    if row.chars and len(text) > row.chars:
        return None
    return State(shape, lines, text, uses, **counted, seed=seed)


def _longest(lines: Sequence[Line]) -> int:
    longest = carried = 0
    for line in lines:
        if line.text.endswith(","):
            carried = line.lengths[-1]
            continue
        longest = max(longest, carried + line.lengths[0], *line.lengths)
        carried = 0
    return longest


def needed(stock: Stock, shape: Shape) -> int:
    """Return the bits of the details that a draft of this shape must not leave out."""
    channel, need = stock.setting.channel, 0
    if channel in ("via_friend", "social_dm", "first_text") or not {"greeting", "hey"}.isdisjoint(shape.parts):
        need |= PERSON
    if not {"friend_greeting", "small_favor"}.isdisjoint(shape.parts):
        need |= FRIEND
    if channel in ("in_person", "social_dm") and not {"recall", "hook", "thanks"}.isdisjoint(shape.parts):
        need |= TOPIC
    if "ask_out" in shape.parts:
        need |= INVITATION
    if channel == "first_text":
        need |= YOU | (INVITATION if stock.setting.asks_out else TOPIC)
    if not {"own", "own_hello"}.isdisjoint(shape.parts):
        need = (need | OWN) & ~TOPIC
    return need & stock.want


def enough(stock: Stock, state: State) -> bool:
    """Tell whether a draft says what its channel needs of what is known."""
    setting = stock.setting
    known = stock.want & {"social_dm": PLACE | DAY, "first_text": PLACE}.get(setting.channel, 0)
    who = PLACE | DAY | YOU if known else 0
    return (
        not needed(stock, state.shape) & ~state.uses
        and (not who or bool(who & state.uses))
        and not missing(state.text, setting.channel, setting.line)
    )
