"""The SDK's types from and to JSON, reduced to what the SDK knows and memoised.

The SDK's own reader lets any property of the JSON set any attribute (`object_type`, `__dict__`), fails on an
enum value newer than itself, and imports classes by name for every value. Here a value that does not fit its
type is left out, what the type does not have is not read, and what a type looks like is found out once.
"""

import json
import re
import warnings
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from functools import cache
from importlib import import_module
from typing import Any

from ask_sdk_core.serialize import DefaultSerializer

from skill.errors import BadInput

_LIST = re.compile(r"list\[(.*)\]")
_DICT = re.compile(r"dict\([^,]*, (.*)\)")
_EVENT = "AlexaSkillEvent."
_PLAIN: Mapping[str, tuple[type, ...]] = {
    "str": (str,),
    "int": (int,),
    "long": (int,),
    "float": (int, float),
    "bool": (bool,),
}


class _MisfitError(Exception):
    """A value is not of the type that its place asks for."""


class Serializer(DefaultSerializer):
    """The (de)serialiser of the skill, in place of the SDK's."""

    def deserialize(self, payload: str | None, obj_type: Any) -> Any:
        """Return JSON as an object of an SDK type, without what the type does not know.

        obj_type: a class, or the SDK's name for one ("list[ask_sdk_model.slot.Slot]"). Raises BadInput where
        the whole does not fit.
        """
        if payload is None:
            return None
        try:
            return _read(json.loads(payload), obj_type)
        except (ValueError, _MisfitError):
            raise BadInput(f"This is no {getattr(obj_type, '__name__', obj_type)}.") from None

    def serialize(self, obj: Any) -> Any:
        """Return an SDK object as JSON values, without its empty properties."""
        if obj is None or isinstance(obj, str | bool | int | float):
            return obj
        if isinstance(obj, dict):
            return {key: self.serialize(value) for key, value in obj.items()}
        if isinstance(obj, list | tuple):
            return [self.serialize(value) for value in obj]
        if isinstance(obj, Enum):
            return obj.value
        if isinstance(obj, date):
            return obj.isoformat()
        model: Any = type(obj)
        found = ((key, getattr(obj, attribute)) for attribute, key, _ in _properties(model))
        return {key: self.serialize(value) for key, value in found if value is not None}


def _read(value: Any, kind: Any) -> Any:
    if value is None:
        return None
    if isinstance(kind, type):
        return _read_model(value, kind)
    if kind in _PLAIN:
        if not isinstance(value, _PLAIN[kind]) or (isinstance(value, bool) and kind != "bool"):
            raise _MisfitError
        return value
    if kind == "object":
        return value
    if kind in ("datetime", "date"):
        return _read_time(value, kind)
    if found := _LIST.fullmatch(kind):
        return _fitting(value, list, found[1])
    if found := _DICT.fullmatch(kind):
        return _fitting(value, dict, found[1])
    return _read_model(value, _class(kind))


def _fitting(value: Any, container: Any, kind: str) -> Any:
    if not isinstance(value, container):
        raise _MisfitError
    read: list[tuple[Any, Any]] = []
    for key, item in value.items() if container is dict else enumerate(value):
        try:
            read.append((key, _read(item, kind)))
        except _MisfitError:
            continue
    return dict(read) if container is dict else [item for _, item in read]


def _read_time(value: Any, kind: str) -> datetime | date:
    try:
        read = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        raise _MisfitError from None
    return read.date() if kind == "date" else read


def _read_model(value: Any, model: Any) -> Any:
    if issubclass(model, Enum):
        try:
            return model(value)
        except ValueError:
            raise _MisfitError from None
    if not isinstance(value, dict):
        raise _MisfitError
    made_of = _child(model, value)
    made = made_of()
    for attribute, key, kind in _properties(made_of):
        if value.get(key) is None:
            continue
        try:
            setattr(made, attribute, _read(value[key], kind))
        except _MisfitError:
            continue
    _keep_body(made, value)
    return made


def _keep_body(made: Any, value: dict[str, Any]) -> None:
    """Keep the body of a skill event as it came where the SDK's class has none: it tells what of a user's to erase."""
    body = value.get("body")
    event = str(getattr(made, "object_type", "")).startswith(_EVENT)
    if event and isinstance(body, dict) and not hasattr(made, "body"):
        made.body = body


def _child(model: Any, value: dict[str, Any]) -> Any:
    kinds = getattr(model, "discriminator_value_class_map", None)
    if kinds is None:
        return model
    name = value.get(model.json_discriminator_key)
    if not isinstance(name, str) or not kinds.get(name):
        raise _MisfitError
    return _class(kinds[name])


@cache
def _properties(model: Any) -> tuple[tuple[str, str, Any], ...]:
    keys = getattr(model, "attribute_map", {})
    return tuple((name, keys.get(name, name), kind) for name, kind in model.deserialized_types.items())


@cache
def _class(name: str) -> Any:
    module, _, wanted = name.rpartition(".")
    with warnings.catch_warnings():
        # Like all of the SDK's, see sdk.py.
        warnings.simplefilter("ignore")
        return getattr(import_module(module), wanted)
