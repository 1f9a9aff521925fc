"""A draft is read by somebody: what is grave is not called fun, and nobody has to guess who is meant."""

import re
from itertools import product

import pytest

from skill.coach.drafting import Recipe, write
from skill.coach.situation import Details
from skill.coach.style import TONES
from tests.messages import SETTINGS, recipe

MAYA = Details(person="Maya", place="climbing gym", day="Tuesday", pronoun="she", you="Sam", friend="Dan")


@pytest.mark.parametrize("topic", ["grief", "her surgery", "my brother's illness"])
def test_a_grave_topic_is_never_called_fun(topic: str) -> None:
    details = Details(person="Noor", topic=topic, pronoun="she")
    for setting in SETTINGS:
        for tone in TONES:
            for seed in range(10):
                for said in write(recipe(setting, details, tone, seed)).text.split(". "):
                    if re.search(r"grief|surgery|illness", said):
                        assert not re.search(r"\b(fun|mood|joy|smil\w+|all day|made my|favorite)\b", said), said


def test_a_text_ends_on_a_name_or_not_at_all() -> None:
    for seed in range(20):
        draft = write(Recipe("first_text", Details(place="gym", day="Tuesday"), seed=seed))
        assert not draft.text.split(". ")[-1].startswith(("We ", "You and I")), draft.text


def test_a_friend_is_told_whose_talk_it_was() -> None:
    for tone, seed in product(TONES, range(20)):
        draft = write(Recipe("via_friend", MAYA, tone=tone, seed=seed))
        if draft.skeleton in ("via_friend/favor_first", "via_friend/favor_then_why", "via_friend/small_favor"):
            assert not re.search(r"\b(our|we) (talk|chat|conversation|met|talked|spoke|had)\b", draft.text), draft.text
