"""Prints what the review makes of labelled cases that it was not trained on: one line, and no case."""

import argparse
import json
from pathlib import Path

from skill.coach.review import review
from skill.coach.review.training import SEVERE

HELD_OUT = Path(__file__).parent / "held_out.jsonl"


def figures(path: Path) -> str:
    """Return how many cases there are, the accuracy, the share of severe ones caught and of fine ones flagged."""
    cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    said = [review(c["text"], c["channel"], c.get("history")).verdict for c in cases]
    right = [s == c["verdict"] for s, c in zip(said, cases, strict=True)]
    severe = [s == "concern" for s, c in zip(said, cases, strict=True) if SEVERE & set(c["concerns"])]
    fine = [s == "concern" for s, c in zip(said, cases, strict=True) if c["verdict"] == "ok"]
    return (
        f"{len(cases)} cases: accuracy {sum(right) / len(right):.3f}, severe caught {sum(severe) / len(severe):.3f} "
        f"of {len(severe)}, false alarms {sum(fine) / len(fine):.3f} of {len(fine)}"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", type=Path, nargs="?", default=HELD_OUT)
    print(figures(parser.parse_args().cases))
