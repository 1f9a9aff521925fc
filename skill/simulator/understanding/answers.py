"""Hears the yes or no that a sentence begins with."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from skill.simulator.understanding.lexicon import read as read_data
from skill.simulator.understanding.lexicon import words
from skill.simulator.understanding.text import Token, read

_INTENTS = {"yes": "AMAZON.YesIntent", "no": "AMAZON.NoIntent"}


@dataclass(frozen=True)
class Lead:
    """A leading answer: its intent, the word for it, and where the rest of the sentence begins."""

    intent: str
    word: str
    end: int


def lead(tokens: Sequence[Token]) -> Lead | None:
    """Find the yes or no at the front of a sentence, behind any "oh" and "well"."""
    start = 0
    while start < len(tokens) - 1 and tokens[start].word in words("openers") and tokens[start].word not in words("yes"):
        start += 1
    line = tuple(token.word for token in tokens[start : start + 8])
    for size in range(len(line), 0, -1):
        answer = _phrases().get(line[:size])
        end = start + size
        if answer is None:
            continue
        paused = end >= len(tokens) or tokens[end].pause > 0
        plain = line[0] in words("yes") or line[0] in words("no")
        apart = size > 1 and end < len(tokens) and tokens[end].word in words("clause_starts") | words("boundaries")
        if paused or apart or plain:
            return Lead(_INTENTS[answer], answer, end)
    for answer in ("yes", "no"):
        if line and line[0] in words(answer):
            return Lead(_INTENTS[answer], answer, start + 1)
    return None


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
