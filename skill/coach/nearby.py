"""The drafts around a draft: one line or two of it said another way, another shape, or all made anew."""

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, product

from skill.coach.choosing import built
from skill.coach.composing import Bound, State, assemble, within
from skill.coach.distance import distance
from skill.coach.material import Stock, registers, turned
from skill.coach.parts import Line
from skill.coach.style import REGISTERS, Change, Register, Tone


@dataclass(frozen=True)
class Aim:
    """What is looked for: a change of a state, among what a stock has, within bounds; the last one is to be won."""

    state: State
    stock: Stock
    change: Change
    bounds: tuple[Bound, ...]

    def registers(self, part: str, old: Line | None = None) -> tuple[Register, ...]:
        """Return the registers of the draft, of its tone and of the change; a joke comes only for a joke."""
        fit = {*registers(self.stock.tone, part), *(line.register for line in self.state.lines)} - {"funny"}
        jokes = old is not None and old.register == "funny"
        return tuple(r for r in REGISTERS if r in fit or r == self.change.brings or (jokes and r == "funny"))


Search = Callable[[Aim], Iterator[State]]


def searches(change: Change) -> tuple[Search, ...]:
    """Return the ways to look for a change, the nearest first."""
    return (_one_line_or_shape if change.grows or change.shrinks else _one_line, _two_lines, _other_shape, _rebuilt)


def swaps(
    stock: Stock, state: State, lines: Callable[[Line], tuple[Line, ...]], bounds: tuple[Bound, ...] = ()
) -> Iterator[State]:
    """Yield the states within bounds that have one line said another way; lines: what may come in place of one."""
    for i, old in enumerate(state.lines):
        before, after = state.lines[:i], state.lines[i + 1 :]
        may = within(bounds, (*before, *after))
        for line in lines(old):
            if line is not old and may((line,)):
                made = assemble(stock, state.shape, (*before, line, *after), state.seed, bounds)
                if made:
                    yield made


def _swaps(aim: Aim, bounds: tuple[Bound, ...]) -> Iterator[State]:
    return swaps(aim.stock, aim.state, lambda old: aim.stock.allowed(old.part, aim.registers(old.part, old)), bounds)


def _one_line(aim: Aim) -> Iterator[State]:
    return _swaps(aim, aim.bounds)


def _one_line_or_shape(aim: Aim) -> Iterator[State]:
    return chain(_one_line(aim), _other_shape(aim))


def _two_lines(aim: Aim) -> Iterator[State]:
    def far(state: State) -> tuple[bool, int, float, str]:
        broken = sum(not bound.kept(state) for bound in aim.bounds)
        return not aim.bounds[-1].kept(state), broken, distance(aim.state, state, aim.change), state.text

    for half in heapq.nsmallest(6, _swaps(aim, ()), key=far):
        yield from _one_line(replace(aim, state=half))


def _other_shape(aim: Aim) -> Iterator[State]:
    have = {line.part: line for line in aim.state.lines}
    for shape in aim.stock.shapes:
        new = [part for part in shape.parts if part not in have]
        if shape is aim.state.shape or len(new) > 2:
            continue
        may = within(aim.bounds, [have[part] for part in shape.parts if part in have])
        most = 40 if len(new) == 1 else 12
        for filling in product(*(_likely(aim, part)[:most] for part in new)):
            if may(filling):
                by_part = have | {line.part: line for line in filling}
                lines = tuple(by_part[part] for part in shape.parts)
                if made := assemble(aim.stock, shape, lines, aim.state.seed, aim.bounds):
                    yield made


def _likely(aim: Aim, part: str) -> list[Line]:
    fit = aim.registers(part)
    lines = [line for line in turned(aim.stock.pool(part), aim.state.seed) if line.register in fit]
    if aim.change.shrinks:
        return sorted(lines, key=lambda line: line.words)
    return sorted(lines, key=lambda line: (line.register != aim.change.brings, line.register != "plain"))


def _rebuilt(aim: Aim) -> Iterator[State]:
    brings = aim.change.brings
    tone = Tone(aim.change.name, brings, ("plain",) if brings == "formal" else ("plain", "warm"))
    for only in (tone, replace(tone, beside=(brings,))) if brings else (aim.stock.tone,):
        for shape in (aim.state.shape, *aim.stock.shapes):
            for turn in range(4):
                made = built(aim.stock, only, shape, aim.state.seed, turn)
                if made and all(bound.kept(made) for bound in aim.bounds):
                    yield made
