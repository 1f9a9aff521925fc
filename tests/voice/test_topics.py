"""What words to be added are about, and a topic with more or less in it."""

import pytest

from skill.voice.topics import joined, says, topic_of, without


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("the ducks", "the ducks"),
        ("my hamstrings", "my hamstrings"),
        ("kubernetes", "kubernetes"),
        ("thanks for the ducks", "the ducks"),
        ("something about jazz", "jazz"),
        ("I loved the bit about owls", "owls"),
        ("her huge great dane", "her huge great dane"),
    ],
)
def test_a_thing_is_a_topic(words: str, topic: str) -> None:
    assert topic_of(words) == topic


@pytest.mark.parametrize(
    "words",
    [
        "let me know either way",
        "you are gorgeous",
        "her smile",
        "xoxo",
        "call me",
        "love you",
        "please answer",
        "hi",
        "see you soon",
        "the long walk by the river",
        "None",
        "",
        "<b>",
        "42",
    ],
)
def test_a_sentence_is_none(words: str) -> None:
    assert topic_of(words) is None


def test_two_short_topics_are_told_together() -> None:
    assert joined("jazz", "the ducks") == "jazz and the ducks"
    assert joined(None, "the ducks") == "the ducks"
    assert joined("jazz and owls", "the ducks") == "the ducks"
    assert joined("how you mend old wooden sailing boats", "the ducks") == "the ducks"


def test_a_part_is_left_out_of_a_topic() -> None:
    assert without("brisket and divorce", "the divorce") == "brisket"
    assert without("jazz, owls and chess", "owls") == "jazz and chess"
    assert without("her terrible landlord", "landlord") is None
    assert says("her terrible landlord", "the landlord")
    assert not says("jazz", "the ducks")
    assert not says("the ducks", "the geese")


def test_what_a_topic_says_already_is_not_said_twice() -> None:
    assert joined("his rescue greyhound", "the greyhound") == "his rescue greyhound"
