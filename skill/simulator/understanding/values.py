"""Finds the values of a model's own slot types in a sentence."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from skill.simulator.model import Value
from skill.simulator.understanding import builtin_types
from skill.simulator.understanding.lexicon import words
from skill.simulator.understanding.text import Token, read, said, stem


@dataclass(frozen=True)
class Spot:
    """A value of a type at tokens[start:end]: as Alexa gives it, with its id.

    `exact` when it is word for word in the model; otherwise it differs by endings and articles. `sure` is False for
    what may as well be an ordinary word ("will", the name).
    """

    start: int
    end: int
    type: str
    value: str
    id: str | None
    exact: bool = True
    sure: bool = True

    def moved(self, by: int) -> "Spot":
        """Return the same value in a sentence that begins so many words earlier."""
        return replace(self, start=self.start + by, end=self.end + by)


def within(spots: Iterable[Spot], start: int, end: int) -> list[Spot]:
    """Return the values inside tokens[start:end], as places of that part."""
    return [spot.moved(-start) for spot in spots if spot.start >= start and spot.end <= end]


class Values:
    """All values of the given types, ready to be found."""

    def __init__(self, types: Mapping[str, Sequence[Value]], used: frozenset[str]) -> None:
        self._builtin = sorted(used - types.keys())
        self._exact: dict[tuple[str, ...], dict[str, Value]] = {}
        self._near: dict[tuple[str, ...], dict[str, Value]] = {}
        self.spoken: dict[str, list[list[Token]]] = {}
        for name in sorted(used & types.keys()):
            self.spoken[name] = []
            for value in types[name]:
                for phrase in value.words:
                    tokens = read(phrase)
                    if tokens:
                        self.spoken[name].append(tokens)
                        self._exact.setdefault(tuple(t.word for t in tokens), {}).setdefault(name, value)
                        near = _bare(tokens)
                        if near:
                            self._near.setdefault(tuple(word for _, word in near), {}).setdefault(name, value)
        self._reach = _reach(self._exact)
        self._near_reach = _reach(self._near)

    def spot(self, tokens: Sequence[Token]) -> list[Spot]:
        """Find every value in a sentence; one that is not word for word only where it says more than those."""
        spots: list[Spot] = []
        reached: dict[tuple[str, int], int] = {}
        line = tuple(token.word for token in tokens)
        for start, word in enumerate(line):
            for end in range(start + 1, min(len(tokens), start + self._reach.get(word, 0)) + 1):
                if end - start > 1 and tokens[end - 1].pause:
                    break
                for name, value in self._exact.get(line[start:end], {}).items():
                    reached[name, start] = end
                    spots.append(Spot(start, end, name, said(tokens[start:end]), value.id))
        bare = _bare(tokens)
        stems = tuple(word for _, word in bare)
        for at, (start, word) in enumerate(bare):
            for to in range(at + 1, min(len(bare), at + self._near_reach.get(word, 0)) + 1):
                end = bare[to - 1][0] + 1
                if any(t.pause for t in tokens[start + 1 : end]):
                    break
                for name, value in self._near.get(stems[at:to], {}).items():
                    if end > reached.get((name, start), 0):
                        spots.append(Spot(start, end, name, said(tokens[start:end]), value.id, exact=False))
        for name in self._builtin:
            for found in builtin_types.find(name, tokens):
                spots.append(Spot(found.start, found.end, name, found.value, None, sure=found.sure))
        return spots


def _reach(phrases: Iterable[tuple[str, ...]]) -> dict[str, int]:
    """Return for each first word how long the longest phrase is that begins with it."""
    reach: dict[str, int] = {}
    for phrase in phrases:
        reach[phrase[0]] = max(reach.get(phrase[0], 0), len(phrase))
    return reach


def _bare(tokens: Sequence[Token]) -> list[tuple[int, str]]:
    """Return the places and stems of the words that carry meaning."""
    return [(at, stem(token.word)) for at, token in enumerate(tokens) if token.word not in words("light")]
