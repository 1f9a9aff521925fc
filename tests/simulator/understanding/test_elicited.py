"""What is heard while the skill asks for a slot."""

import pytest

from skill.simulator.understanding import Understanding


@pytest.mark.parametrize(
    ("asked", "text", "slots"),
    [
        ("MyStoryIntent.place", "the library", {"place": "library"}),
        ("MyStoryIntent.place", "uh at the, um, climbing gym i think", {"place": "climbing_gym"}),
        ("MyStoryIntent.place", "llama farm", {"place": "llama farm"}),
        ("MyStoryIntent.place", "climbing gym on tuesday", {"place": "climbing_gym", "day": "tuesday"}),
        ("SeeAgainIntent.place", "yes at the gym", {"place": "gym"}),
        ("MyStoryIntent.topic", "her dog, he's this huge great dane", {"topic": "her dog", "who": "he"}),
        ("DraftMessageIntent.topic", "fixing old bikes mostly", {"topic": "old_bikes"}),
        ("MyStoryIntent.topic", "his grandfather's old wooden boat", {"topic": "his grandfather's old wooden boat"}),
        ("DraftMessageIntent.channel", "on instagram i guess", {"channel": "instagram"}),
        ("DraftMessageIntent.you", "my name is will", {"you": "will"}),
        ("DraftMessageIntent.you", "it's quinby", {"you": "quinby"}),
        ("MutualFriendIntent.friend", "kind of, Dan", {"friend": "dan"}),
        ("CheckMessageIntent.message", "hi maya, coffee on friday?", {"message": "hi maya coffee on friday"}),
    ],
)
def test_an_answer_fills_the_slot(ears: Understanding, asked: str, text: str, slots: dict[str, str]) -> None:
    intent, slot = asked.split(".")
    heard = ears.resolve(text, (intent, slot))
    assert heard.intent == intent, heard
    assert {name: each.id or each.value for name, each in heard.slots.items()} == slots


def test_one_answer_may_tell_more(ears: Understanding) -> None:
    heard = ears.resolve("Sam. and she's Noor, we talked about her terrible landlord", ("DraftMessageIntent", "you"))
    values = {name: slot.value for name, slot in heard.slots.items()}
    assert heard.intent == "DraftMessageIntent"
    assert values["you"] == "sam"
    assert values["person"] == "noor"
    assert values["topic"] == "her terrible landlord"


@pytest.mark.parametrize(
    ("asked", "text", "intent"),
    [
        ("MyStoryIntent.place", "never mind", "AMAZON.CancelIntent"),
        ("MyStoryIntent.place", "how do i ask for her number", "AskNumberIntent"),
        ("MyStoryIntent.place", "my friend dan knows her", "MutualFriendIntent"),
        ("MyStoryIntent.place", "what's the weather", "AMAZON.FallbackIntent"),
        ("DraftMessageIntent.channel", "what do you think", "OpinionIntent"),
        ("MyStoryIntent.topic", "i don't know", "DontKnowIntent"),
        ("CheckMessageIntent.message", "stop", "AMAZON.StopIntent"),
        ("MutualFriendIntent.friend", "no", "AMAZON.NoIntent"),
        ("MyStoryIntent.topic", "yes", "AMAZON.YesIntent"),
    ],
)
def test_another_clear_intent_still_wins(ears: Understanding, asked: str, text: str, intent: str) -> None:
    slot = asked.split(".")
    assert ears.resolve(text, (slot[0], slot[1])).intent == intent


def test_a_slot_that_the_model_does_not_have_changes_nothing(ears: Understanding) -> None:
    assert ears.resolve("yes", ("NoSuchIntent", "place")).intent == "AMAZON.YesIntent"
    assert ears.resolve("yes", ("MyStoryIntent", "no_such_slot")).intent == "AMAZON.YesIntent"
