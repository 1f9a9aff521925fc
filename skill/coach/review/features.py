"""What the scorer sees of a text: its words and letters, its signs, where it is sent and after what."""

from collections.abc import Iterator
from typing import Literal

from skill.coach.review.reading import Reading
from skill.coach.review.rules import Look

Block = Literal["word", "char", "placed", "sign", "frame"]
Found = dict[Block, set[str]]  # the features of a text, by block
BLOCKS: tuple[Block, ...] = ("word", "char", "placed", "sign", "frame")
# How much each block weighs in the likeness of two texts, found by cross-validation; a scaled block has length one.
WEIGHT: dict[Block, float] = {"word": 3.0, "char": 3.0, "placed": 1.5, "sign": 0.05, "frame": 0.08}
SCALED: tuple[Block, ...] = ("word", "char", "placed")


def features(reading: Reading, look: Look, channel: str, history: str) -> Found:
    """Return the features of a text by block, each once."""
    signs = look.signs()
    return {
        "word": set(grams(reading.words)),
        "char": set(_char_grams(reading.plain)),
        "placed": {f"{w}@{where}" for w in reading.vocabulary for where in (channel, history)},
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
