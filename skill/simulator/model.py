"""Reads an interaction model, in the form that the developer console takes and gives."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from skill.errors import BadInput


@dataclass(frozen=True)
class Value:
    """One value of a slot type: its canonical words first, then its synonyms; `id` may be missing."""

    id: str | None
    words: tuple[str, ...]


@dataclass(frozen=True)
class Slot:
    """A slot of an intent: its type, and the samples by which it is answered when it is elicited."""

    name: str
    type: str
    samples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Intent:
    """An intent: what people say for it, with {slots}."""

    name: str
    samples: tuple[str, ...]
    slots: Mapping[str, Slot]


@dataclass(frozen=True)
class DialogSlot:
    """What the dialog says of a slot: whether Alexa must have it, and what she asks and confirms with."""

    name: str
    elicitation_required: bool
    confirmation_required: bool
    elicitation: tuple[str, ...]
    confirmation: tuple[str, ...]


@dataclass(frozen=True)
class DialogIntent:
    """What the dialog says of an intent; `delegation` is ALWAYS, SKILL_RESPONSE or None (as the model says)."""

    name: str
    delegation: str | None
    confirmation_required: bool
    confirmation: tuple[str, ...]
    slots: Mapping[str, DialogSlot]


@dataclass(frozen=True)
class Model:
    """An interaction model: the invocation name, the intents, the slot types and the dialog, each by name."""

    invocation: str
    intents: Mapping[str, Intent]
    types: Mapping[str, tuple[Value, ...]]
    dialog: Mapping[str, DialogIntent]

    @staticmethod
    def read(path: Path) -> "Model":
        """Read a model file; raises BadInput, naming the file and the place in it, if it is not one."""
        try:
            return Model.parse(json.loads(path.read_text(encoding="utf-8")))
        except OSError as error:
            raise BadInput(f"{path}: cannot be read ({error.strerror}).") from error
        except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
            raise BadInput(f"{path}: is not JSON ({error}).") from error
        except BadInput as error:
            raise BadInput(f"{path}: {error}") from error

    @staticmethod
    def parse(document: object) -> "Model":
        """Make a model from the parsed document; raises BadInput, naming the place, where its shape is wrong."""
        whole = _get(document, "interactionModel", dict, "the document")
        language = _get(whole, "languageModel", dict, "interactionModel")
        dialog = _get(whole, "dialog", dict, "interactionModel", {})
        prompts = _prompts(_get(whole, "prompts", list, "interactionModel", []))
        intents = [_intent(each) for each in _get(language, "intents", list, "languageModel")]
        types = [_type(each) for each in _get(language, "types", list, "languageModel", [])]
        return Model(
            invocation=_get(language, "invocationName", str, "languageModel"),
            intents={each.name: each for each in intents},
            types=dict(types),
            dialog={
                each.name: each
                for each in (
                    _dialog_intent(found, prompts, dialog.get("delegationStrategy"))
                    for found in _get(dialog, "intents", list, "dialog", [])
                )
            },
        )


_REQUIRED: Any = object()


def _get(holder: object, key: str, kind: type, where: str, default: Any = _REQUIRED) -> Any:
    if not isinstance(holder, dict):
        raise BadInput(f"{where} is not an object.")
    value = holder.get(key)
    if value is None and default is not _REQUIRED:
        return default
    if not isinstance(value, kind):
        wanted = {dict: "an object", list: "a list", str: "a text", bool: "true or false"}[kind]
        raise BadInput(f"{where} needs {key!r} to be {wanted}.")
    return value


def _texts(holder: object, key: str, where: str) -> tuple[str, ...]:
    found = _get(holder, key, list, where, [])
    if not all(isinstance(each, str) for each in found):
        raise BadInput(f"{where} has something in {key!r} that is not a text.")
    return tuple(found)


def _intent(found: object) -> Intent:
    name = _get(found, "name", str, "an intent")
    where = f"the intent {name}"
    slots = {}
    for each in _get(found, "slots", list, where, []):
        slot = _get(each, "name", str, f"a slot of {where}")
        kind = _get(each, "type", str, f"the slot {slot} of {where}")
        slots[slot] = Slot(slot, kind, _texts(each, "samples", f"the slot {slot} of {where}"))
    return Intent(name, _texts(found, "samples", where), slots)


def _type(found: object) -> tuple[str, tuple[Value, ...]]:
    name = _get(found, "name", str, "a slot type")
    values = []
    for each in _get(found, "values", list, f"the type {name}", []):
        where = f"a value of the type {name}"
        spoken = _get(each, "name", dict, where)
        words = (_get(spoken, "value", str, where), *_texts(spoken, "synonyms", where))
        values.append(Value(_get(each, "id", str, where, "") or None, words))
    return name, tuple(values)


def _prompts(found: list[object]) -> Mapping[str, tuple[str, ...]]:
    prompts = {}
    for each in found:
        name = _get(each, "id", str, "a prompt")
        variations = _get(each, "variations", list, f"the prompt {name}", [])
        prompts[name] = tuple(_get(one, "value", str, f"the prompt {name}") for one in variations)
    return prompts


def _dialog_intent(found: object, prompts: Mapping[str, tuple[str, ...]], delegation: object) -> DialogIntent:
    name = _get(found, "name", str, "a dialog intent")
    where = f"the dialog intent {name}"

    def said(holder: object, key: str) -> tuple[str, ...]:
        return prompts.get(_get(_get(holder, "prompts", dict, where, {}), key, str, where, ""), ())

    slots = {}
    for each in _get(found, "slots", list, where, []):
        slot = _get(each, "name", str, f"a slot of {where}")
        slots[slot] = DialogSlot(
            name=slot,
            elicitation_required=_get(each, "elicitationRequired", bool, where, False),
            confirmation_required=_get(each, "confirmationRequired", bool, where, False),
            elicitation=said(each, "elicitation"),
            confirmation=said(each, "confirmation"),
        )
    own = _get(found, "delegationStrategy", str, where, "") or delegation
    return DialogIntent(
        name=name,
        delegation=own if isinstance(own, str) else None,
        confirmation_required=_get(found, "confirmationRequired", bool, where, False),
        confirmation=said(found, "confirmation"),
        slots=slots,
    )
