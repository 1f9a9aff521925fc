"""The ranking of the article: what is advised first, what is asked, and that nothing missing ever blocks."""

from dataclasses import replace
from itertools import product
from typing import Any, get_args

import pytest

from skill import wording
from skill.coach.next_step import missing, next_step, will_meet
from skill.coach.situation import Answer, Details, History, Reason, Situation, Way

HISTORIES = get_args(History)
REASONS = get_args(Reason)


def situation(place: str | None = None, friend: str | None = None, **known: Any) -> Situation:
    return Situation(details=Details(place=place, friend=friend, pronoun="she"), **known)


@pytest.mark.parametrize(
    ("known", "name"),
    [
        ({}, "see_again"),
        ({"place": "gym"}, "see_again"),
        ({"meets_again": "yes"}, "see_again"),
        ({"meets_again": "yes", "friend": "Dan", "other_way": "online"}, "see_again"),
        ({"meets_again": "yes", "other_way": "none"}, "see_again"),
        ({"place": "gym", "friend": "Dan"}, "see_again"),
        ({"place": "wedding", "meets_again": "yes"}, "see_again"),
        ({"meets_again": "unsure"}, "see_again"),
        ({"meets_again": "unsure", "other_way": "none"}, "see_again"),
        ({"meets_again": "yes", "reason": "unsure"}, "look"),
        ({"place": "library", "reason": "unsure"}, "look"),
        ({"meets_again": "no", "reason": "unsure"}, "mutual_friend"),
        ({"meets_again": "no"}, "mutual_friend"),
        ({"place": "wedding"}, "mutual_friend"),
        ({"place": "wedding", "friend": "Dan"}, "mutual_friend"),
        ({"meets_again": "no", "other_way": "friend"}, "mutual_friend"),
        ({"meets_again": "unsure", "friend": "Dan"}, "mutual_friend"),
        ({"meets_again": "no", "other_way": "online", "friend": "Dan"}, "mutual_friend"),
        ({"meets_again": "no", "other_way": "online"}, "social_media"),
        ({"meets_again": "no", "other_way": "none"}, "let_go"),
        ({"place": "conference", "other_way": "none"}, "let_go"),
        ({"history": "met_again"}, "ask_once"),
        ({"history": "met_again", "has_number": True}, "first_text"),
        ({"has_number": True}, "first_text"),
        ({"history": "replied"}, "first_text"),
    ],
)
def test_ranks_as_the_article_does(known: dict[str, Any], name: str) -> None:
    assert next_step(situation(**known)).name == name


@pytest.mark.parametrize("meets", [None, *get_args(Answer)])
@pytest.mark.parametrize("way", [None, *get_args(Way)])
@pytest.mark.parametrize("reason", [None, *REASONS])
@pytest.mark.parametrize("has_number", [None, True])
def test_a_no_and_silence_come_before_all_else(meets: Any, way: Any, reason: Any, has_number: Any) -> None:
    known = Situation(meets_again=meets, other_way=way, reason=reason, has_number=has_number)
    no, silence = replace(known, history="declined"), replace(known, history="waiting")
    assert next_step(no).name == "respect_no"
    assert next_step(silence).name == "respect_silence"
    assert next_step(no).line is next_step(silence).line is None
    assert missing(no) == missing(silence) == ()


@pytest.mark.parametrize(
    ("known", "facts"),
    [
        ({}, ("place", "other_way")),
        ({"place": "gym"}, ("meets_again", "other_way")),
        ({"place": "gym", "friend": "Dan"}, ("meets_again",)),
        ({"place": "wedding"}, ("other_way",)),
        ({"meets_again": "no"}, ("other_way",)),
        ({"meets_again": "unsure"}, ("other_way",)),
        ({"meets_again": "no", "other_way": "none"}, ()),
        ({"meets_again": "yes"}, ()),
        ({"has_number": True}, ()),
        ({"history": "met_again"}, ()),
        ({"history": "replied"}, ()),
    ],
)
def test_asks_only_what_would_change_the_advice(known: dict[str, Any], facts: tuple[str, ...]) -> None:
    assert missing(situation(**known)) == facts == next_step(situation(**known)).missing


def test_whatever_is_missing_a_step_is_advised_and_at_most_two_things_are_asked() -> None:
    every = product(
        (None, "gym", "wedding", "the moon"),
        (None, *get_args(Answer)),
        (None, *get_args(Way)),
        (None, *REASONS),
        HISTORIES,
        (None, False, True),
    )
    for place, meets, way, reason, history, number in every:
        known = situation(place, meets_again=meets, other_way=way, reason=reason, history=history, has_number=number)
        step = next_step(known)
        sentences = (step.advice, step.reason, step.caution, step.courage, step.brief)
        assert all(sentence.endswith(".") and "None" not in sentence for sentence in sentences), known
        assert len(step.missing) <= 2


@pytest.mark.parametrize(
    ("place", "answer", "told"),
    [
        ("my cousin's wedding", None, "no"),
        ("wedding", "yes", "yes"),
        ("gym", None, None),
        ("gym", "no", "no"),
        (None, None, None),
        ("party supply store", None, None),
    ],
)
def test_will_meet_goes_by_what_was_told_then_by_the_place(place: str, answer: Any, told: str | None) -> None:
    assert will_meet(situation(place, meets_again=answer)) == told


def test_a_hello_next_time_is_not_at_last_weeks_party() -> None:
    step = next_step(situation("office party", meets_again="yes"))
    assert "party" not in step.advice + step.brief
    assert step.line is not None
    assert step.line.details.place == "office party"


def test_a_friend_is_not_taken_for_granted() -> None:
    assert next_step(situation(meets_again="no")).brief.startswith("If ")
    assert "Dan" in next_step(situation(meets_again="no", friend="Dan")).advice


def test_a_line_goes_with_the_step() -> None:
    lines = {
        "see_again": ("in_person", "hello"),
        "ask_once": ("in_person", "ask"),
        "mutual_friend": ("via_friend", "hello"),
        "social_media": ("social_dm", "hello"),
        "first_text": ("first_text", "hello"),
    }
    known = {
        "see_again": situation(meets_again="yes"),
        "ask_once": situation(history="met_again"),
        "mutual_friend": situation(meets_again="no"),
        "social_media": situation(meets_again="no", other_way="online"),
        "first_text": situation(has_number=True),
    }
    for name, told in known.items():
        line = next_step(told).line
        assert line is not None
        assert (line.channel, line.line) == lines[name]
    assert next_step(situation(meets_again="no", other_way="none")).line is None


def test_what_a_user_said_of_themselves_is_said_back_to_them() -> None:
    details = Details(place="my office", topic="my dog", pronoun="he")
    step = next_step(Situation(details=details, meets_again="yes"))
    assert "your office" in step.brief
    assert "your dog" in step.brief


def test_every_step_is_a_template_with_all_its_blocks() -> None:
    names = set(wording.names("en-US", "steps"))
    reached = {
        next_step(situation(place, meets_again=m, other_way=w, history=h, reason=r)).name
        for place, m, w, h, r in product(
            (None, "gym"), (None, *get_args(Answer)), (None, *get_args(Way)), HISTORIES, (None, "unsure")
        )
    }
    assert reached == names
