"""What lives as long as a session: the whole of the session attributes, and nothing else."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from skill.coach.channels import CHANNELS
from skill.coach.drafting import Recipe
from skill.coach.situation import Situation

_TOLD_LIMIT = 60


@dataclass(frozen=True)
class State:
    """The state of a conversation; each field answers one question that a turn may have.

    situation: what do we know? asked: what do yes, no and a bare word mean now (a question's name)? subject: what is
    "another" about ("message", or a topic's folder)? recipe: what do "shorter" and "undo" act on? checking:
    which message of the user's own is being read? told: what has been
    said already (blocks and questions, oldest first)? said, said_asks: what does "repeat" say, and ask? misses: how
    many times in a row was nothing understood?
    """

    situation: Situation = field(default_factory=Situation)
    asked: str | None = None
    subject: str | None = None
    recipe: Recipe | None = None
    checking: str | None = None
    told: tuple[str, ...] = ()
    said: str = ""
    said_asks: str | None = None
    misses: int = 0

    def telling(self, *keys: str) -> tuple[str, ...]:
        """Return what has been told with more keys, the oldest dropped past a limit."""
        return (*self.told, *keys)[-_TOLD_LIMIT:]

    def to_attributes(self) -> dict[str, Any]:
        """Return the session attributes: JSON values, what is at its default left out."""
        return _sparse(asdict(self), asdict(State()))

    @classmethod
    def from_attributes(cls, attributes: Mapping[str, Any] | None) -> "State":
        """Return the state that session attributes hold; a fresh one where anything in them is broken."""
        try:
            state: State = _read(cls, dict(attributes or {}))
        except TypeError:
            return cls()
        return state if state.recipe is None or state.recipe.channel in CHANNELS else cls()


def _sparse(values: dict[str, Any], defaults: Mapping[str, Any]) -> dict[str, Any]:
    sparse: dict[str, Any] = {}
    for name, value in values.items():
        default = defaults.get(name)
        if value == default:
            continue
        sparse[name] = (
            _sparse(value, default if isinstance(default, dict) else {}) if isinstance(value, dict) else value
        )
    return {name: value for name, value in sparse.items() if value is not None}


def _read(kind: Any, value: object) -> Any:
    """Return a JSON value as the type it was; raises TypeError where it does not fit."""
    if is_dataclass(kind) and isinstance(kind, type) and isinstance(value, Mapping):
        kinds = _hints(kind)
        return kind(**{name: _read(kinds[name], held) for name, held in value.items() if name in kinds})
    if get_origin(kind) is tuple and isinstance(value, list | tuple):
        return tuple(_read(get_args(kind)[0], held) for held in value)
    if get_origin(kind) is Literal and value in get_args(kind):
        return value
    if get_origin(kind) in (Union, UnionType):
        return None if value is None else _read(get_args(kind)[0], value)
    if type(value) is kind:
        return value
    raise TypeError(f"{value!r} is no {kind}.")


@cache
def _hints(kind: type[Any]) -> dict[str, Any]:
    return get_type_hints(kind)
