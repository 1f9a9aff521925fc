"""Trains the scorer: labelled cases in, weights.npz out; `make train` runs it.

The classifier is a logistic regression, solved in the space of the cases (there are fewer of them than of
features). It prints how well it does on authors and on styles that it has not seen.
"""

import argparse
import hashlib
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
from skill.coach.review.features import BLOCKS, Block, Found, features
from skill.coach.review.form import places
from skill.coach.review.reading import read
from skill.coach.review.rules import book
from skill.coach.review.scorer import ALONE, THRESHOLD, WHOLE, added, scale, weights_path

Floats = NDArray[np.float64]
SEVERE = frozenset({"threat", "sexual", "creepy", "repeat", "third_party"})
_FORM = frozenset({"slot", "length", "grammar", "pronoun"})
_RARE: dict[Block, int] = {"word": 2, "char": 3, "placed": 2, "sign": 1, "frame": 1}
_SMALL: dict[Block, float] = {"word": 0.01, "char": 0.04, "placed": 0.02, "sign": 0.0, "frame": 0.0}
_CHUNK = 4000
_SAMPLE = 20


@dataclass(frozen=True)
class Case:
    """A labelled case, its features, what the rules add, and whether form alone makes it a concern."""

    raw: dict[str, Any]
    features: Found
    added: float
    formal: bool

    @property
    def concern(self) -> bool:
        """What the label says."""
        return bool(self.raw["verdict"] == "concern")

    @property
    def severe(self) -> bool:
        """Whether one of its concerns is a severe one."""
        return bool(SEVERE & set(self.raw["concerns"]))


@dataclass(frozen=True)
class Table:
    """The features of a block over all cases, as row, column and value of each that is there."""

    names: list[str]
    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    values: Floats


def load(path: Path, language: str = "en", every: int = 1) -> list[Case]:
    """Return the cases of a file, a JSON object a line, or every so-manieth of them."""
    rules, cases = book(language), []
    for line in path.read_text(encoding="utf-8").splitlines()[::every]:
        raw = json.loads(line)
        channel, history = raw["channel"], raw.get("history") or "none"
        reading = read(raw["text"], language)
        look = rules.look(reading, channel, history)
        formal = bool(places(reading, channel, False, language))
        cases.append(Case(raw, features(reading, look, channel, history), added(look.hits()), formal))
    return cases


def stamp(path: Path, language: str = "en") -> str:
    """Return a hash of what the weights are trained from: the cases, and how a sample of them is read now."""
    found = hashlib.sha256(path.read_bytes())
    for case in load(path, language, _SAMPLE):
        found.update(json.dumps([sorted(case.features[block]) for block in BLOCKS]).encode())
    return found.hexdigest()


def table(cases: list[Case], block: Block) -> Table:
    """Return a block's features that are not too rare, as the scorer counts them."""
    counts = Counter(f for case in cases for f in case.features[block])
    names = sorted(f for f, c in counts.items() if c >= _RARE[block] and "\n" not in f)
    number = {f: n for n, f in enumerate(names)}
    found = [
        (row, number[f], scale(block, len(case.features[block])))
        for row, case in enumerate(cases)
        for f in sorted(case.features[block])
        if f in number
    ]
    rows, columns, values = (np.array(part) for part in zip(*found, strict=True))
    return Table(names, rows, columns, values)


def likeness(tables: Iterable[Table], count: int) -> Floats:
    """Return how alike the cases are, two by two."""
    total = np.zeros((count, count))
    for block in tables:
        for start in range(0, len(block.names), _CHUNK):
            here = (block.columns >= start) & (block.columns < start + _CHUNK)
            part = np.zeros((count, min(_CHUNK, len(block.names) - start)), dtype=np.float32)
            part[block.rows[here], block.columns[here] - start] = block.values[here]
            total += part @ part.T
    return total


def fit(alike: Floats, wanted: Floats, rounds: int = 8) -> tuple[Floats, float]:
    """Return the weight of each case and the intercept of a logistic regression, by reweighted least squares."""
    weights, start = np.zeros(len(wanted)), 0.0
    for _ in range(rounds):
        value = alike @ weights + start
        odds = 1 / (1 + np.exp(-np.clip(value, -30, 30)))
        spread = np.maximum(odds * (1 - odds), 1e-4)
        target = value + (wanted - odds) / spread
        solved = np.linalg.solve(alike + np.diag(1 / spread), np.column_stack([target, np.ones(len(wanted))]))
        start = float(solved[:, 0].sum() / solved[:, 1].sum())
        weights = solved[:, 0] - start * solved[:, 1]
    return weights, start


