"""Chooses shapes and lines: the draft of a seed, ten of which in a row really differ."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache

from skill.coach.composing import AGAINST, State, assemble, enough, needed
from skill.coach.material import Stock, registers, turned
from skill.coach.parts import Line, Shape, fill
from skill.coach.phrases import NAMES
from skill.coach.style import TONES, Register, Tone

BLOCK, _CHOICE = 10, 12
_PATIENCE, _BRANCHES = 24, 5


def base(stock: Stock, seed: int) -> State | None:
    """Return the draft of a seed before any change; seed 0 is the first shape with the first lines, the plainest.

    Ten seeds in a row really differ: they are picked, one after another, as those that repeat the least. They are
    picked for all details of a kind at once; where these do not fit in, a draft is made for them alone.
    """
    planned = _drawn(stock.plan, 0) if seed == 0 else _block(stock.plan, seed // BLOCK)[seed % BLOCK]
    if planned:
        lines = tuple(line for x in planned.lines if (line := fill(x.way, stock.given)))
        state = assemble(stock, planned.shape, lines, seed) if len(lines) == len(planned.lines) else None
        if state and enough(stock, state):
            return state
    return _drawn(stock, seed)


@lru_cache(maxsize=1024)
def _block(plan: Stock, number: int) -> tuple[State | None, ...]:
    first = number * BLOCK * _CHOICE
    spare = [s for n in range(first, first + BLOCK * _CHOICE) if (s := _drawn(plan, n))]
    return (*spread(spare, BLOCK), *[None] * (BLOCK - len(spare)))


def spread(spare: Sequence[State], count: int) -> list[State]:
    """Return so many of these states, the first one first, each the one that repeats least of those before it."""
    runs = [state.runs for state in spare]
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, own in enumerate(runs):
        for run in own:
            holders[run].append(i)
    again = [0.0] * len(spare)
    left = list(range(len(spare)))
    said: Counter[tuple[str, ...]] = Counter()
    shapes: Counter[str] = Counter()
    chosen = []
    for _ in range(min(count, len(spare))):
        at = min(left, key=lambda i: again[i] + 0.2 * shapes[spare[i].shape.name])
        left.remove(at)
        chosen.append(spare[at])
        shapes[spare[at].shape.name] += 1
        for run in runs[at]:
            said[run] += 1
            if said[run] <= 3:
                for i in holders[run]:
                    again[i] += 1 / len(runs[i])
    return chosen


@lru_cache(maxsize=4096)
def _drawn(stock: Stock, number: int) -> State | None:
    """Return the draft of a number, in its tone or, where that does not work out, in the everyday one."""
    for tone in (stock.tone, TONES["friendly"]):
        for turn in range(3 * len(stock.shapes)):
            shape = stock.shapes[(number + turn) % len(stock.shapes)]
            state = built(stock, tone, shape, number, turn)
            if state:
                return state
    return None


def built(stock: Stock, tone: Tone, shape: Shape, seed: int, turn: int = 0) -> State | None:
    """Return the draft of a seed in a tone and a shape, or None where that does not work out."""
    from_ = seed + 7 * turn
    choices = [turned(stock.allowed(part, registers(tone, part)), from_) for part in shape.parts]
    if not all(choices):
        return None
    lead: int | None = None
    if tone.shows:
        leads = [stock.allowed(part, (tone.shows,)) for part in shape.parts]
        able = [i for i, xs in enumerate(leads) if xs and xs[0].weight > 1]
        if not able:
            return None
        lead = able[(seed // max(len(stock.shapes), 1) + seed + turn) % len(able)]
        choices[lead] = turned(leads[lead], from_)
    return Search(stock, tone, shape, choices, seed, lead).run()


class Search:
    """Fills the places of a shape one after another, going back a little where the rest would not fit."""

    def __init__(
        self,
        stock: Stock,
        tone: Tone,
        shape: Shape,
        choices: list[tuple[Line, ...]],
        seed: int,
        at_lead: int | None,
    ) -> None:
        self.stock, self.tone, self.shape, self.choices = stock, tone, shape, choices
        self.seed, self.at_lead = seed, at_lead
        self.lead: set[Register] = {tone.shows} if tone.shows else set()
        self.least = [min(x.words for x in xs) for xs in choices]
        self.need = needed(stock, shape)
        self.left = _PATIENCE

    def run(self) -> State | None:
        """Return the first state that works out, or None."""
        return self._from((), 0, 0, frozenset())

    def _from(self, chosen: tuple[Line, ...], uses: int, words: int, telling: frozenset[str]) -> State | None:
        at = len(chosen)
        if at == len(self.choices):
            self.left -= 1
            state = assemble(self.stock, self.shape, chosen, self.seed)
            return state if state and enough(self.stock, state) else None
        for line in self._fitting(at, chosen, uses, words, telling):
            found = self._from((*chosen, line), uses | line.uses, words + line.words, telling | line.way.telling)
            if found or self.left <= 0:
                return found
        return None

    def _fitting(self, at: int, chosen: tuple[Line, ...], uses: int, words: int, telling: frozenset[str]) -> list[Line]:
        spare = self.stock.row.words - words - sum(self.least[at + 1 :])
        have = self.lead | {x.register for x in chosen}
        full = self._full(at, chosen)
        unfit = {AGAINST[r] for r in have if r in AGAINST}
        formal = "formal" in have
        fits = [
            x
            for x in self.choices[at]
            if x.words <= spare
            and not x.uses & uses
            and x.register not in unfit
            and x.register not in full
            and telling.isdisjoint(x.way.telling)
            and not (formal and x.way.easy)
        ]
        keen = self.seed and (self.seed + at) % 4 != 3
        need, want = self.need & ~uses, (self.stock.want & ~NAMES & ~uses if keen else 0)
        through = self.tone.shows if self.tone.through and (self.seed + at) % 2 == 0 else None
        if need or want or through:
            fits.sort(
                key=lambda x: (
                    -(x.uses & need).bit_count(),
                    not x.uses & want,
                    through not in (None, x.register),
                )
            )
        return fits[:_BRANCHES]

    def _full(self, at: int, chosen: tuple[Line, ...]) -> set[Register]:
        """Return the registers that have been heard enough: one joke, and one line beside the tone's own."""
        had = {x.register for x in chosen if x.weight > 1}
        if self.at_lead is not None and at != self.at_lead and self.tone.shows == "funny":
            had.add("funny")
        return had - {"plain", *([self.tone.shows] if self.tone.shows not in (None, "funny") else [])}
