"""Sentences as people speak them: fillers, clauses, a yes or a no in front."""

import pytest

from skill.simulator.understanding import Understanding


def said(ears: Understanding, text: str, elicited: tuple[str, str] | None = None) -> tuple[str, dict[str, str]]:
    heard = ears.resolve(text, elicited)
    return heard.intent, {name: slot.id or slot.value for name, slot in heard.slots.items()}


def test_one_long_sentence_tells_nearly_all(ears: Understanding) -> None:
    intent, slots = said(
        ears,
        "uh so there was this girl in the lunch line at work and we talked for like, ages, about, um, sourdough, "
        "and then my phone rang and I just left",
    )
    assert intent == "MyStoryIntent"
    assert slots == {"who": "she", "place": "lunch_line", "topic": "sourdough", "reason": "interrupted"}


def test_a_story_that_no_sample_tells(ears: Understanding) -> None:
    intent, slots = said(
        ears, "okay so, um, yesterday I met this guy at the, uh, velodrome and we talked about antique clocks"
    )
    assert intent == "MyStoryIntent"
    assert slots == {"who": "he", "place": "velodrome", "topic": "antique clocks", "day": "yesterday"}


def test_a_one_shot_with_fillers(ears: Understanding) -> None:
    heard = ears.resolve(
        "alexa, ask second hello to help me write to maya on instagram, we met at the, uh, climbing gym on tuesday"
    )
    assert heard.invoked
    assert heard.intent == "DraftMessageIntent"
    values = {name: slot.value for name, slot in heard.slots.items()}
    assert values == {"person": "maya", "channel": "instagram", "place": "climbing gym", "day": "tuesday"}


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("haha yes. okay and then I ask for her number", "AskNumberIntent"),
        ("yeah it would. I just feel stupid", "FeelBetterIntent"),
        ("what if she says no though", "RejectionIntent"),
        ("no, make it funnier instead", "RefineMessageIntent"),
        ("yeah. can you make it funny but not like, trying", "RefineMessageIntent"),
        ("yes but is it too soon? it was like an hour ago", "TimingIntent"),
    ],
)
def test_an_answer_may_lead_in_another_matter(ears: Understanding, text: str, intent: str) -> None:
    assert ears.resolve(text).intent == intent


@pytest.mark.parametrize(
    "text",
    [
        "yeah go on then",
        "haha yes",
        "I think so",
        "mm hmm",
        "yeah it would",
        "please",
        "oh yeah, sure",
    ],
)
def test_a_yes_with_trimmings(ears: Understanding, text: str) -> None:
    assert ears.resolve(text).intent == "AMAZON.YesIntent"


@pytest.mark.parametrize(
    "text",
    [
        "nah",
        "god no, my roommate's right there",
        "not really",
        "nobody",
        "neither",
        "no thanks, I'm typing it myself",
        "uh uh",
    ],
)
def test_a_no_with_trimmings(ears: Understanding, text: str) -> None:
    assert ears.resolve(text).intent == "AMAZON.NoIntent"


@pytest.mark.parametrize(
    ("text", "slot", "value"),
    [
        ("it's spelled M, I, A", "person", "m. i. a."),
        ("oh wait, her name's spelled n o o r", "person", "n. o. o. r."),
        ("her name is xochitl", "person", "xochitl"),
        ("write a message to quinby", "person", "quinby"),
        ("it's been nine days and nothing", "waittime", "P9D"),
        ("the second one please", "pick", "2"),
        ("not tuesday, wednesday", "day", "wednesday"),
        ("should i add, let me know either way", "words", "let me know either way"),
        ("we talked about AT&T", "topic", "a. t. and t."),
    ],
)
def test_values_are_as_alexa_gives_them(ears: Understanding, text: str, slot: str, value: str) -> None:
    heard = ears.resolve(text)
    assert slot in heard.slots, heard
    assert value in (heard.slots[slot].value, heard.slots[slot].id)


def test_a_value_that_no_type_has_keeps_its_words_and_gets_no_id(ears: Understanding) -> None:
    heard = ears.resolve("i met maya at the llama farm")
    assert (heard.slots["place"].value, heard.slots["place"].id) == ("llama farm", None)
