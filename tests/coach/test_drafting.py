"""A recipe makes a draft: the plain one first, with the details said well, and nothing of anybody's broken."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.coach.channels import CHANNELS, channel_of
from skill.coach.drafting import Recipe, write
from skill.coach.situation import Details
from skill.coach.standard import breaches, segments
from skill.coach.style import TONES
from skill.errors import BadInput
from tests.messages import DETAILS, SETTINGS, recipe

MAYA = Details(person="Maya", place="climbing gym", day="Tuesday", pronoun="she", you="Sam", friend="Dan")

FIRST = [
    (
        Recipe("social_dm", MAYA, platform="instagram"),
        "Hi Maya, it was nice meeting you at the climbing gym on Tuesday. I enjoyed our conversation.",
    ),
    (
        Recipe("social_dm", replace(MAYA, topic="fixing old bikes")),
        "Hi Maya, it was nice meeting you at the climbing gym on Tuesday. I enjoyed our talk about fixing old bikes.",
    ),
    (
        Recipe("in_person", Details(topic="sourdough")),
        "Hey, good to see you again. I enjoyed talking about sourdough the other day.",
    ),
    (
        Recipe("in_person", line="ask"),
        "I've really enjoyed talking to you. Would you be open to exchanging numbers?",
    ),
    (
        Recipe("via_friend", Details(person="Priya", day="Friday", pronoun="she", friend="Dan")),
        "Hey Dan, I had a good talk with Priya on Friday. Could you pass her my number, if she'd like it? "
        "If not, that's fine.",
    ),
    (
        Recipe("via_friend", Details(person="Priya", day="Friday", pronoun="she", friend="Dan"), tone="casual"),
        "Hey Dan, I had a great chat with Priya on Friday. Could you give her my number, if she's up for it? "
        "If not, that's fine.",
    ),
    (
        Recipe(
            "first_text", Details(person="Noor", place="cafe", topic="her terrible landlord", pronoun="she", you="Sam")
        ),
        "Hi Noor, it's Sam from the cafe. I enjoyed our talk about your terrible landlord.",
    ),
    (
        Recipe("first_text", Details(person="Noor", place="cafe", day="friday", you="Sam", invitation="coffee")),
        "Hi Noor, it's Sam from the cafe. Would you like to get coffee on Friday? It's fine if not.",
    ),
    (
        Recipe("after_no_reply", Details(person="Maya")),
        "Hi Maya, no need to reply to this. It was nice meeting you, and I wish you well.",
    ),
    (Recipe("graceful_close"), "Thanks for letting me know. It was really nice meeting you. Take care."),
]


@pytest.mark.parametrize(("of", "text"), FIRST)
def test_the_first_draft_is_the_plain_one(of: Recipe, text: str) -> None:
    assert write(of).text == text


def test_a_draft_tells_what_it_is() -> None:
    draft = write(Recipe("social_dm", MAYA, platform="instagram"))
    assert draft.skeleton == "social_dm/where_first"
    assert draft.audience == "them"
    assert draft.lands == "It says where you met, and asks for nothing."
    assert draft.uses == {"person", "place", "day"}
    assert (draft.fits, draft.dropped) == (True, ())
    assert {write(recipe(s, MAYA)).audience for s in SETTINGS} == {"them", "friend", "aloud"}


def test_it_says_what_had_to_go() -> None:
    full = Details(
        person="Noor",
        place="cafe",
        day="Friday",
        topic="her truly terrible landlord",
        you="Sam",
        pronoun="she",
        invitation="coffee",
    )
    assert write(Recipe("first_text", full)).dropped == ("topic",)
    long = replace(MAYA, topic="the way that " + "very " * 10 + "old bikes")
    assert write(Recipe("social_dm", long)).dropped == ("topic",)


@pytest.mark.parametrize("setting", SETTINGS)
def test_how_it_lands_can_be_said(setting: tuple[str, str, str | None]) -> None:
    for tone in TONES:
        for seed in range(5):
            lands = write(recipe(setting, DETAILS["everything"], tone, seed)).lands
            assert len(lands.split()) <= 20
            assert lands.endswith(".")
            assert lands.startswith("It")
            assert not set(lands) & set(";:!?()")


def test_gentle_channels_draft_jokes_and_boldness_as_warm() -> None:
    for channel in ("after_no_reply", "graceful_close"):
        for seed in range(6):
            warm = write(Recipe(channel, MAYA, tone="warm", seed=seed)).text
            assert {write(Recipe(channel, MAYA, tone=t, seed=seed)).text for t in ("funny", "confident", "flirty")} == {
                warm
            }


def test_flirty_is_drafted_warm() -> None:
    assert write(Recipe("social_dm", MAYA, tone="flirty")).text == write(Recipe("social_dm", MAYA, tone="warm")).text


def test_linkedin_is_formal_and_never_says_hey() -> None:
    for tone in TONES:
        for seed in range(20):
            assert not write(Recipe("social_dm", MAYA, platform="linkedin", tone=tone, seed=seed)).text.startswith(
                "Hey"
            )


def test_a_name_corrected_leaves_the_rest() -> None:
    for setting in SETTINGS:
        for seed in range(6):
            for changes in ((), ("shorter",), ("warmer", "another")):
                first = replace(recipe(setting, MAYA, "friendly", seed), changes=changes)
                then = first.with_details(replace(MAYA, person="Ines"))
                assert write(then).text == write(first).text.replace("Maya", "Ines")


def test_names_stay_as_they_are_typed() -> None:
    for name in ("maya", "O'Neil", "Zoë", "李", "Will", "Null", "D'Angelo", "Mia 🌸", "x" * 40, "J. R. R."):
        for setting in SETTINGS:
            for seed in range(4):
                details = replace(MAYA, person=name)
                draft = write(recipe(setting, details, "friendly", seed))
                assert breaches(draft.text, setting[0], details, setting[1]) == []
                assert "person" not in draft.uses or name in draft.text


def test_what_cannot_stand_in_a_message_is_left_out() -> None:
    details = Details(person="<b>Maya</b>", topic="{{ 7 * 7 }}", place="http://x.example", you="\x00", friend="[x]")
    for setting in SETTINGS:
        text = write(recipe(setting, details)).text
        assert not set(text) & set("<>{}[]\x00")
        assert "http" not in text


def test_a_topic_that_is_heavy_is_never_joked_about() -> None:
    for seed in range(40):
        draft = write(Recipe("social_dm", replace(MAYA, topic="her divorce"), tone="funny", seed=seed))
        assert "smiling about your divorce" not in draft.text
        assert "questions about your divorce" not in draft.text


def test_a_day_that_is_over_is_no_day_for_an_invitation() -> None:
    text = write(Recipe("first_text", Details(place="gym", day="last night", you="Sam", invitation="a walk"))).text
    assert "walk last night" not in text


def test_a_first_text_is_one_sms() -> None:
    for details in DETAILS.values():
        for tone in TONES:
            for seed in range(10):
                text = write(Recipe("first_text", details, tone=tone, seed=seed)).text
                assert len(text) <= 160
                assert segments(text.replace("Zoë", "Zoe")) == 1


def test_what_is_not_there_is_refused() -> None:
    for wrong in (Recipe("fax"), Recipe("social_dm", tone="rude"), Recipe("social_dm", changes=("louder",))):
        with pytest.raises(BadInput):
            write(wrong)
    with pytest.raises(BadInput):
        channel_of("pigeon")
    assert channel_of("instagram") == ("social_dm", "instagram")
    assert channel_of("friend") == ("via_friend", None)
    assert channel_of("text") == ("first_text", None)
    assert channel_of("graceful_close") == ("graceful_close", None)


_names = st.one_of(st.none(), st.text(max_size=45), st.sampled_from(["Maya", "James", "O'Neil", "Will"]))
_texts = st.one_of(
    st.none(), st.text(max_size=90), st.sampled_from(["gym", "her dog", "Joe's Diner", "last night", "jazz"])
)


@settings(deadline=None, max_examples=60)
@given(
    details=st.builds(
        Details,
        person=_names,
        place=_texts,
        topic=_texts,
        day=_texts,
        pronoun=st.sampled_from(["she", "he", "they"]),
        you=_names,
        friend=_names,
        invitation=_texts,
    ),
    channel=st.sampled_from(sorted(CHANNELS)),
    line=st.sampled_from(["hello", "ask"]),
    tone=st.sampled_from(sorted(TONES)),
    seed=st.integers(0, 10_000),
    changes=st.lists(st.sampled_from(["shorter", "longer", "warmer", "another", "more_formal"]), max_size=2),
)
def test_any_details_make_a_draft_that_keeps_the_standard(
    details: Details, channel: str, line: str, tone: str, seed: int, changes: list[str]
) -> None:
    draft = write(Recipe(channel, details, line, None, tone, seed, tuple(changes)))
    assert breaches(draft.text, channel, details, line) == [], draft
    assert write(draft.recipe) == draft
