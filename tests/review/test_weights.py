"""The weights that are shipped are those of the cases and the rules beside them, and small."""

from pathlib import Path

import numpy as np

from skill.coach.review.scorer import weights_path
from skill.coach.review.training import load, stamp

CASES = Path(__file__).parent / "train.jsonl"


def test_the_weights_are_not_stale() -> None:
    with np.load(weights_path("en"), allow_pickle=False) as stored:
        assert str(stored["stamp"]) == stamp(CASES), "Run `make train`."


def test_the_weights_are_small() -> None:
    assert weights_path("en").stat().st_size < 1_500_000


def test_the_cases_are_many_and_half_of_them_fine() -> None:
    cases = load(CASES, every=5)
    assert len(cases) * 5 > 2500
    assert 0.45 < sum(not c.concern for c in cases) / len(cases) < 0.6
