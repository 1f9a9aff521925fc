"""The small trained classifier: how likely a text is a concern, of which kinds, and which words say so."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from math import exp, sqrt
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from skill.coach.review.concerns import Kind
from skill.coach.review.features import BLOCKS, SCALED, WEIGHT, Block, Found, grams
from skill.coach.review.lexicon import HERE
from skill.coach.review.reading import Reading
from skill.coach.review.rules import Hit
from skill.errors import ContentError

# What the rules add to the scale of the classifier (log odds), and what it counts beside them: for the whole text, and
# for the worst sentence that a rule speaks of, which kind words around it do not excuse. They are not trained: on cases
# that they were written from rules look surer than they are, so all was weighed on cases by authors unknown to both.
START, AGREEING, WHOLE, ALONE = -1.2, 0.8, 1.5, 0.5
THRESHOLD = 0.5
# Of a text with fewer known words, its marks counted, the classifier can say nothing.
_ENOUGH = 4


@dataclass(frozen=True)
class Score:
    """What the classifier and the rules say together: the chance of a concern, and how far each kind is likely."""

    concern: float
    kinds: dict[Kind, float]


class Scorer:
    """Weights by feature, a column a head: the concern first, then each kind."""

    def __init__(
        self,
        kinds: tuple[Kind, ...],
        known: dict[Block, dict[str, int]],
        tables: dict[Block, NDArray[np.float32]],
        start: NDArray[np.float32],
    ) -> None:
        """Take the weights as they were trained; `known` numbers the rows of each block's table."""
        self._kinds, self._known, self._tables, self._start = kinds, known, tables, start

    def score(self, whole: Found, alone: Iterable[Found], hits: list[Hit]) -> Score:
        """Return what a text's features, those of each sentence with a hit by itself, and the rules' hits say."""
        total = self._total(whole)
        worst = max((float(self._total(sentence)[0]) for sentence in alone), default=float(total[0]))
        trained = WHOLE * float(total[0]) + ALONE * worst
        return Score(chance(trained + added(hits)), dict(zip(self._kinds, map(float, total[1:]), strict=True)))

    def _total(self, found: Found) -> NDArray[np.float32]:
        total = self._start.copy()
        for block in BLOCKS:
            known = self._known[block]
            rows = [n for f in found[block] if (n := known.get(f)) is not None]
            if rows:
                total += self._tables[block][rows].sum(axis=0) * scale(block, len(found[block]))
        if sum(w in self._known["word"] for w in found["word"] if " " not in w) < _ENOUGH:
            total[0] = min(total[0], 0.0)
        return total

    def knows(self, word: str) -> bool:
        """Tell whether a word stood in the cases often enough to have a weight."""
        return word in self._known["word"]

    def weighing(self, reading: Reading) -> tuple[int, int]:
        """Return the clause whose words weigh most (characters of the text, end exclusive)."""
        known, table = self._known["word"], self._tables["word"]
        best, place, begin = -1e9, (0, len(reading.text)), 0
        for n, word in enumerate(reading.words):
            if word not in ".?!," or n == begin:
                continue
            rows = [known[g] for g in set(grams(reading.words[begin:n])) if g in known]
            weight = float(table[rows, 0].sum()) if rows else 0.0
            if weight > best and word != "," and reading.words[begin] not in ".?!,":
                best, place = weight, (reading.spans[begin][0], reading.spans[n - 1][1])
            begin = n + 1 if word != "," else begin
        return place


def added(hits: list[Hit]) -> float:
    """Return what the rules add to the log odds of a concern."""
    if not hits:
        return START
    return START + max(hit.rule.weight for hit in hits) + AGREEING * (len({hit.rule.concern for hit in hits}) > 1)


def scale(block: Block, count: int) -> float:
    """Return what one feature of a block counts in a text that has so many of them."""
    return sqrt(WEIGHT[block]) / (sqrt(max(count, 1)) if block in SCALED else 1.0)


def chance(value: float) -> float:
    """Return the chance that log odds stand for."""
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, value))))


@cache
def scorer(language: str = "en") -> Scorer:
    """Return the scorer of a language; raises ContentError where its weights are missing or broken."""
    path = weights_path(language)
    known: dict[Block, dict[str, int]] = {}
    tables: dict[Block, NDArray[np.float32]] = {}
    try:
        with np.load(path, allow_pickle=False) as stored:
            kinds: tuple[Kind, ...] = tuple(str(k) for k in stored["kinds"])  # type: ignore[misc]
            for block in BLOCKS:
                names = bytes(stored[f"{block}_names"]).decode("utf-8").split("\n")
                known[block] = {name: n for n, name in enumerate(names)}
                tables[block] = stored[f"{block}_steps"].astype(np.float32) * stored[f"{block}_unit"]
            return Scorer(kinds, known, tables, stored["start"])
    except (OSError, KeyError, ValueError) as error:
        raise ContentError(f"{path.name} cannot be read; `make train` writes it: {error}") from error


def weights_path(language: str) -> Path:
    """Return the file of a language's weights."""
    return HERE / language / "weights.npz"
