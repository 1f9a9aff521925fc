"""Hears the yes or no that a sentence begins with."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from skill.simulator.understanding.lexicon import read as read_data
from skill.simulator.understanding.lexicon import words
from skill.simulator.understanding.text import Token, read

_LONGEST = 8
_INTENTS = {"yes": "AMAZON.YesIntent", "no": "AMAZON.NoIntent"}

ANSWERS = frozenset(_INTENTS.values())
YES, NO = _INTENTS["yes"], _INTENTS["no"]


@dataclass(frozen=True)
class Lead:
    """A leading answer: its intent, the word for it, and where the rest of the sentence begins.

    `final` when it thanks, so that what follows is seldom another matter ("no thanks, I'm fine on my own").
    """

    intent: str
    word: str
    end: int
    final: bool


def lead(tokens: Sequence[Token]) -> Lead | None:
    """Find the yes or no at the front of a sentence, behind any "oh" and "well".

    "Sure" and "nothing" are one only with a pause after them or alone; "yes" always is, "no" where no noun follows.
    """
    start = 0
    while start < len(tokens) - 1 and tokens[start].word in words("openers") and not _is_answer(tokens[start]):
        start += 1
    line = tuple(token.word for token in tokens[start : start + _LONGEST])
    for size in range(len(line), 0, -1):
        answer = _phrases().get(line[:size])
        end = start + size
        if answer is None:
            continue
        after = tokens[end] if end < len(tokens) else None
        plain = line[0] in words("yes") or line[0] in words("no")
        if after is None or after.pause or (plain and only_answer(tokens[end:])) or _goes_on(line, size, after):
            return Lead(_INTENTS[answer], answer, end, not words("thanks").isdisjoint(line[:size]))
    return None


def _goes_on(line: Sequence[str], size: int, after: Token) -> bool:
    """Whether a new clause or another answer follows, so that line[:size] stands for itself without a pause."""
    begins = after.word in words("boundaries") | words("joins") | words("clause_starts")
    if size > 1 and line[size - 1] in words("auxiliaries"):
        begins = after.word in words("boundaries") | words("joins") | words("clause_subjects")  # not "she is my boss"
    return line[0] in words("yes") or _is_answer(after) or (begins and (size > 1 or line[0] in words("no")))


def _is_answer(token: Token) -> bool:
    return token.word in words("yes") or token.word in words("no")


def only_answer(tokens: Sequence[Token]) -> bool:
    """Whether what follows an answer adds nothing to it."""
    return all(token.word in words("yes_no_trimmings") for token in tokens)


@cache
def _phrases() -> dict[tuple[str, ...], str]:
    said = read_data("builtin_intents")
    return {
        tuple(token.word for token in read(str(phrase))): answer
        for answer, intent in _INTENTS.items()
        for phrase in said[intent]
    }
