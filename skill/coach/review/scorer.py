"""The small trained classifier: how likely a text is a concern, of which kinds, and which words say so."""

import hashlib
from dataclasses import dataclass
from functools import cache
from math import exp, sqrt
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from skill.coach.review.concerns import Kind
from skill.coach.review.features import BLOCKS, SCALED, WEIGHT, Block, grams
from skill.coach.review.lexicon import HERE
from skill.coach.review.reading import Reading
from skill.errors import ContentError

Row = NDArray[np.float32]


@dataclass(frozen=True)
class Score:
    """What the classifier says: the chance of a concern, and of each kind if there is one."""

    concern: float
    kinds: dict[Kind, float]


class Scorer:
    """Weights by feature, a column a head: the concern first, then each kind."""

    def __init__(self, kinds: tuple[Kind, ...], rows: dict[Block, dict[str, Row]], start: Row, threshold: float) -> None:
        """Take the weights as they were trained."""
        self.kinds, self.rows, self.start, self.threshold = kinds, rows, start, threshold

    def score(self, features: dict[Block, set[str]]) -> Score:
        """Return what a text's features say."""
        total = self.start.astype(np.float64)
        for block in BLOCKS:
            known, found = self.rows[block], features[block]
            rows = [known[f] for f in found if f in known]
            if rows:
                total = total + np.sum(rows, axis=0, dtype=np.float64) * scale(block, len(found))
        return Score(_chance(total[0]), {k: _chance(v) for k, v in zip(self.kinds, total[1:], strict=True)})

    def weighing(self, reading: Reading) -> tuple[int, int]:
        """Return the clause whose words weigh most (characters of the text, end exclusive)."""
        known = self.rows["word"]
        best, place, begin = -1e9, (0, len(reading.text)), 0
        for n, word in enumerate(reading.words):
            if word not in (".", "?", "!") and n < len(reading.words) - 1:
                continue
            clause = reading.words[begin : n + 1]
            weight = sum(float(known[g][0]) for g in set(grams(clause)) if g in known)
            if len(clause) > 1 and weight > best:
                best, place = weight, (reading.spans[begin][0], reading.spans[max(n - 1, begin)][1])
            begin = n + 1
        return place


def scale(block: Block, count: int) -> float:
    """Return what one feature of a block counts in a text that has so many of them."""
    return sqrt(WEIGHT[block]) / (sqrt(max(count, 1)) if block in SCALED else 1.0)


def _chance(value: float) -> float:
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, float(value)))))


@cache
def scorer(language: str = "en") -> Scorer:
    """Return the scorer of a language; raises ContentError where its weights are missing or broken."""
    path = weights_path(language)
    try:
        with np.load(path, allow_pickle=False) as stored:
            kinds: tuple[Kind, ...] = tuple(str(k) for k in stored["kinds"])  # type: ignore[misc]
            rows: dict[Block, dict[str, Row]] = {}
            for block in BLOCKS:
                names = bytes(stored[f"{block}_names"]).decode("utf-8").split("\n")
                table = stored[f"{block}_steps"].astype(np.float32) * stored[f"{block}_unit"]
                rows[block] = dict(zip(names, table, strict=True))
            return Scorer(kinds, rows, stored["start"], float(stored["threshold"]))
    except (OSError, KeyError, ValueError) as error:
        raise ContentError(f"{path.name} cannot be read; `make train` writes it: {error}") from error


def weights_path(language: str) -> Path:
    """Return the file of a language's weights."""
    return HERE / language / "weights.npz"


def stamp(language: str, cases: Path) -> str:
    """Return a hash of all that the weights depend on: the cases, the concern files and the code that reads them."""
    found = hashlib.sha256(cases.read_bytes())
    for path in (*sorted((HERE / language).glob("*.yaml")), *(HERE / f"{name}.py" for name in _READERS)):
        found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()


_READERS = ("reading", "lexicon", "patterns", "rules", "form", "features", "training")
