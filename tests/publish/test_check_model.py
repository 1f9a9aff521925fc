"""The lint of models: ours is clean, every seeded fault is found on its line, and no file makes a traceback."""

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skill import content
from skill.errors import BadInput
from skill.publish.check_model import check_model
from tests.publish.faults import FAULTS, Fault

OURS = json.loads(content.model_path().read_text(encoding="utf-8"))


def _written(path: Path, model: object) -> Path:
    path.write_text(json.dumps(model, indent=1), encoding="utf-8")
    return path


def test_our_own_model_is_clean() -> None:
    assert check_model(content.model_path()) == []


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_seeded_fault_is_found_on_its_line(fault: Fault, tmp_path: Path) -> None:
    model = copy.deepcopy(OURS)
    fault.edit(model)
    path = _written(tmp_path / "en-US.json", model)
    lines = path.read_text(encoding="utf-8").splitlines()
    found = check_model(path)
    assert any(fault.says in f.message and fault.at in lines[f.line - 1] for f in found), list(map(str, found))
    assert {f.path for f in found} == {str(path)}


def test_samples_with_one_type_conflict_whatever_their_slots_are_called(tmp_path: Path) -> None:
    model = copy.deepcopy(OURS)
    intents = {each["name"]: each for each in model["interactionModel"]["languageModel"]["intents"]}
    intents["ChangeDetailIntent"]["samples"].append("then {friend} it shall be")
    intents["MutualFriendIntent"]["samples"].append("then {person} it shall be")
    found = check_model(_written(tmp_path / "en-US.json", model))
    assert any("it shall be" in f.message and "can be the same words" in f.message for f in found)


def test_a_name_twice_in_one_object_is_found(tmp_path: Path) -> None:
    path = tmp_path / "en-US.json"
    text = content.model_path().read_text(encoding="utf-8")
    path.write_text(text.replace('"invocationName"', '"invocationName": "old name",\n"invocationName"', 1), "utf-8")
    found = next(f for f in check_model(path) if "stands twice in one object" in f.message)
    assert path.read_text("utf-8").splitlines()[found.line - 1].startswith('"invocationName": "second')


def test_a_model_over_the_limit_is_found(tmp_path: Path) -> None:
    path = tmp_path / "en-US.json"
    path.write_text(content.model_path().read_text(encoding="utf-8") + " " * 1_500_000, encoding="utf-8")
    assert any("bytes" in f.message and f.line == 1 for f in check_model(path))


@pytest.mark.parametrize(
    ("text", "where", "words"),
    [
        ("", 1, "not JSON"),
        ("{\n\n]", 3, "quotation marks"),
        ('{"a": 1,\n}', 2, "quotation marks"),
        ('{"a":\n NaN}', 2, "NaN"),
        ('["a"\n"b"]', 2, "comma"),
        ('{"a" 1}', 1, "colon"),
        ('"a\n', 1, "not JSON"),
        ("1" * 5_000, 1, "not JSON"),
        ("[" * 100_000, 1, "deep"),
        ("{}\n{}", 2, "after its end"),
        ("\ufeff{}", 1, "not JSON"),
        ("[]", 1, "no interaction model"),
        ('\n{"interactionModel": {}}', 2, "no interaction model"),
    ],
)
def test_what_is_no_model_is_said_with_its_line(text: str, where: int, words: str, tmp_path: Path) -> None:
    path = tmp_path / "en-US.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=words) as caught:
        check_model(path)
    assert str(caught.value).startswith(f"{path}:{where}: ")


def test_bytes_that_are_no_text_are_said_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "en-US.json"
    path.write_bytes(b'{\n"a": "\xff"}')
    with pytest.raises(BadInput, match="UTF-8") as caught:
        check_model(path)
    assert str(caught.value).startswith(f"{path}:2: ")


@pytest.mark.parametrize("name", ["nowhere.json", ".", "a\0b"])
def test_no_file_is_one_line(name: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        check_model(tmp_path / name)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def _anything(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", errors="surrogatepass")
    try:
        found = list(map(str, check_model(path)))
    except BadInput as error:
        found = [str(error)]
    for each in found:
        line = re.fullmatch(rf"{re.escape(str(path))}:(\d+): .+", each)
        assert line, each
        assert 1 <= int(line[1]) <= text.count("\n") + 1


FREELY = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@FREELY
@given(JSON, st.sampled_from([None, 1]))
def test_any_json_is_findings_or_an_error(tmp_path: Path, value: object, indent: int | None) -> None:
    _anything(tmp_path / "x.json", json.dumps(value, indent=indent))


@FREELY
@given(st.text() | st.text(alphabet='{}[]",:0tn \n\\u'))
def test_any_text_is_findings_or_an_error(tmp_path: Path, text: str) -> None:
    _anything(tmp_path / "x.json", text)


SMALL: dict[str, Any] = {
    "interactionModel": {
        "languageModel": {
            "invocationName": "green thumb",
            "intents": [
                {"name": "WaterIntent", "slots": [{"name": "plant", "type": "PLANT"}], "samples": ["water the {plant}"]}
            ],
            "types": [{"name": "PLANT", "values": [{"id": "fern", "name": {"value": "fern", "synonyms": ["ferns"]}}]}],
        },
        "dialog": {
            "intents": [
                {
                    "name": "WaterIntent",
                    "prompts": {},
                    "slots": [{"name": "plant", "type": "PLANT", "prompts": {"elicitation": "Ask"}}],
                }
            ]
        },
        "prompts": [{"id": "Ask", "variations": [{"type": "PlainText", "value": "Which one?"}]}],
    }
}


def _places(value: object, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, held in items for place in _places(held, (*path, key)))]


@FREELY
@given(st.sampled_from(_places(SMALL)[1:]), JSON)
def test_any_value_in_any_place_is_findings_or_an_error(tmp_path: Path, place: tuple[Any, ...], value: object) -> None:
    model: Any = copy.deepcopy(SMALL)
    holder = model
    for key in place[:-1]:
        holder = holder[key]
    holder[place[-1]] = value
    _anything(tmp_path / "x.json", json.dumps(model, indent=1))


@pytest.mark.parametrize("text", ["{", "}", "{}", "{ }", "{{plant}}", "{plant}{plant}", "}{", "a{", "\ud83d", "\x00"])
def test_odd_samples_are_findings(text: str, tmp_path: Path) -> None:
    model = copy.deepcopy(SMALL)
    model["interactionModel"]["languageModel"]["intents"][0]["samples"].append(text)
    found = check_model(_written(tmp_path / "x.json", model))
    assert any("sample" in f.message or "slot" in f.message or "brace" in f.message for f in found)
