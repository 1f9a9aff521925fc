"""A text as its reader hears it, and the pattern language that looks into it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.coach.review.patterns import Index, compiled
from skill.coach.review.reading import read
from skill.coach.review.rules import book
from skill.errors import ContentError


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Don't wait", "do not wait ."),
        ("dont wait!!", "do not wait !"),
        ("Sooo good, heyyy", "so good , hey ."),
        ("im gonna be l8", "i am going to be l8 ."),
        ("It’s Sam’s dog", "it is sam 's dog ."),
        ("did you see my text", "did you see my text ?"),
        ("You get the 7.42, don't you?", "you get the 7.42 , do not you ?"),
    ],
)
def test_words_are_read_in_one_spelling(text: str, plain: str) -> None:
    assert read(text).plain == f" . {plain} "


@given(st.text(max_size=200))
def test_every_word_knows_where_it_stands(text: str) -> None:
    reading = read(text)
    assert len(reading.words) == len(reading.spans) == len(reading.at)
    assert all(0 <= start <= end <= len(text) for start, end in reading.spans)


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("you (always|never) leave", "I know you never leave early.", "you never leave"),
        ("i (really)? love you", "I love you", "I love you"),
        ("watch* you", "Been watching you.", "watching you"),
        ("see you .. {weekday}", "See you there on Monday then.", "See you there on Monday"),
        ("^ so $", "Okay. So. Well.", "So"),
        ("lunch QUESTION", "Lunch?", "Lunch"),
        ("paid // owe", "I paid. You owe me.", "paid. You owe"),
        ("see you ... friday", "See you. It is Friday.", None),
    ],
)
def test_a_pattern_finds_its_words(pattern: str, text: str, found: str | None) -> None:
    reading, ready = read(text), compiled(pattern)
    assert 0 in Index([ready]).possible(reading.vocabulary)
    seen = ready.regex.search(reading.plain)
    assert (text[slice(*reading.span(*seen.span()))] if seen else None) == found


@pytest.mark.parametrize("pattern", ["{no such class} x", "..", "a|b.c"])
def test_a_pattern_that_cannot_be_read_is_named(pattern: str) -> None:
    with pytest.raises(ContentError):
        compiled(pattern)


def test_every_concern_file_says_what_it_offers_and_where_it_comes_from() -> None:
    for concern in book().concerns.values():
        assert concern.offer in ("rewrite", "close", "nothing")
        assert concern.source
