"""Tells which intent a sentence is nearest to: a linear classifier over words, pairs of words and kinds of values."""

import math
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from skill.simulator.understanding.kin import kin
from skill.simulator.understanding.text import Token, stem
from skill.simulator.understanding.values import Spot

if TYPE_CHECKING:
    import numpy as np

_BEGINNING = 5
_ROUNDS = 4
_RATE = 8.0
_RARITY = 0.7
_BALANCE = 0.3
_STRANGE = 2.0


def features(tokens: Sequence[Token], spots: Sequence[Spot]) -> list[str]:
    """Return what a sentence shows, each once: words and neighbours, also as kinds of values and as meanings."""
    stems = [token.word if token.slot else stem(token.word) for token in tokens]
    shown = dict.fromkeys(stems)
    shown.update(_neighbours(stems))
    kinds = _kinds(stems, spots)
    if kinds != stems:
        shown.update(dict.fromkeys(word for word in kinds if word[0] == "<"))
        shown.update((pair, None) for pair in _neighbours(kinds) if "<" in pair)
    shown.update(_meanings(stems))
    shown.update(dict.fromkeys(f"#{word[:_BEGINNING]}" for word in stems if len(word) > _BEGINNING))
    return list(shown)


def _meanings(stems: Sequence[str]) -> dict[str, None]:
    """Show the meanings in a sentence, each alone, with its neighbouring words, and with the meaning that follows."""
    shown: dict[str, None] = {}
    ending: dict[int, list[str]] = {}
    for start, end, meaning in kin(stems):
        shown[f"~{meaning}"] = None
        shown[f"{stems[start - 1] if start else '^'} ~{meaning}"] = None
        shown[f"~{meaning} {stems[end] if end < len(stems) else '$'}"] = None
        shown.update((f"~{before} ~{meaning}", None) for before in ending.get(start, ()))
        ending.setdefault(end, []).append(meaning)
    return shown


def _neighbours(line: Sequence[str]) -> dict[str, None]:
    """Pair each word with the next, the sentence's ends counting as words, and with the one after that."""
    ended = ["^", *line, "$"]
    pairs = dict.fromkeys(f"{a} {b}" for a, b in pairwise(ended))
    pairs.update(dict.fromkeys(f"{a} _ {b}" for a, b in zip(line, line[2:], strict=False)))
    return pairs


def _kinds(stems: Sequence[str], spots: Sequence[Spot]) -> list[str]:
    """Write a sentence with each value replaced by its type, the longest first."""
    taken: dict[int, Spot] = {}
    for spot in sorted(spots, key=lambda each: each.start - each.end):
        if spot.sure and spot.exact and not any(at in taken for at in range(spot.start, spot.end)):
            taken.update(dict.fromkeys(range(spot.start, spot.end), spot))
    line = []
    for at, word in enumerate(stems):
        if at not in taken:
            line.append(word)
        elif taken[at].start == at:
            line.append(f"<{taken[at].type}>")
    return line


class Similarity:
    """A softmax classifier, trained when it is made: the same rows always give the same weights."""

    def __init__(self, rows: Sequence[tuple[str, Sequence[str]]]) -> None:
        """Learn from (label, features) rows."""
        import numpy as np

        counts = Counter(each for _, shown in rows for each in shown)
        sizes = Counter(label for label, _ in rows)
        self.labels = sorted(sizes)
        self._index = {each: at for at, each in enumerate(counts)}
        rare = [math.log(1 + len(rows) / count) ** _RARITY for count in counts.values()]
        self._rarity = np.array(rare, dtype=np.float32)
        self._rarest = max(rare, default=1.0)
        self._weights = np.zeros((len(counts), len(self.labels)), dtype=np.float32)
        place = {label: at for at, label in enumerate(self.labels)}
        usual = len(rows) / max(1, len(sizes))
        heard = [(place[label], (usual / sizes[label]) ** _BALANCE, *self._vector(shown)) for label, shown in rows]
        self._train(heard)

    def _vector(self, shown: Sequence[str]) -> tuple["np.ndarray", "np.ndarray"]:
        """Return the known features' places and values; each unknown word makes the known ones count for less."""
        import numpy as np

        at = np.array([self._index[each] for each in shown if each in self._index], dtype=np.int32)
        value = self._rarity[at]
        strange = sum(each not in self._index for each in shown if " " not in each and each[0] not in "~<#")
        norm = float(np.sqrt(value @ value + _STRANGE * strange * self._rarest**2)) or 1.0
        return at, value / norm

    def _train(self, rows: Sequence[tuple[int, float, "np.ndarray", "np.ndarray"]]) -> None:
        """Go through the rows a few times, in a mixed but fixed order, ever more gently."""
        import numpy as np

        weights = self._weights
        order = np.random.default_rng(0).permutation(len(rows))
        for turn in range(_ROUNDS):
            for each in order:
                label, weight, at, value = rows[each]
                chosen = weights[at]
                score = value @ chosen
                share = np.exp(score - score.max())
                share /= share.sum()
                share[label] -= 1.0
                weights[at] = chosen - value[:, None] * (share * (_RATE * weight / (1 + turn)))

    def scores(self, shown: Sequence[str]) -> dict[str, float]:
        """Return the probability of each label."""
        import numpy as np

        at, value = self._vector(shown)
        score = value @ self._weights[at] if len(at) else np.zeros(len(self.labels))
        share = np.exp(score - score.max())
        share /= share.sum()
        return dict(zip(self.labels, share.tolist(), strict=True))
