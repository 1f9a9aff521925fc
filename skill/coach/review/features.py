"""What the scorer sees of a text: its words and letters, what the rules found, where it is sent and after what."""

from collections.abc import Iterator
from typing import Literal

from skill.coach.review.form import Place
from skill.coach.review.reading import Reading
from skill.coach.review.rules import Hit, Look

Block = Literal["word", "char", "rule", "sign", "frame"]
BLOCKS: tuple[Block, ...] = ("word", "char", "rule", "sign", "frame")
# How much each block weighs in the similarity of two texts, found by cross-validation; a scaled block has length one.
WEIGHT: dict[Block, float] = {"word": 12.0, "char": 12.0, "rule": 0.3, "sign": 0.2, "frame": 0.3}
SCALED: tuple[Block, ...] = ("word", "char")


def features(
    reading: Reading, look: Look, hits: list[Hit], places: list[Place], channel: str, history: str
) -> dict[Block, set[str]]:
    """Return the features of a text by block, each once."""
    signs = look.signs()
    return {
        "word": set(grams(reading.words)),
        "char": set(_char_grams(reading.plain)),
        "rule": set(_rule_marks(hits, places)),
        "sign": {mark for s in signs for mark in (s, f"{s}@{channel}", f"{s}@{history}", f"{s}@{channel}@{history}")},
        "frame": {channel, history, f"{channel}@{history}"},
    }


def grams(words: tuple[str, ...]) -> Iterator[str]:
    """Return one to three words that stand together, and two with one between."""
    for size in (1, 2, 3):
        for start in range(len(words) - size + 1):
            yield " ".join(words[start : start + size])
    for start in range(len(words) - 2):
        yield f"{words[start]} _ {words[start + 2]}"


def _char_grams(plain: str) -> Iterator[str]:
    for size in (3, 4, 5):
        for start in range(len(plain) - size + 1):
            yield plain[start : start + size]


def _rule_marks(hits: list[Hit], places: list[Place]) -> Iterator[str]:
    for hit in hits:
        yield hit.pattern
        yield hit.rule.name
        yield f"={hit.rule.concern}"
    for kind, _, _ in places:
        yield f"form {kind}"
    yield f"kinds {min(len({hit.rule.concern for hit in hits}), 3)}"
    yield f"hits {min(len({hit.pattern for hit in hits}), 4)}"
