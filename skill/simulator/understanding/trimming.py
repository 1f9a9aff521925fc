"""Finds the matter of a sentence: without what surrounds it, and clause by clause."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from skill.simulator.understanding.lexicon import phrases, words
from skill.simulator.understanding.text import Token


def core(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of a sentence's ever smaller middles: whole, then without openers, then without trailers."""
    if not tokens:
        return
    start, end = 0, len(tokens)
    yield start, end
    seen = {(start, end)}
    starts = [start]
    while (after := _opened(tokens, starts[-1], end)) is not None:
        starts.append(after)
    ends = [end]
    while (before := _trailed(tokens, starts[-1], ends[-1])) is not None:
        ends.append(before)
    for place in ends:
        for begin in starts:
            if begin < place and (begin, place) not in seen:
                seen.add((begin, place))
                yield begin, place


def aside(tokens: Sequence[Token]) -> int:
    """Return where the matter begins after what is only said before it ("thanks. can we ..."), 0 where nothing is."""
    start = 0
    for at, token in enumerate(tokens):
        if at > start and token.pause and " ".join(each.said for each in tokens[start:at]) in phrases("asides"):
            start = at
    return start


def stops(tokens: Sequence[Token]) -> list[bool]:
    """Say before which words a free value must end: at a pause, a "but", a "no wait", an "and" with a new clause."""
    marks = []
    for at, token in enumerate(tokens):
        after = tokens[at + 1].word if at + 1 < len(tokens) else ""
        anew = after in words("clause_starts") | words("owners") or not after
        joined = token.word in words("joins") and anew
        corrected = token.word == "no" and after in words("corrections")
        marks.append(bool(token.pause) or joined or corrected or token.word in words("boundaries"))
    return marks


def clauses(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Split a sentence at pauses, and where an "and" or "but" begins anew."""
    cuts = [0, *(at for at, stop in enumerate(stops(tokens)) if stop and at), len(tokens)]
    return [(a, b) for a, b in pairwise(cuts) if b > a]


def _opened(tokens: Sequence[Token], start: int, end: int) -> int | None:
    if start + 1 < end and tokens[start].word in words("openers"):
        return start + 1
    for phrase in phrases("opening_phrases"):
        size = len(phrase.split())
        if start + size < end and [token.word for token in tokens[start : start + size]] == phrase.split():
            return start + size
    return None


def _trailed(tokens: Sequence[Token], start: int, end: int) -> int | None:
    for phrase in phrases("trailing_phrases"):
        size = len(phrase.split())
        if end - size > start and [token.word for token in tokens[end - size : end]] == phrase.split():
            return end - size
    if end - 1 > start and tokens[end - 1].word in words("trailers"):
        return end - 1
    return None


def trimmed(tokens: Sequence[Token], start: int, end: int) -> int:
    """Leave trailing chatter ("and stuff", "mostly") and loose ends ("with the") out of a value."""
    tails = [*(tuple(phrase.split()) for phrase in phrases("trailing_phrases"))]
    tails += [(word,) for word in words("trailers") | words("danglers")]
    going = True
    while going and end > start:
        line = tuple(token.word for token in tokens[start:end])
        size = max((len(tail) for tail in tails if line[-len(tail) :] == tail), default=0)
        going = size > 0
        end -= size
    return max(start, end)
