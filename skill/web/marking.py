"""A message that was read, cut into pieces so that a page can mark what weighs."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from skill.coach.review import Review


@dataclass(frozen=True)
class Piece:
    """A piece of a message, with the numbers of the findings that it is part of, and of those that end with it."""

    text: str
    within: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()


@dataclass(frozen=True)
class Read:
    """A message that was read: its review, and its pieces as they are marked."""

    text: str
    review: Review

    @property
    def pieces(self) -> Iterator[Piece]:
        """The text cut where a finding begins or ends; findings are numbered from 1."""
        found = self.review.findings
        cuts = sorted({0, len(self.text), *(f.start for f in found), *(f.end for f in found)})
        for start, end in pairwise(cuts):
            within = tuple(n for n, f in enumerate(found, 1) if f.start <= start and end <= f.end)
            ends = tuple(n for n, f in enumerate(found, 1) if f.end == end and n in within)
            yield Piece(self.text[start:end], within, ends)
