"""The nearest draft that a change allows: one measure moves, what earlier changes won stays, the rest stays near."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, product

from skill.coach.choosing import base, built
from skill.coach.composing import Bound, State, assemble, enough
from skill.coach.material import Stock, registers, turned
from skill.coach.parts import Line
from skill.coach.phrases import DAY, PERSON, PLACE, TOPIC, is_grave
from skill.coach.standard import breaches
from skill.coach.style import CHANGES, Change, Register, Tone

_LEADS: dict[str, Register] = {
    "warmer": "warm",
    "funnier": "funny",
    "more_casual": "casual",
    "more_formal": "formal",
    "bolder": "bold",
    "softer": "soft",
}
_TRIES = 12


@dataclass(frozen=True)
class Trail:
    """Where a chain of changes has led: the draft, what was won, the drafts seen, and whether the last one fitted."""

    state: State
    bounds: tuple[Bound, ...] = ()
    seen: tuple[State, ...] = ()
    fits: bool = True


def follow(trail: Trail, stock: Stock, name: str) -> Trail:
    """Return the trail after one more change; where nothing fits further it stays, with `fits` false."""
    change = CHANGES[name]
    if (stock.row.gentle and name in ("funnier", "bolder")) or (name == "funnier" and is_grave(stock.setting.details)):
        return replace(trail, fits=False)
    found = _other(trail, stock) if change.measure is None else _moved(trail, stock, change)
    if found is None:
        return replace(trail, fits=False)
    state, bounds = found
    return Trail(state, bounds, (*trail.seen, trail.state), True)


def _moved(trail: Trail, stock: Stock, change: Change) -> tuple[State, tuple[Bound, ...]] | None:
    measure = str(change.measure)
    now: float = getattr(trail.state, measure)
    kept = tuple(b for b in trail.bounds if (b.measure, b.up) != (measure, not change.up))
    for step in change.steps:
        won = Bound(measure, change.up, now + step if change.up else now - step)
        for bounds in _slackened(kept):
            state = _nearest(trail, stock, change, (*bounds, won))
            if state:
                return state, (*bounds, won)
    return None


def _slackened(bounds: tuple[Bound, ...]) -> Iterator[tuple[Bound, ...]]:
    """Yield what was won, then only the first that each change won, so that a chain stays on its side of the start."""
    yield bounds
    first: dict[tuple[str, bool], Bound] = {}
    for bound in bounds:
        first.setdefault((bound.measure, bound.up), bound)
    if len(first) < len(bounds):
        yield tuple(first.values())


def _nearest(trail: Trail, stock: Stock, change: Change, bounds: tuple[Bound, ...]) -> State | None:
    seen = {s.text for s in (*trail.seen, trail.state)}
    one_step = (_line_or_shape,) if change.measure == "words" else (_one_line,)
    for search in (*one_step, _two_lines, _other_shape, _rebuilt):
        found = (s for s in search(trail.state, stock, change, bounds) if s.text not in seen and enough(stock, s))
        good = heapq.nsmallest(8, found, key=lambda s: (_distance(trail.state, s, change), s.text))
        for state in good:
            if not _breaks(stock, state):
                return state
    return None


def _breaks(stock: Stock, state: State) -> bool:
    setting = stock.setting
    return bool(breaches(state.text, setting.channel, setting.details, setting.line))


def _kept(state: State | None, bounds: tuple[Bound, ...]) -> bool:
    return state is not None and all(b.kept(state) for b in bounds)


def _suits(line: Line, old: Line | None, state: State, stock: Stock, change: Change) -> bool:
    """Tell whether a line is in a register of the draft, of its tone or of the change; a joke comes only for a joke."""
    if line.register == _LEADS.get(change.name):
        return True
    if line.register == "funny":
        return old is not None and old.register == "funny"
    return line.register in (*registers(stock.tone, line.part), *(x.register for x in state.lines))


def _swaps(state: State, stock: Stock, change: Change | None) -> Iterator[State]:
    for i, old in enumerate(state.lines):
        for line in stock.pool(old.part):
            if line is not old and (change is None or _suits(line, old, state, stock, change)):
                made = assemble(stock, state.shape, (*state.lines[:i], line, *state.lines[i + 1 :]), state.seed)
                if made:
                    yield made


def _one_line(state: State, stock: Stock, change: Change, bounds: tuple[Bound, ...]) -> Iterator[State]:
    for made in _swaps(state, stock, change):
        if _kept(made, bounds):
            yield made


def _line_or_shape(state: State, stock: Stock, change: Change, bounds: tuple[Bound, ...]) -> Iterator[State]:
    return chain(_one_line(state, stock, change, bounds), _other_shape(state, stock, change, bounds))


def _other_shape(state: State, stock: Stock, change: Change, bounds: tuple[Bound, ...]) -> Iterator[State]:
    have = {line.part: line for line in state.lines}
    for shape in stock.shapes:
        new = [p for p in shape.parts if p not in have]
        if shape is state.shape or len(new) > 2:
            continue
        most = 40 if len(new) == 1 else 12
        for filling in product(*(_likely(stock, p, state, change)[:most] for p in new)):
            by_part = have | {line.part: line for line in filling}
            made = assemble(stock, shape, tuple(by_part[p] for p in shape.parts), state.seed)
            if made and _kept(made, bounds):
                yield made


def _likely(stock: Stock, part: str, state: State, change: Change) -> list[Line]:
    lead = _LEADS.get(change.name)
    lines = [x for x in turned(stock.pool(part), state.seed) if _suits(x, None, state, stock, change)]
    if change.name == "shorter":
        return sorted(lines, key=lambda x: x.words)
    return sorted(lines, key=lambda x: (x.register != lead, x.register != "plain"))


def _two_lines(state: State, stock: Stock, change: Change, bounds: tuple[Bound, ...]) -> Iterator[State]:
    won = bounds[-1]
    first = heapq.nsmallest(
        6,
        _swaps(state, stock, change),
        key=lambda s: (
            not won.kept(s),
            sum(not b.kept(s) for b in bounds),
            _distance(state, s, change),
            s.text,
        ),
    )
    for half in first:
        yield from _one_line(half, stock, change, bounds)


def _rebuilt(state: State, stock: Stock, change: Change, bounds: tuple[Bound, ...]) -> Iterator[State]:
    lead = _LEADS.get(change.name)
    tone = Tone(change.name, lead, ("plain", "warm") if lead != "formal" else ("plain",))
    for only in (tone, replace(tone, beside=(lead,))) if lead else (stock.tone,):
        for shape in (state.shape, *stock.shapes):
            for turn in range(4):
                made = built(stock, only, shape, state.seed, turn)
                if made and _kept(made, bounds):
                    yield made


def _distance(old: State, new: State, change: Change) -> float:
    have = {line.part: line for line in old.lines}
    far = 0.0 if new.shape is old.shape or _grown(old, new, change) else 3.0
    for line in new.lines:
        was = have.get(line.part)
        if was is not line:
            far += line.weight
            far += 0 if was and was.register == line.register else 0.5
    lost, gained = old.uses & ~new.uses, new.uses & ~old.uses
    far += 3 * _worth(lost) - (2 * _worth(gained) if change.name in ("longer", "warmer") else 0)
    for measure in ("warmth", "fun", "ease", "nerve"):
        if measure != change.measure:
            far += abs(getattr(new, measure) - getattr(old, measure))
    if change.name == "longer" and not gained and not _grown(old, new, change):
        far += 4  # the same again in more words
    if change.name == "more_formal":
        far += 2 * new.fun
    if change.name == "simpler":
        far += sum(x.register != "plain" for x in new.lines)
    far += 3 * max(0, new.text.count("?") - old.text.count("?"))
    far += 0.3 * abs(new.words - _goal(old, change))
    return far


def _grown(old: State, new: State, change: Change) -> bool:
    """Tell whether a longer draft only has a part more, or a shorter one a part less."""
    had, has = set(old.shape.parts), set(new.shape.parts)
    return had < has if change.name == "longer" else has < had and change.name == "shorter"


def _worth(bits: int) -> float:
    return sum(2 if bits & b else 0 for b in (PERSON, TOPIC)) + sum(1 for b in (PLACE, DAY) if bits & b)


def _goal(old: State, change: Change) -> float:
    return {"shorter": 0.75, "longer": 1.35, "simpler": 0.85}.get(change.name, 1.0) * old.words


def _other(trail: Trail, stock: Stock) -> tuple[State, tuple[Bound, ...]] | None:
    """Return another draft that really differs, and keeps what was won."""
    seen = (*trail.seen, trail.state)
    texts = {s.text for s in seen}
    used = {key for s in seen[-6:] for key in s.key}
    best: tuple[tuple[float, int], State] | None = None
    for turn in range(1, _TRIES + 1):
        state = base(stock, trail.state.seed + turn)
        if state and not _kept(state, trail.bounds):
            state = _repaired(state, stock, trail.bounds)
        if not state or state.text in texts or _breaks(stock, state):
            continue
        again = len(used & set(state.key)) + 2 * (state.shape.name == trail.state.shape.name)
        if best is None or (again, turn) < best[0]:
            best = ((again, turn), state)
        if again == 0:
            break
    return (best[1], trail.bounds) if best else None


def _repaired(state: State, stock: Stock, bounds: tuple[Bound, ...]) -> State | None:
    for _ in range(len(bounds) + 1):
        if _kept(state, bounds):
            return state if enough(stock, state) else None
        near = [s for s in _swaps(state, stock, None) if enough(stock, s)]
        if not near:
            return None
        state = min(near, key=lambda s: (sum(b.short(s) for b in bounds), s.text))
    return state if _kept(state, bounds) else None
