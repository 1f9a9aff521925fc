"""The slot types that Alexa brings along: what may be one of theirs, and the value that it is given as."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from skill.simulator.understanding.lexicon import first_names, places, words
from skill.simulator.understanding.numbers import duration, number
from skill.simulator.understanding.text import Token, is_name_like, said

NAME_TYPES = frozenset({"AMAZON.FirstName", "AMAZON.US_FIRST_NAME", "AMAZON.GB_FIRST_NAME", "AMAZON.Person"})
QUERY_TYPES = frozenset({"AMAZON.SearchQuery"})
COUNTED_TYPES = frozenset({"AMAZON.DURATION", "AMAZON.Ordinal", "AMAZON.NUMBER", "AMAZON.FOUR_DIGIT_NUMBER"})


@dataclass(frozen=True)
class Found:
    """Something of a type at tokens[start:end]; `sure` when it needs no words around it to be one."""

    start: int
    end: int
    value: str
    sure: bool = True


def find(kind: str, tokens: Sequence[Token]) -> list[Found]:
    """Find what is of a built-in type, the longest at each place; nothing for a type without a rule of its own."""
    if kind in NAME_TYPES:
        return list(_names(tokens))
    if kind == "AMAZON.DURATION":
        return list(_durations(tokens))
    if kind == "AMAZON.Ordinal":
        ordinals = places("ordinals")
        return [Found(at, at + 1, str(ordinals[t.word] + 1)) for at, t in enumerate(tokens) if t.word in ordinals]
    return list(_numbers(tokens)) if kind in COUNTED_TYPES else []


def _names(tokens: Sequence[Token]) -> Iterator[Found]:
    """Find listed names, and names that are spelled out."""
    at = 0
    while at < len(tokens):
        end = at
        while end < len(tokens) and tokens[end].said == f"{tokens[end].word}." and (end == at or not tokens[end].pause):
            end += 1
        word = tokens[at].word
        if end - at > 1:
            yield Found(at, end, said(tokens[at:end]))
        elif _is_double(tokens, at):
            end = at + 2
            yield Found(at, end, said(tokens[at:end]))
        elif word in first_names():
            yield Found(at, at + 1, word, word not in words("names_that_are_words") and is_name_like(tokens[at]))
        at = max(end, at + 1)


def _is_double(tokens: Sequence[Token], at: int) -> bool:
    """Whether two names are one ("Anne Marie")."""
    if at + 1 >= len(tokens) or tokens[at].pause or tokens[at].word not in words("first_halves_of_names"):
        return False
    return tokens[at + 1].word in first_names() and tokens[at + 1].word not in words("names_that_are_words")


def _numbers(tokens: Sequence[Token]) -> Iterator[Found]:
    at = 0
    while at < len(tokens):
        value, end = number(tokens, at)
        if end > at:
            yield Found(at, end, str(value))
        at = max(end, at + 1)


def _durations(tokens: Sequence[Token]) -> Iterator[Found]:
    at = 0
    while at < len(tokens):
        found = duration(tokens, at)
        if found is not None:
            yield Found(at, found.end, found.iso)
        at = found.end if found is not None else at + 1
