"""After silence or a no nothing is written that asks on; one close is."""

from itertools import product

import pytest

from skill.coach.channels import CHANNELS
from skill.coach.closing import asks_on, close_of, closed_by, may_write
from skill.coach.review.rewriting import offered
from skill.coach.situation import Details

_MAYA = Details(person="Maya", topic="hiking", invitation="coffee")
_MAY = {
    "none": {"in_person", "via_friend", "social_dm", "first_text"},
    "waiting": {"in_person", "after_no_reply"},
    "declined": {"graceful_close"},
    "replied": {"in_person", "via_friend", "social_dm", "first_text"},
    "met_again": {"in_person", "via_friend", "social_dm", "first_text"},
}


@pytest.mark.parametrize(("history", "channels"), _MAY.items())
def test_what_may_be_written(history: str, channels: set[str]) -> None:
    assert {channel for channel in CHANNELS if may_write(channel, "hello", history)} == channels


def test_nobody_is_asked_for_a_number_after_silence_or_a_no() -> None:
    asked_on = {history for history in _MAY if asks_on("in_person", "ask", history)}
    assert asked_on == {"waiting", "declined"} == {history for history in _MAY if close_of(history)}


def test_each_close_closes_its_history() -> None:
    assert {closed_by(close_of(history) or "") for history in _MAY} == {"waiting", "declined", None}


@pytest.mark.parametrize(
    ("channel", "history", "offer", "asks", "given"),
    [
        ("first_text", "none", "rewrite", True, "first_text"),
        ("first_text", "waiting", "rewrite", True, "after_no_reply"),
        ("social_dm", "declined", "rewrite", False, "graceful_close"),
        ("in_person", "waiting", "rewrite", False, "in_person"),
        ("in_person", "waiting", "rewrite", True, "after_no_reply"),
        ("in_person", "declined", "rewrite", False, "graceful_close"),
        ("via_friend", "waiting", "rewrite", False, None),
        ("via_friend", "none", "rewrite", False, "via_friend"),
        ("first_text", "none", "close", True, None),
        ("graceful_close", "none", "close", False, "graceful_close"),
        ("graceful_close", "waiting", "rewrite", False, "after_no_reply"),
        ("graceful_close", "replied", "rewrite", False, None),
        ("first_text", "waiting", "nothing", True, None),
    ],
)
def test_what_is_offered_in_place_of_a_message(
    channel: str, history: str, offer: str, asks: bool, given: str | None
) -> None:
    draft = offered(channel, history, offer, _MAYA, asks, "en-US")
    assert (draft and draft.recipe.channel) == given


def test_only_a_first_text_that_asks_invites() -> None:
    for channel, asks in product(CHANNELS, (True, False)):
        draft = offered(channel, "none", "rewrite", _MAYA, asks, "en-US")
        assert draft
        assert ("coffee" in draft.text) == (channel == "first_text" and asks)
