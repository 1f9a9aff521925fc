"""Trains the scorer: labelled cases in, weights.npz out; `make train` runs it and prints how well it does on other authors.

The classifier is a logistic regression, solved in the space of the cases (there are far fewer of them than of features).
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from skill.coach.review.concerns import Kind
from skill.coach.review.features import BLOCKS, WEIGHT, Block, features
from skill.coach.review.form import places
from skill.coach.review.reading import read
from skill.coach.review.rules import book
from skill.coach.review.scorer import scale, stamp, weights_path

Floats = NDArray[np.float64]
SEVERE = frozenset({"threat", "sexual", "creepy", "repeat", "third_party"})
FORM = frozenset({"slot", "length", "grammar", "pronoun"})
THRESHOLD = 0.5
_RIDGE = 1.0
_RARE: dict[Block, int] = {"word": 2, "char": 3, "rule": 1, "sign": 1, "frame": 1}
_SMALL = 0.004


@dataclass(frozen=True)
class Case:
    """A labelled case and its features."""

    raw: dict[str, Any]
    features: dict[Block, set[str]]

    @property
    def concern(self) -> bool:
        """What the label says."""
        return bool(self.raw["verdict"] == "concern")

    @property
    def severe(self) -> bool:
        """Whether one of its concerns is a severe one."""
        return bool(SEVERE & set(self.raw["concerns"]))

    @property
    def formal(self) -> bool:
        """Whether form alone makes it a concern."""
        return any(mark.startswith("form ") for mark in self.features["rule"])


def load(path: Path, language: str = "en") -> list[Case]:
    """Return the cases of a file, a JSON object a line."""
    rules, cases = book(language), []
    for line in path.read_text(encoding="utf-8").splitlines():
        raw = json.loads(line)
        channel, history = raw["channel"], raw.get("history") or "none"
        reading = read(raw["text"], language)
        look = rules.look(reading, channel, history)
        found = features(reading, look, look.hits(), places(reading, channel, False, language), channel, history)
        cases.append(Case(raw, found))
    return cases


def vocabulary(cases: list[Case], block: Block) -> dict[str, int]:
    """Return the features of a block that are not too rare, numbered."""
    counts = Counter(f for case in cases for f in case.features[block])
    return {f: n for n, f in enumerate(sorted(f for f, c in counts.items() if c >= _RARE[block] and "\n" not in f))}


def matrix(cases: list[Case], block: Block, known: dict[str, int]) -> NDArray[np.float32]:
    """Return the cases by the features of a block, as the scorer counts them."""
    table = np.zeros((len(cases), len(known)), dtype=np.float32)
    for row, case in enumerate(cases):
        found = case.features[block]
        table[row, [known[f] for f in found if f in known]] = scale(block, len(found))
    return table


def kernel(cases: list[Case]) -> Floats:
    """Return how alike the cases are, two by two."""
    total = np.zeros((len(cases), len(cases)))
    for block in BLOCKS:
        known = vocabulary(cases, block)
        names = list(known)
        for start in range(0, len(names), 4000):
            part = matrix(cases, block, {f: n for n, f in enumerate(names[start : start + 4000])})
            total += part @ part.T
    return total


def fit(alike: Floats, wanted: Floats, ridge: float = _RIDGE, rounds: int = 12) -> tuple[Floats, float]:
    """Return the weight of each case and the intercept of a logistic regression, by reweighted least squares."""
    weights, start = np.zeros(len(wanted)), 0.0
    ones = np.ones(len(wanted))
    for _ in range(rounds):
        value = alike @ weights + start
        chance = 1 / (1 + np.exp(-np.clip(value, -30, 30)))
        spread = np.maximum(chance * (1 - chance), 1e-4)
        target = value + (wanted - chance) / spread
        solved = np.linalg.solve(alike + np.diag(ridge / spread), np.column_stack([target, ones]))
        start = float(solved[:, 0].sum() / solved[:, 1].sum())
        weights = solved[:, 0] - start * solved[:, 1]
    return weights, start


def crossed(cases: list[Case], alike: Floats, groups: list[str]) -> Floats:
    """Return each case's chance of a concern, from a model that has seen no case of its group."""
    wanted = np.array([float(c.concern) for c in cases])
    chance = np.zeros(len(cases))
    names = sorted(set(groups))
    for fold in range(min(8, len(names))):
        out = np.array([g in names[fold::8] for g in groups])
        weights, start = fit(alike[np.ix_(~out, ~out)], wanted[~out])
        chance[out] = 1 / (1 + np.exp(-(alike[np.ix_(out, ~out)] @ weights + start)))
    return np.where([c.formal for c in cases], 1.0, chance)


def figures(cases: list[Case], chance: Floats, threshold: float = THRESHOLD) -> str:
    """Return accuracy, the share of severe cases caught, and the share of fine ones flagged, as a line."""
    wanted, severe = np.array([c.concern for c in cases]), np.array([c.severe for c in cases])
    said = chance >= threshold
    right, caught, false = (said == wanted).mean(), said[severe].mean(), said[~wanted].mean()
    return f"{len(cases)} cases: accuracy {right:.3f}, severe caught {caught:.3f}, false alarms {false:.3f}"


def train(cases: list[Case], alike: Floats, path: Path, mark: str) -> None:
    """Fit a head for the concern and one for each kind, and write their weights."""
    kinds: list[Kind] = sorted({k for c in cases for k in c.raw["concerns"]} - FORM)
    heads = [[c.concern for c in cases], *([k in c.raw["concerns"] for c in cases] for k in kinds)]
    fitted = [fit(alike, np.array(head, dtype=np.float64)) for head in heads]
    by_case = np.column_stack([weights for weights, _ in fitted])
    stored: dict[str, Any] = {
        "kinds": np.array(kinds),
        "start": np.array([start for _, start in fitted], dtype=np.float32),
        "threshold": np.array(THRESHOLD),
        "stamp": np.array(mark),
    }
    for block in BLOCKS:
        known = vocabulary(cases, block)
        table = np.zeros((len(known), len(heads)))
        for name, row in known.items():
            having = [n for n, c in enumerate(cases) if name in c.features[block]]
            parts = [scale(block, len(cases[n].features[block])) for n in having]
            table[row] = np.array(parts) @ by_case[having]
        small = _SMALL * np.abs(table[:, 0]).max()
        names = [f for f, row in known.items() if np.abs(table[row, 0]) > small or block not in ("word", "char")]
        kept = table[[known[f] for f in names]]
        unit = np.abs(kept).max(axis=0) / 127 + 1e-12
        stored |= {
            f"{block}_names": np.frombuffer("\n".join(names).encode(), dtype=np.uint8),
            f"{block}_steps": np.round(kept / unit).astype(np.int8),
            f"{block}_unit": unit.astype(np.float32),
        }
    np.savez_compressed(path, **stored)


def main(arguments: Iterable[str] | None = None) -> None:
    """Train from a file of cases, and print what cross-validation over authors and over styles says."""
    parser = argparse.ArgumentParser(description="Train the review's scorer.")
    parser.add_argument("cases", type=Path)
    parser.add_argument("--language", default="en")
    given = parser.parse_args(None if arguments is None else list(arguments))
    cases = load(given.cases, given.language)
    alike = kernel(cases)
    for name in ("author", "style"):
        groups = [f"{c.raw.get('author')}/{c.raw['style'] if name == 'style' else ''}" for c in cases]
        sys.stdout.write(f"left out by {name}: {figures(cases, crossed(cases, alike, groups))}\n")
    train(cases, alike, weights_path(given.language), stamp(given.language, given.cases))


if __name__ == "__main__":
    main()
