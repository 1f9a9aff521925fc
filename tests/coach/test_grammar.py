"""How details are said, whatever they are."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.coach import grammar
from skill.coach.lexicon import weekdays

PLACES = {
    "gym": ("at the gym", "from the gym"),
    "climbing gym": ("at the climbing gym", "from the climbing gym"),
    "the lunch line at work": ("in the lunch line at work", "from the lunch line at work"),
    "class": ("in class", "from class"),
    "train": ("on the train", "from the train"),
    "the train to boston": ("on the train to Boston", "from the train to Boston"),
    "work": ("at work", "from work"),
    "lunch": ("at lunch", "from lunch"),
    "a party": ("at the party", "from the party"),
    "at the gym": ("at the gym", "from the gym"),
    "The gym": ("at the gym", "from the gym"),
    "in line at Starbucks": ("in line at Starbucks", "from line at Starbucks"),
    "starbucks": ("at Starbucks", "from Starbucks"),
    "Central Park": ("in Central Park", "from Central Park"),
    "joe's diner": ("at Joe's Diner", "from Joe's Diner"),
    "Joe’s Diner": ("at Joe’s Diner", "from Joe’s Diner"),
    "my friend's wedding": ("at my friend's wedding", "from my friend's wedding"),
    "at a coffee shop in Brooklyn": ("at the coffee shop in Brooklyn", "from the coffee shop in Brooklyn"),
    "Main Street": ("on Main Street", "from Main Street"),
    "chicago": ("in Chicago", "from Chicago"),
    "dmv": ("at the DMV", "from the DMV"),
    "campus": ("on campus", "from campus"),
    "online": ("online", "from online"),
}


@pytest.mark.parametrize(("place", "said"), PLACES.items())
def test_places(place: str, said: tuple[str, str]) -> None:
    assert (grammar.at_place(place), grammar.from_place(place)) == said


@pytest.mark.parametrize("place", ["a wedding", "the office party", "my cousin's wedding", "the conference in Denver"])
def test_places_of_one_occasion(place: str) -> None:
    assert grammar.happens_once(place)


@pytest.mark.parametrize("place", ["gym", "the library", "class", "Joe's Diner"])
def test_places_that_go_on(place: str) -> None:
    assert not grammar.happens_once(place)


DAYS = {
    "Tuesday": "on Tuesday",
    "tuesday": "on Tuesday",
    "On Tuesday": "on Tuesday",
    "friday night": "on Friday night",
    "yesterday": "yesterday",
    "last tuesday": "last Tuesday",
    "last night": "last night",
    "the other day": "the other day",
    "two days ago": "two days ago",
    "the weekend": "over the weekend",
    "on the weekend": "on the weekend",
    "christmas eve": "on Christmas Eve",
    "March 3rd": "on March 3rd",
    "2024-11-19": None,
    "every tuesday": None,
    "whenever": None,
}


@pytest.mark.parametrize(("day", "said"), DAYS.items())
def test_days(day: str, said: str | None) -> None:
    assert grammar.on_day(day) == said


# topic, pronoun of the person -> to them, to a friend
TOPICS = {
    ("her dog", "she"): ("your dog", "her dog"),
    ("her dog", "they"): ("your dog", "their dog"),
    ("his dog", "she"): (None, None),
    ("my band", "she"): ("my band", "my band"),
    ("our jobs", "he"): ("our jobs", "our jobs"),
    ("your garden", "she"): ("your garden", "her garden"),
    ("their two cats", "she"): ("your two cats", "her two cats"),
    ("how you fix old bikes", "he"): ("how you fix old bikes", "how you fix old bikes"),
    ("how she always fixes bikes", "she"): ("how you always fix bikes", "how she always fixes bikes"),
    ("why he's learning the cello", "he"): ("why you're learning the cello", "why he's learning the cello"),
    ("what it's like to be her", "she"): ("what it's like to be you", "what it's like to be her"),
    ("the trip she's planned", "she"): ("the trip you've planned", "the trip she's planned"),
    ("her and my trips", "she"): ("your and my trips", "her and my trips"),
    ("how they cook", "she"): ("how you cook", None),
    ("Maya's dog", "she"): ("your dog", "her dog"),
    ("Maya", "she"): (None, None),
}


@pytest.mark.parametrize(("told", "faced"), TOPICS.items())
def test_topics_face_their_reader(told: tuple[str, str], faced: tuple[str | None, str | None]) -> None:
    topic, pronoun = told
    assert grammar.facing(topic, pronoun, "them", "Maya") == faced[0]
    assert grammar.facing(topic, pronoun, "friend", "Maya") == faced[1]


@pytest.mark.parametrize(
    ("heard", "name"),
    [
        ("maya", "Maya"),
        ("m. i. a.", "Mia"),
        ("m i a", "Mia"),
        ("o'neil", "O'Neil"),
        ("mary jane", "Mary Jane"),
        ("jean-luc", "Jean-Luc"),
        ("Zoë", "Zoë"),
        ("李", "李"),
        ("McKay", "McKay"),
        ("DeShawn", "DeShawn"),
    ],
)
def test_names_as_voice_hears_them(heard: str, name: str) -> None:
    assert grammar.spoken_name(heard) == name


@pytest.mark.parametrize(("name", "whose"), [("Maya", "Maya's"), ("James", "James's")])
def test_possessives(name: str, whose: str) -> None:
    assert grammar.persons(name) == whose


@pytest.mark.parametrize("word", ["apple", "hour", "umbrella", "unimportant", "honest", "MBA", "SMS", "8", "11", "X"])
def test_an(word: str) -> None:
    assert grammar.a_or_an(word) == "an"


@pytest.mark.parametrize("word", ["pear", "university", "one", "European", "user", "UFO", "180", "unicorn", "house"])
def test_a(word: str) -> None:
    assert grammar.a_or_an(word) == "a"


@pytest.mark.parametrize(
    ("invitation", "doing", "thing"),
    [
        ("coffee", "get coffee", "coffee"),
        ("get coffee", "get coffee", "coffee"),
        ("a walk", "go for a walk", "a walk"),
        ("go for a walk", "go for a walk", "a walk"),
        ("lunch", "have lunch", "lunch"),
        ("tapas", "meet for tapas", "tapas"),
    ],
)
def test_plans(invitation: str, doing: str, thing: str) -> None:
    assert grammar.plan(invitation) == (doing, thing)


@given(st.text(max_size=80))
def test_nothing_that_is_said_breaks_the_grammar(text: str) -> None:
    for said in (grammar.at_place(text), grammar.the_place(text), grammar.spoken_name(text), grammar.written(text)):
        assert isinstance(said, str)
    for pronoun in ("she", "he", "they"):
        assert grammar.facing(text, pronoun) is None or isinstance(grammar.facing(text, pronoun), str)
    assert grammar.on_day(text) is None or grammar.on_day(text)
    assert all(grammar.plan(text or "x"))


@pytest.mark.parametrize(("said", "days"), [("on Tuesday or friday", 2), ("Mondays", 1), ("my day, day by day", 0)])
def test_weekdays_are_found_in_what_is_said(said: str, days: int) -> None:
    assert len(re.findall(weekdays(), said, re.IGNORECASE)) == days
