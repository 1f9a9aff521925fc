"""A sentence of the user's own: what may stand in a note, and what may not."""

import pytest

from skill.coach.drafting import Recipe, write
from skill.coach.own_words import is_refused, stands
from skill.coach.situation import Details

_HARMLESS_HERE = """the guinea pig|Candy Crush|Hell's Kitchen|touch typing|bed and breakfasts|fat bikes
thanks for the honey cake|I still have your phone charger|you're a great dancer|what are you watching now
in love with that soup|the new baby|the night market|up to date|the answer to the riddle|bumble bees
learning curves|see you back at the gym|keep in touch|your love of jazz|princess cake|a damn good pie"""
_COURTS = """hey babe|good morning gorgeous|thanks honey|my darling|hey there baby|I have a crush on you|it was fate
stay the night|I felt sparks|I want to kiss you|a big hug from me|come to bed with me|get naked
you are such a pig|you idiot|go to hell|shut up|your eyes are lovely|my ex|a date with you
text me on my phone|answer soon|marry me|what's your phone|hugs and kisses|you're fat|your fat face
stupid|princess|night princess|you ugly cow|where you live|in love with you|your curves"""
CHANNELS = ("in_person", "social_dm", "first_text")


def recipe(channel: str) -> Recipe:
    return Recipe(channel, Details(person="Maya", place="gym", you="Bo", pronoun="she"))


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize(
    "own",
    [
        "I'm still laughing about your best man speech",
        "how's Biscuit",
        "I did the park run you told me about",
        "that was so much fun",
        "we both hate karaoke",
        "thanks for saving my ride",
        "I love hiking too",
        "good morning Maya, I've got a good one for you",
    ],
)
def test_a_light_sentence_stands(channel: str, own: str) -> None:
    assert stands(own, recipe(channel))
    draft = write(recipe(channel).with_details(Details(person="Maya", place="gym", you="Bo", own=own)))
    assert own[1:] in draft.text


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize(
    "own",
    [
        "I love you",
        "I miss you",
        "you looked amazing",
        "nice ass by the way",
        "for a woman you lift a lot",
        "good morning gorgeous",
        "will you go out with me",
        "let's say hi next time",
        "can I have your number",
        "my number is 555 123 4567",
        "email me at bob at example dot com",
        "where do you live",
        "I'll come to your yoga class on thursday",
        "please answer me",
        "did you get my message",
        "te quiero mucho mi amor",
        "lol u r gr8",
        "WOW THAT WAS GREAT",
        "❤️ you ❤️",
    ],
)
def test_a_sentence_that_weighs_does_not(channel: str, own: str) -> None:
    assert not stands(own, recipe(channel))


@pytest.mark.parametrize("history", ["waiting", "declined"])
def test_nothing_stands_after_an_answer(history: str) -> None:
    assert not stands("how's Biscuit", recipe("in_person"), history)  # type: ignore[arg-type]


def test_a_topic_is_looked_at_too() -> None:
    assert is_refused("ti amo")
    assert is_refused("your place or mine")
    assert not is_refused("great danes")
    assert not is_refused("her terrible landlord")


@pytest.mark.parametrize(
    "words",
    _HARMLESS_HERE.replace("\n", "|").split("|"),
)
def test_a_word_that_courts_elsewhere_is_harmless_here(words: str) -> None:
    assert not is_refused(words)


@pytest.mark.parametrize(
    "words",
    _COURTS.replace("\n", "|").split("|"),
)
def test_a_word_that_courts_is_refused(words: str) -> None:
    assert is_refused(words)
