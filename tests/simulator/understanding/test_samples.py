"""Every sample of the shipped model is heard as its own intent, however its slots are filled."""

import random

import pytest

from skill.simulator.model import Intent, Model
from skill.simulator.understanding import Understanding

KNOWN = {
    "AMAZON.FirstName": ["dana", "luis", "mei", "quentin"],
    "AMAZON.DURATION": ["six days", "a month", "two and a half weeks"],
    "AMAZON.Ordinal": ["first", "third"],
    "AMAZON.SearchQuery": ["hi lena how are you"],
}
NEW = {
    "AMAZON.FirstName": ["xochitl", "quinby"],
    "PLACE": ["llama farm", "velodrome"],
    "TOPIC": ["medieval siege engines"],
}


def filled(sample: str, intent: Intent, values: dict[str, list[str]], chance: random.Random) -> str:
    for slot in intent.slots.values():
        if f"{{{slot.name}}}" in sample:
            sample = sample.replace(f"{{{slot.name}}}", chance.choice(values[slot.type]))
    return sample


def misheard(model: Model, ears: Understanding, values: dict[str, list[str]] | None) -> list[str]:
    chance = random.Random(7)
    missed = []
    for intent in model.intents.values():
        for sample in intent.samples:
            text = sample if values is None else filled(sample, intent, values, chance)
            heard = ears.resolve(text)
            if heard.intent != intent.name:
                missed.append(f"{text!r} of {intent.name} -> {heard.intent} ({heard.why})")
    return missed


@pytest.fixture(scope="module")
def known(model: Model) -> dict[str, list[str]]:
    return {
        **{name: [word for value in values for word in value.words] for name, values in model.types.items()},
        **KNOWN,
    }


def test_placeholders_left_as_they_are(model: Model, ears: Understanding) -> None:
    assert misheard(model, ears, None) == []


def test_values_of_the_types(model: Model, ears: Understanding, known: dict[str, list[str]]) -> None:
    missed = misheard(model, ears, known)
    assert len(missed) <= 6, "\n".join(missed)  # two samples may well become the same sentence


def test_values_that_nobody_has_listed(model: Model, ears: Understanding, known: dict[str, list[str]]) -> None:
    missed = misheard(model, ears, {**known, **NEW})
    said = sum(len(intent.samples) for intent in model.intents.values())
    assert len(missed) <= said / 250, "\n".join(missed)