def fit_kinds(alike: Floats, wanted: Floats) -> tuple[Floats, Floats]:
    """Return the weights and intercepts of one least-squares head a kind; they only rank the kinds."""
    start = wanted.mean(axis=0)
    return np.linalg.solve(alike + np.eye(len(alike)), wanted - start), start


def crossed(cases: list[Case], alike: Floats, groups: list[str]) -> NDArray[np.bool_]:
    """Return which cases are called a concern by a model that has seen no case of their group."""
    wanted = np.array([float(c.concern) for c in cases])
    value = np.array([c.added for c in cases])
    names = sorted(set(groups))
    for fold in range(min(8, len(names))):
        out = np.array([g in names[fold::8] for g in groups])
        weights, start = fit(alike[np.ix_(~out, ~out)], wanted[~out])
        value[out] += (WHOLE + ALONE) * (alike[np.ix_(out, ~out)] @ weights + start)
    said: NDArray[np.bool_] = value >= np.log(THRESHOLD / (1 - THRESHOLD))
    return said | np.array([c.formal for c in cases], dtype=np.bool_)


def figures(cases: list[Case], said: NDArray[np.bool_]) -> str:
    """Return accuracy, the share of severe cases caught, and the share of fine ones flagged, as a line."""
    wanted, severe = np.array([c.concern for c in cases]), np.array([c.severe for c in cases])
    right, caught, false = (said == wanted).mean(), said[severe].mean(), said[~wanted].mean()
    return f"{len(cases)} cases: accuracy {right:.3f}, severe caught {caught:.3f}, false alarms {false:.3f}"


def train(cases: list[Case], tables: dict[Block, Table], alike: Floats, path: Path, mark: str) -> None:
    """Fit a head for the concern and one for each kind, and write their weights in steps of a byte."""
    kinds: list[Kind] = sorted({k for c in cases for k in c.raw["concerns"]} - _FORM)
    weights, start = fit(alike, np.array([float(c.concern) for c in cases]))
    by_kind, starts = fit_kinds(alike, np.array([[float(k in c.raw["concerns"]) for k in kinds] for c in cases]))
    by_case = np.column_stack([weights, by_kind])
    stored: dict[str, Any] = {
        "kinds": np.array(kinds),
        "start": np.array([start, *starts], dtype=np.float32),
        "stamp": np.array(mark),
    }
    for name, block in tables.items():
        heads = np.zeros((len(block.names), by_case.shape[1]))
        np.add.at(heads, block.columns, block.values[:, None] * by_case[block.rows])
        kept = np.flatnonzero(np.abs(heads[:, 0]) > _SMALL[name] * np.abs(heads[:, 0]).max())
        unit = np.abs(heads[kept]).max(axis=0) / 127 + 1e-12
        stored |= {
            f"{name}_names": np.frombuffer("\n".join(block.names[n] for n in kept).encode(), dtype=np.uint8),
            f"{name}_steps": np.round(heads[kept] / unit).astype(np.int8),
            f"{name}_unit": unit.astype(np.float32),
        }
    np.savez_compressed(path, **stored)


def main(arguments: list[str] | None = None) -> None:
    """Train from a file of cases, and print what cross-validation over authors and over styles says."""
    parser = argparse.ArgumentParser(description="Train the review's scorer.")
    parser.add_argument("cases", type=Path)
    parser.add_argument("--language", default="en")
    parser.add_argument("--quick", action="store_true", help="train only, without cross-validation")
    given = parser.parse_args(arguments)
    cases = load(given.cases, given.language)
    tables = {block: table(cases, block) for block in BLOCKS}
    alike = likeness(tables.values(), len(cases))
    for by in () if given.quick else ("author", "style"):
        groups = [c.raw["author"] if by == "author" else f"{c.raw['author']}/{c.raw['style']}" for c in cases]
        sys.stdout.write(f"left out by {by}: {figures(cases, crossed(cases, alike, groups))}\n")
    train(cases, tables, alike, weights_path(given.language), stamp(given.cases, given.language))


if __name__ == "__main__":
    main()
