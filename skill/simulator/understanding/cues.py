"""Learns from a model's samples which words announce which slot."""

from collections import Counter
from collections.abc import Mapping, Sequence

from skill.simulator.model import Model
from skill.simulator.understanding.builtin_types import NAME_TYPES
from skill.simulator.understanding.lexicon import words
from skill.simulator.understanding.text import read, stem

_LONGEST = 3
_OPEN_TYPE = 40
_IN_PASSING = 1 / 2000  # a word of so few samples is no matter of the model's own


class Cues:
    """What a model's samples say of its slots.

    `types` has each slot's type, `open` the slots that take what nobody has listed (names, and types of many values),
    `vocabulary` the words of the samples themselves, with how many samples have each, and `usual` each intent's slots,
    the most used first.
    """

    def __init__(self, model: Model) -> None:
        self.types = {slot.name: slot.type for intent in model.intents.values() for slot in intent.slots.values()}
        self.open = frozenset(
            slot
            for slot, kind in self.types.items()
            if kind in NAME_TYPES or len(model.types.get(kind, ())) >= _OPEN_TYPE
        )
        self.vocabulary: Counter[str] = Counter()
        self.usual: dict[str, list[str]] = {}
        self._samples = 0
        self._seen: Counter[tuple[str, ...]] = Counter()
        self._announced: dict[tuple[str, ...], Counter[str]] = {}
        for intent in model.intents.values():
            uses = Counter(slot for sample in intent.samples for slot in self._learn(sample))
            self.usual[intent.name] = sorted(intent.slots, key=lambda slot, uses=uses: -uses[slot])  # type: ignore[misc]
            for slot in intent.slots.values():
                for sample in slot.samples:
                    self._learn(sample)

    def matters(self) -> set[str]:
        """Return the words that a model speaks of, more than in passing."""
        return {word for word, count in self.vocabulary.items() if count > _IN_PASSING * self._samples}

    def usual_name(self, intent: str) -> str | None:
        """Return the slot of an intent that a name is for when no word announces it."""
        return next((slot for slot in self.usual[intent] if self.types[slot] in NAME_TYPES), None)

    def announced(self, line: Sequence[str], at: int) -> Mapping[str, float]:
        """Say which slots the words before line[at] announce, and how surely (0 to 1); an article alone does not."""
        found: dict[str, float] = {}
        for before in _befores(line, at):
            if len(before) > 1 or before[0] not in words("articles"):
                for slot, count in self._announced.get(before, {}).items():
                    found[slot] = max(found.get(slot, 0.0), count / (self._seen[before] + 0.5))
        return found

    def _learn(self, sample: str) -> list[str]:
        """Note what stands before each word and slot of a sample, and return its slots."""
        tokens = read(sample)
        line = [token.word for token in tokens]
        self.vocabulary.update({token.word for token in tokens if token.slot is None})
        self._samples += 1
        for at, token in enumerate(tokens):
            for before in _befores(line, at):
                self._seen[before] += 1
                if token.slot is not None:
                    self._announced.setdefault(before, Counter())[token.slot] += 1
        return [token.slot for token in tokens if token.slot is not None]


def _befores(line: Sequence[str], at: int) -> list[tuple[str, ...]]:
    """Return the one, two and three words before a place, as stems; the front of a sentence counts as a word."""
    before = [word if word[0] == "{" else stem(word) for word in line[max(0, at - _LONGEST) : at]]
    if at < _LONGEST:
        before.insert(0, "^")
    return [tuple(before[-size:]) for size in range(1, len(before) + 1)]
