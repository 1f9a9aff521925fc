"""The nearest draft that a change allows: one measure moves, what earlier changes won stays, the rest stays near."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, replace

from skill.coach.choosing import base
from skill.coach.composing import Bound, State, enough
from skill.coach.distance import distance
from skill.coach.material import Stock
from skill.coach.nearby import Aim, searches, swaps
from skill.coach.phrases import is_grave
from skill.coach.standard import breaches
from skill.coach.style import CHANGES, LIVELY, Change

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
    unfit = stock.row.gentle and change.brings in LIVELY
    if unfit or (change.brings == "funny" and is_grave(stock.setting.details)):
        return replace(trail, fits=False)
    found = _moved(trail, stock, change) if change.measure else _other(trail, stock)
    if found is None:
        return replace(trail, fits=False)
    state, bounds = found
    return Trail(state, bounds, (*trail.seen, trail.state), True)


def _moved(trail: Trail, stock: Stock, change: Change) -> tuple[State, tuple[Bound, ...]] | None:
    measure = change.measure
    if measure is None:
        return None
    now: float = getattr(trail.state, measure)
    kept = tuple(b for b in trail.bounds if (b.measure, b.up) != (measure, not change.up))
    for step in change.steps:
        won = Bound(measure, change.up, now + step if change.up else now - step)
        for bounds in _slackened(kept):
            state = _nearest(trail, Aim(trail.state, stock, change, (*bounds, won)))
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


def _nearest(trail: Trail, aim: Aim) -> State | None:
    seen = {s.text for s in (*trail.seen, trail.state)}
    for search in searches(aim.change):
        found = (s for s in search(aim) if s.text not in seen and enough(aim.stock, s))
        good = heapq.nsmallest(8, found, key=lambda s: (distance(aim.state, s, aim.change), s.text))
        for state in good:
            if not _breaks(aim.stock, state):
                return state
    return None


def _breaks(stock: Stock, state: State) -> bool:
    setting = stock.setting
    return bool(breaches(state.text, setting.channel, setting.details, setting.line))


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


def _kept(state: State, bounds: tuple[Bound, ...]) -> bool:
    return all(bound.kept(state) for bound in bounds)


def _repaired(state: State, stock: Stock, bounds: tuple[Bound, ...]) -> State | None:
    for _ in range(len(bounds) + 1):
        if _kept(state, bounds):
            return state if enough(stock, state) else None
        near = [s for s in swaps(stock, state, lambda old: stock.pool(old.part)) if enough(stock, s)]
        if not near:
            return None
        state = min(near, key=lambda s: (sum(b.short(s) for b in bounds), s.text))
    return state if _kept(state, bounds) else None
