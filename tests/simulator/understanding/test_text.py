"""Words, numbers and lengths of time, as they are read."""

import pytest

from skill.simulator.understanding.numbers import duration, number
from skill.simulator.understanding.text import read, said, stem, without_hesitation


def words_of(text: str) -> list[str]:
    return [token.word for token in without_hesitation(read(text))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("What's up?", ["what", "is", "up"]),
        ("I dunno, I can’t", ["i", "do", "not", "know", "i", "can", "not"]),
        ("she doesnt wanna", ["she", "does", "not", "want", "to"]),
        ("at the, uh, gym", ["at", "the", "gym"]),
        ("for like, ages", ["for", "ages"]),
        ("follow-up", ["follow", "up"]),
        ("the 2nd one", ["the", "second", "one"]),
        ("ask for {who} number", ["ask", "for", "{who}", "number"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Great Dane!", "great dane"),
        ("M, I, A", "m. i. a."),
        ("AT&T", "a. t. and t."),
        ("a BBC show", "a b. b. c. show"),
        ("her dog's toys", "her dog's toys"),
        ("rock & roll", "rock and roll"),
        ("don't", "don't"),
    ],
)
def test_values_are_written_as_alexa_writes_them(text: str, value: str) -> None:
    assert said(read(text)) == value


@pytest.mark.parametrize(
    ("word", "root"), [("met", "meet"), ("talking", "talk"), ("wrote", "writ"), ("cities", "city")]
)
def test_stems(word: str, root: str) -> None:
    assert stem(word) == root


@pytest.mark.parametrize(
    ("text", "value"), [("seven", 7), ("twenty one", 21), ("a", 0), ("two hundred", 200), ("12", 12)]
)
def test_numbers(text: str, value: int) -> None:
    assert number(read(text), 0)[0] == value


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("nine days", "P9D"),
        ("a week", "P1W"),
        ("a couple of weeks", "P2W"),
        ("half an hour", "PT30M"),
        ("an hour and a half", "PT1H30M"),
        ("two and a half weeks", "P17DT12H"),
        ("three months and two days", "P3M2D"),
        ("an hour and ten minutes", "PT1H10M"),
    ],
)
def test_lengths_of_time(text: str, iso: str) -> None:
    found = duration(read(text), 0)
    assert found is not None
    assert found.iso == iso


@pytest.mark.parametrize("text", ["a dog", "nine", "days", "half"])
def test_what_is_no_length_of_time(text: str) -> None:
    assert duration(read(text), 0) is None
