"""Reading an interaction model, whole and broken."""

import json
from pathlib import Path
from typing import Any

import pytest

from skill.content import model_path
from skill.errors import BadInput
from skill.simulator.model import Model

SMALL: dict[str, Any] = {
    "interactionModel": {
        "languageModel": {"invocationName": "plant keeper", "intents": [{"name": "AMAZON.StopIntent", "samples": []}]}
    }
}


def test_the_shipped_model() -> None:
    model = Model.read(model_path())
    assert model.invocation == "second hello"
    story, dialog = model.intents["MyStoryIntent"], model.dialog["MyStoryIntent"]
    assert story.slots["place"].type == "PLACE"
    assert story.slots["place"].samples
    assert dialog.slots["place"].elicitation
    assert any(value.id == "library" and "library" in value.words for value in model.types["PLACE"])


def test_a_model_without_types_or_dialog() -> None:
    model = Model.parse(SMALL)
    assert (list(model.intents), dict(model.types), dict(model.dialog)) == (["AMAZON.StopIntent"], {}, {})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "is not JSON"),
        ("[]", "the document is not an object"),
        ("{}", "interactionModel"),
        ('{"interactionModel": {"languageModel": {"intents": []}}}', "invocationName"),
        ('{"interactionModel": {"languageModel": {"invocationName": "x", "intents": [{}]}}}', "an intent needs 'name'"),
        (json.dumps(SMALL).replace('"samples": []', '"samples": [1]'), "AMAZON.StopIntent"),
        (json.dumps(SMALL).replace('"samples": []', '"slots": [{"name": "a"}]'), "the slot a"),
    ],
)
def test_a_broken_file_is_told_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "broken.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=told) as raised:
        Model.read(path)
    assert "broken.json" in str(raised.value)


def test_no_file() -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        Model.read(Path("no such file.json"))
