"""Matches a sentence against the samples word by word, with values in the slots' places."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from skill.simulator.understanding.builtin_types import COUNTED_TYPES, NAME_TYPES, QUERY_TYPES
from skill.simulator.understanding.lexicon import words
from skill.simulator.understanding.text import Token, is_name_like, read
from skill.simulator.understanding.values import Spot

_LONGEST_FREE = 8
_TYPED, _NEAR, _UNSURE, _FREE, _FREE_WORD, _FREE_LINK = 1.0, 1.2, 2.0, 3.0, 2.0, 1.5


@dataclass(frozen=True)
class Filled:
    """What a sample's slot took: tokens[start:end], and the value it is if it was recognised as one."""

    slot: str
    start: int
    end: int
    spot: Spot | None


@dataclass(frozen=True)
class Match:
    """A sample that a whole sentence matches; the less free text had to be taken as values, the lower the cost."""

    intent: str
    sample: str
    filled: tuple[Filled, ...]
    cost: float

    @property
    def free(self) -> int:
        """How many words were taken as values without being known."""
        return sum(each.end - each.start for each in self.filled if each.spot is None)


@dataclass
class _Node:
    words: dict[str, "_Node"] = field(default_factory=dict)
    slots: dict[str, "_Node"] = field(default_factory=dict)
    ends: tuple[str, str] | None = None


class Grammar:
    """The samples of some intents as a tree of words and slots."""

    def __init__(
        self,
        samples: Iterable[tuple[str, str]],
        types: Mapping[str, str],
        open_slots: Container[str],
        bare_must_be_known: bool = True,
    ) -> None:
        """Take (intent, sample) pairs, and the type of each slot; where two samples are the same, the first counts.

        `open_slots` may take values that nobody has listed. A sample that is a slot and nothing else takes only known
        values, unless `bare_must_be_known` is False.
        """
        self._types = types
        self._open = open_slots
        self._bare_must_be_known = bare_must_be_known
        self._root = _Node()
        for intent, sample in samples:
            node = self._root
            for token in read(sample):
                branch = node.words if token.slot is None else node.slots
                node = branch.setdefault(token.slot or token.word, _Node())
            if node is not self._root and node.ends is None:
                node.ends = (intent, sample)

    def match(self, tokens: Sequence[Token], spots: Sequence[Spot]) -> Match | None:
        """Return the best sample that the whole sentence matches, or None."""
        if not tokens:
            return None
        at: dict[tuple[int, str], list[Spot]] = {}
        for spot in spots:
            at.setdefault((spot.start, spot.type), []).append(spot)
        found = _Search(tokens, at, self._types, self._open).best(self._root, 0)
        return None if found is None or (self._bare_must_be_known and _is_bare(found) and found.free) else found


def _is_bare(match: Match) -> bool:
    return sum(len(each) for each in match.sample.split() if each[0] != "{") == 0


def stops(tokens: Sequence[Token]) -> list[bool]:
    """Say before which words a free value must end: at a pause, a "but", an "and" that begins a new clause."""
    marks = []
    for at, token in enumerate(tokens):
        after = tokens[at + 1].word if at + 1 < len(tokens) else ""
        joined = token.word in words("joins") and (after in words("clause_starts") or not after)
        marks.append(bool(token.pause) or joined or token.word in words("boundaries"))
    return marks


class _Search:
    def __init__(
        self,
        tokens: Sequence[Token],
        spots: Mapping[tuple[int, str], list[Spot]],
        types: Mapping[str, str],
        open_slots: Container[str],
    ) -> None:
        self.tokens, self.spots, self.types, self.open_slots = tokens, spots, types, open_slots
        self.stop = stops(tokens)
        self.seen: dict[tuple[int, int], Match | None] = {}

    def best(self, node: _Node, at: int) -> Match | None:
        key = (id(node), at)
        if key not in self.seen:
            self.seen[key] = None
            self.seen[key] = self._best(node, at)
        return self.seen[key]

    def _best(self, node: _Node, at: int) -> Match | None:
        if at == len(self.tokens):
            return Match(*node.ends, (), 0.0) if node.ends else None
        token = self.tokens[at]
        found: Match | None = None
        if token.word in node.words:
            found = self.best(node.words[token.word], at + 1)
        for slot, after in node.slots.items():
            if token.slot is not None:
                if token.slot == slot:
                    found = _cheaper(found, self.best(after, at + 1), 0.0, None)
                continue
            kind = self.types.get(slot, "")
            for spot in self.spots.get((at, kind), ()):
                cost = _TYPED if spot.exact and spot.sure else _NEAR if spot.sure else _UNSURE
                found = _cheaper(found, self.best(after, spot.end), cost, Filled(slot, at, spot.end, spot))
            for end in self._free_ends(slot, at):
                cost = self._free_cost(kind, at, end)
                found = _cheaper(found, self.best(after, end), cost, Filled(slot, at, end, None))
        return found

    def _free_cost(self, kind: str, start: int, end: int) -> float:
        if kind in QUERY_TYPES:
            return _FREE
        links = sum(token.word in words("prepositions") | words("joins") for token in self.tokens[start:end])
        return _FREE + _FREE_WORD * (end - start) + _FREE_LINK * links

    def _free_ends(self, slot: str, at: int) -> Sequence[int]:
        """Say where a value that no type knows, and that begins at a place, might end."""
        kind = self.types.get(slot, "")
        if kind in QUERY_TYPES:
            return range(len(self.tokens), at, -1)
        if slot not in self.open_slots or kind in COUNTED_TYPES or self.tokens[at].glued:
            return ()
        if kind in NAME_TYPES:
            return (at + 1,) if is_name_like(self.tokens[at]) else ()
        if self.tokens[at].word in words("prepositions") | words("joins") | words("boundaries"):
            return ()
        ends = []
        telling = False
        for end in range(at, min(len(self.tokens), at + _LONGEST_FREE)):
            word = self.tokens[end].word
            if (end > at and self.stop[end]) or word in words("clausal"):
                break
            telling = telling or word not in words("everyday")
            if telling:
                ends.append(end + 1)
        return ends


def _cheaper(held: Match | None, rest: Match | None, cost: float, filled: Filled | None) -> Match | None:
    if rest is None or (held is not None and held.cost <= rest.cost + cost):
        return held
    return Match(rest.intent, rest.sample, ((filled,) if filled else ()) + rest.filled, rest.cost + cost)
