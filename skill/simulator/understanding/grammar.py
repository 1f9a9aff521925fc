"""Matches a sentence against the samples word by word, with values in the slots' places."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from skill.simulator.understanding.builtin_types import COUNTED_TYPES, NAME_TYPES, QUERY_TYPES
from skill.simulator.understanding.cues import Cues
from skill.simulator.understanding.lexicon import words
from skill.simulator.understanding.text import Token, is_name_like, read
from skill.simulator.understanding.trimming import stops, trimmed
from skill.simulator.understanding.values import Spot

_LONGEST_FREE = 8
_TYPED, _NEAR, _UNSURE, _FREE, _FREE_WORD, _FREE_LINK = 1.0, 1.2, 2.0, 3.0, 2.0, 1.5
_DENIED = 1.5
_LONGER = 0.01


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

    @property
    def bare(self) -> bool:
        """Whether the sample has slots and no word of its own."""
        return all(word[0] == "{" for word in self.sample.split())

    @property
    def loose(self) -> bool:
        """Whether the sample's own words say nothing of what is wanted ("{place} on {day}")."""
        return all(word[0] == "{" or word in words("links") for word in self.sample.split())


@dataclass
class _Node:
    words: dict[str, "_Node"] = field(default_factory=dict)
    slots: dict[str, "_Node"] = field(default_factory=dict)
    ends: tuple[str, str] | None = None


class Grammar:
    """The samples of some intents as a tree of words and slots."""

    def __init__(self, samples: Iterable[tuple[str, str]], cues: Cues, asked: str | None = None) -> None:
        """Take (intent, sample) pairs; where two samples are the same, the first counts.

        Open slots take values that nobody has listed, though not as a sample's only word. With `asked`, the slot that
        is asked for does so in their stead, and even alone.
        """
        self._cues = cues
        self._asked = asked
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
        free = self._cues.open if self._asked is None else frozenset({self._asked})
        found = _Search(tokens, at, self._cues, free, asked=self._asked is not None).best(self._root, 0)
        return None if found is None or (self._asked is None and found.free and found.bare) else found


def denied(tokens: Sequence[Token], at: int) -> bool:
    """Whether the value at a place is the one that is not meant ("not tuesday", "instead of the gym")."""
    while at > 0 and tokens[at - 1].word in words("articles"):
        at -= 1
    before = [token.word for token in tokens[max(0, at - 2) : at]]
    led_in = before[:1] == ["not"] and before[-1] in words("prepositions")
    return led_in or before[-1:] == ["not"] or before in (["instead", "of"], ["rather", "than"])


class _Search:
    def __init__(
        self,
        tokens: Sequence[Token],
        spots: Mapping[tuple[int, str], list[Spot]],
        cues: Cues,
        free: Container[str],
        *,
        asked: bool,
    ) -> None:
        self.tokens, self.spots, self.cues, self.free, self.asked = tokens, spots, cues, free, asked
        self.stop = stops(tokens)
        self.seen: dict[tuple[int, int], Match | None] = {}

    def others(self, at: int, kind: str) -> list[Spot]:
        """Return the values of other types at a place: what is not meant may be of any."""
        return [spot for (start, name), spots in self.spots.items() if start == at and name != kind for spot in spots]

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
            kind = self.cues.types.get(slot, "")
            for spot in self.spots.get((at, kind), ()):
                cost = _TYPED if spot.exact and spot.sure else _NEAR if spot.sure else _UNSURE
                cost -= _LONGER * (spot.end - at)
                found = _cheaper(found, self.best(after, spot.end), cost, Filled(slot, at, spot.end, spot))
            if slot not in self.free and denied(self.tokens, at):
                for spot in self.others(at, kind):
                    given = replace(spot, type=kind, id=None)
                    found = _cheaper(found, self.best(after, spot.end), _DENIED, Filled(slot, at, spot.end, given))
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
        kind = self.cues.types.get(slot, "")
        if kind in QUERY_TYPES:
            return range(len(self.tokens), at, -1)
        if slot not in self.free or kind in COUNTED_TYPES or self.tokens[at].glued:
            return ()
        if kind in NAME_TYPES:
            strange = is_name_like(self.tokens[at]) and self.tokens[at].word not in self.cues.vocabulary
            meant = any(spot.exact and spot.sure for spot in self.others(at, kind))  # "casual" is how, and no name
            return (at + 1,) if strange and not meant else ()
        if self.tokens[at].word in words("prepositions") | words("joins") | words("boundaries"):
            return ()
        if (at, "AMAZON.DURATION") in self.spots:
            return ()
        ends = []
        clause = _is_clause(self.tokens[at:]) and (self.asked or self.tokens[at - 1].word in words("clause_leads"))
        telling = False
        for end in range(at, min(len(self.tokens), at + _LONGEST_FREE)):
            word = self.tokens[end].word
            owner = self.tokens[end].said == "'s"
            if (end > at and self.stop[end]) or (word in words("clausal") and not owner and not clause):
                break
            if word in words("unlikely") and not clause and not owner:
                break
            telling = telling or (word not in words("everyday") and not word.isdecimal())
            if telling and trimmed(self.tokens, at, end + 1) == end + 1:
                ends.append(end + 1)
        return ends


def _is_clause(tokens: Sequence[Token]) -> bool:
    """Whether an answer is told as a clause ("how you fix old bikes")."""
    return len(tokens) > 2 and tokens[0].word in words("clause_openers") and tokens[1].word in words("clause_subjects")


def _cheaper(held: Match | None, rest: Match | None, cost: float, filled: Filled | None) -> Match | None:
    if rest is None or (held is not None and held.cost <= rest.cost + cost):
        return held
    return Match(rest.intent, rest.sample, ((filled,) if filled else ()) + rest.filled, rest.cost + cost)
