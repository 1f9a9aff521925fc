"""Knows which words and phrases of everyday English say much the same thing (data/kin.yaml)."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from skill.simulator.understanding.lexicon import read as read_data
from skill.simulator.understanding.text import read, stem


def kin(stems: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, meaning) for every word and phrase of a sentence that the thesaurus has."""
    known, longest = _thesaurus()
    for start in range(len(stems)):
        for end in range(start + 1, min(len(stems), start + longest) + 1):
            for meaning in known.get(tuple(stems[start:end]), ()):
                yield start, end, meaning


@cache
def _thesaurus() -> tuple[Mapping[tuple[str, ...], tuple[str, ...]], int]:
    known: dict[tuple[str, ...], tuple[str, ...]] = {}
    for meaning, row in read_data("kin").items():
        for entry in row.split(","):
            stems = tuple(stem(token.word) for token in read(entry))
            known[stems] = (*known.get(stems, ()), meaning)
    return known, max(len(stems) for stems in known)
