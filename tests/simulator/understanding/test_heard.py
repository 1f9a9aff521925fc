"""What people might say instead of a sample: held out of the model, and heard all the same.

heard.jsonl has a sentence a line, with its intent and slots (a slot's id, or its value where it has none); a slot that
is heard besides is no mistake, since most sentences say more than their row lists.
"""

import json
from pathlib import Path

import pytest

from skill.simulator.model import Model
from skill.simulator.understanding import Understanding, Understood

INTENTS, SLOTS = 0.84, 0.93

Row = dict[str, object]


@pytest.fixture(scope="module")
def rows(model: Model) -> list[Row]:
    samples = {sample for intent in model.intents.values() for sample in intent.samples}
    lines = Path(__file__).with_name("heard.jsonl").read_text(encoding="utf-8").splitlines()
    return [row for row in map(json.loads, lines) if row["text"] not in samples]


def test_enough_is_held_out_of_the_model(rows: list[Row], model: Model) -> None:
    covered = {row["intent"] for row in rows}
    assert len(rows) >= 300
    assert set(model.intents) <= covered


def test_paraphrases_are_heard(rows: list[Row], ears: Understanding) -> None:
    heard = [(row, ears.resolve(str(row["text"]))) for row in rows]
    right = [pair for pair in heard if pair[0]["intent"] == pair[1].intent]
    asked = [(row, found, name, want) for row, found in right for name, want in _slots(row).items()]
    filled = [each for each in asked if _is(each[1], each[2], each[3])]
    assert len(right) / len(heard) >= INTENTS, f"{len(right)} of {len(heard)} intents"
    assert len(filled) / len(asked) >= SLOTS, f"{len(filled)} of {len(asked)} slots"


def _slots(row: Row) -> dict[str, str]:
    slots = row["slots"]
    assert isinstance(slots, dict)
    return slots


def _is(found: Understood, slot: str, want: str) -> bool:
    return slot in found.slots and want in (found.slots[slot].id, found.slots[slot].value)
