"""What the page advises, and what it says of a message, as the story changes."""

import re

import pytest

from skill import wording
from skill.coach import drafting
from tests.web.visitor import STORY, Visitor, values


def test_a_question_of_the_page_is_answered_with_a_button(visitor: Visitor) -> None:
    visitor.press("show", person="Maya", place="a bench by the river")
    assert "Will you meet them there again anyway?" in visitor.seen
    visitor.press("set:meets_again=no")
    assert values(visitor.html)["meets_again"] == "no"
    assert "they could pass on your number" in visitor.seen


def test_a_better_way_is_named(visitor: Visitor) -> None:
    visitor.press("show", **STORY, meets_again="yes")
    assert "What I'd do first. When you're both at the gym again" in visitor.seen


@pytest.mark.parametrize(("history", "ending"), [("waiting", "after_no_reply"), ("declined", "graceful_close")])
@pytest.mark.parametrize("way", ["best", "instagram", "ask", "text"])
def test_after_silence_or_a_no_there_is_nothing_to_send(visitor: Visitor, history: str, ending: str, way: str) -> None:
    visitor.press("show", **{**STORY, "way": way, "history": history})
    assert "Nothing to send now." in visitor.seen
    assert 'name="text"' not in visitor.html
    said = [s.strip() for s in re.findall(r"<(?:p|dd)[^>]*>([^<]+)<", visitor.html)]
    assert len(said) == len(set(said))
    visitor.press(f"set:way={ending}")
    assert visitor.draft
    assert "?" not in visitor.draft


def test_a_pasted_message_is_read(visitor: Visitor) -> None:
    visitor.press("review", own="Your train was late again, I noticed.\nCall me.", own_channel="text")
    assert "to look at." in visitor.seen
    assert 'id="draft"' not in visitor.html
    marked = re.findall(r"<mark[^>]* aria-describedby=\"([^\"]*)\"", visitor.html)
    for name in " ".join(marked).split():
        assert f'id="{name}"' in visitor.html
    visitor.press("review", own="Hi Maya, it was nice to meet you at the gym.")
    assert "Nothing in it weighs on them." in visitor.seen


def test_what_went_before_counts(visitor: Visitor) -> None:
    own = "Hi Maya, would you like to get coffee some day? No is fine."
    visitor.press("review", own=own, own_channel="text")
    assert "Nothing in it weighs" in visitor.seen
    visitor.press("review", own=own, own_history="declined")
    assert "to look at." in visitor.seen


def test_what_the_story_tells_counts_for_a_pasted_message(visitor: Visitor) -> None:
    own = "Hi Maya, would you like to get coffee some day? No is fine."
    visitor.press("show", **STORY, own=own, own_channel="text")
    assert not values(visitor.html)["own_history"]
    assert "Nothing in it weighs" in visitor.seen.split("Paste it.")[1]
    visitor.press("show", history="declined")
    assert "to look at." in visitor.seen.split("Paste it.")[1]
    visitor.press("review", own_history="replied")
    assert "Nothing in it weighs" in visitor.seen.split("Paste it.")[1]
    visitor.press("review", own_history="", history="none", way="graceful_close")
    assert "to look at." in visitor.seen.split("Paste it.")[1]


def test_what_should_not_be_sent_is_said_first(visitor: Visitor) -> None:
    visitor.press("review", own="I saw that you were at the cafe with your sister again. Why don't you answer?")
    assert re.search(r'<h3 class="verdict concern">Better not sent in any form.</h3>', visitor.html)
    assert visitor.seen.count("Better not sent") == 1


def test_a_day_of_an_invitation_is_not_the_day_they_met(visitor: Visitor) -> None:
    own = "Hi Maya, we met at the gym. You owe me an answer. Want to get coffee on Friday?"
    visitor.press("use:own", own=own, own_channel="text")
    assert "at the gym" in values(visitor.html)["own"]
    assert "Friday" not in values(visitor.html)["own"]
    visitor.press("use:own", own="Hi Maya, we met at the gym on Friday. You owe me an answer.", own_channel="text")
    assert "Friday" in values(visitor.html)["own"]


def test_the_reason_takes_nothing_for_granted(visitor: Visitor) -> None:
    visitor.press("show", place="the gym")
    assert "If you'll both be there anyway, nobody has to go looking." in visitor.seen
    visitor.press("set:meets_again=yes")
    assert "You'll both be there anyway, so nobody has to go looking." in visitor.seen


@pytest.mark.parametrize("way", ["after_no_reply", "graceful_close"])
def test_an_ending_without_its_beginning_is_not_drafted(visitor: Visitor, way: str) -> None:
    visitor.press("show", **{**STORY, "way": way, "history": "replied"})
    assert "No draft for that" in visitor.seen
    assert "Nothing to send now" not in visitor.seen
    assert 'name="text"' not in visitor.html


@pytest.mark.parametrize("way", ["best", "in_person", "ask", "friend", "instagram", "text"])
def test_a_name_that_no_draft_has_room_for_is_left_out(visitor: Visitor, way: str) -> None:
    long = " ".join("ABCDEFGHIJKLMNOPQRST")
    visitor.press("show", person=long, you=long, friend=long, way=way)
    assert visitor.status == 200
    assert visitor.draft


@pytest.mark.parametrize("name", drafting._GIVES_WAY)
def test_whatever_can_be_left_out_has_its_word(name: str) -> None:
    assert wording.has("en-US", "pages", f"dropped_{name}")
