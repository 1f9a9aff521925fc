"""What the scorer sees of a text: its words and letters, what the rules found, where it is sent and after what."""

from collections.abc import Iterator

from skill.coach.review.reading import Reading
from skill.coach.review.rules import Hit, Look

BLOCKS = ("word", "char", "rule", "sign", "frame")


def features(reading: Reading, look: Look, hits: list[Hit], channel: str, history: str) -> dict[str, set[str]]:
    """Return the features of a text by block, each once."""
    signs = look.signs()
    return {
        "word": set(_word_grams(reading)),
        "char": set(_char_grams(reading)),
        "rule": set(_rule_marks(hits)),
        "sign": {mark for s in signs for mark in (s, f"{s}@{channel}", f"{s}@{history}", f"{s}@{channel}@{history}")},
        "frame": {channel, history, f"{channel}@{history}"},
    }


def _word_grams(reading: Reading) -> Iterator[str]:
    words = reading.words
    for size in (1, 2, 3):
        for start in range(len(words) - size + 1):
            yield " ".join(words[start : start + size])
    for start in range(len(words) - 2):
        yield f"{words[start]} _ {words[start + 2]}"


def _char_grams(reading: Reading) -> Iterator[str]:
    plain = reading.plain
    for size in (3, 4, 5):
        for start in range(len(plain) - size + 1):
            yield plain[start : start + size]


def _rule_marks(hits: list[Hit]) -> Iterator[str]:
    for hit in hits:
        yield hit.pattern
        yield hit.rule.name
        yield f"={hit.rule.concern}"
    kinds = {hit.rule.concern for hit in hits}
    names = {(hit.rule.name, hit.pattern) for hit in hits}
    yield f"kinds{min(len(kinds), 3)}"
    yield f"hits{min(len(names), 4)}"
