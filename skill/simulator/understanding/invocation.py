"""Tells a sentence that is said to the skill by name ("ask second hello to ...") from one that is not."""

from collections.abc import Sequence
from dataclasses import dataclass

from skill.simulator.understanding.lexicon import words
from skill.simulator.understanding.text import Token


@dataclass(frozen=True)
class Heard:
    """What is left of a sentence without its invocation: the readings to try, in order; none is a mere launch."""

    invoked: bool
    readings: tuple[list[Token], ...]


def hear(tokens: Sequence[Token], name: Sequence[str]) -> Heard:
    """Take the wake word and the invocation off a sentence; `name` is the invocation name's words."""
    rest = list(tokens)
    while len(rest) > 1 and rest[0].word in words("wake_words"):
        rest = rest[1:]
    at = _find(rest, name)
    if at is None:
        return Heard(False, (rest,))
    before, after = rest[:at], rest[at + len(name) :]
    if after and after[0].word in ("skill", "app"):
        after = after[1:]
    if all(token.word in words("launch_words") for token in before):
        if not after or all(token.word in ("please", "now") for token in after):
            return Heard(True, ())
        bare = after[1:] if len(after) > 1 and after[0].word in words("connectors") else after
        return Heard(True, (after, bare) if bare is not after else (after,))
    if not after and before[-1].word in words("connectors_before"):
        asked = before[:-1]
        return Heard(True, (asked,)) if asked else Heard(True, ())
    return Heard(False, (rest,))


def _find(tokens: Sequence[Token], name: Sequence[str]) -> int | None:
    size = len(name)
    for at in range(len(tokens) - size + 1):
        if size and all(tokens[at + step].word == word for step, word in enumerate(name)):
            return at
    return None
