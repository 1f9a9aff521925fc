"""What lives as long as a session: the whole of the session attributes, and nothing else."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, is_dataclass, replace
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from skill.coach.channels import CHANNELS, PLATFORMS
from skill.coach.drafting import Recipe
from skill.coach.situation import Details, History, Situation
from skill.coach.style import CHANGES, TONES

_TOLD_LIMIT = 60
_PAST_LIMIT = 5
_LINES = ("hello", "ask")


@dataclass(frozen=True)
class Before:
    """What a silence or a no took off the table, in case it was misheard."""

    history: History = "none"
    recipe: Recipe | None = None


@dataclass(frozen=True)
class Begun:
    """What is to be written once a missing fact is told: as far as it was named."""

    channel: str | None = None
    platform: str | None = None
    tone: str | None = None

    def recipe(self, channel: str, details: Details) -> Recipe:
        """Return the recipe of it, in the tone that was asked for."""
        return Recipe(channel, details, platform=self.platform, tone=self.tone or "friendly")


@dataclass(frozen=True)
class State:
    """The state of a conversation; each field answers one question that a turn may have.

    situation: what do we know? asked: what do yes, no and a bare word mean now (a question's name)? subject: which
    topic's folder is "another" about, None where it is about the draft? recipe: which draft was heard and is on the
    table, for "shorter", "undo" and "send it"? past: which ones were there before it, the last one last? pending: what
    is to be written once a missing fact is told? checking: which message of the user's own is being read? taken: what
    did a silence or a no take away? told: what has been said already (blocks and questions, oldest first)?
    said, said_asks: what does "repeat" say, and ask? misses: how many times in a row was nothing understood?
    """

    situation: Situation = field(default_factory=Situation)
    asked: str | None = None
    subject: str | None = None
    recipe: Recipe | None = None
    past: tuple[Recipe, ...] = ()
    pending: Begun | None = None
    checking: str | None = None
    taken: Before | None = None
    told: tuple[str, ...] = ()
    said: str = ""
    said_asks: str | None = None
    misses: int = 0

    def telling(self, *keys: str) -> tuple[str, ...]:
        """Return what has been told with more keys, the oldest dropped past a limit."""
        return (*self.told, *keys)[-_TOLD_LIMIT:]

    def knowing(self, details: Details) -> "State":
        """Return the state with these details of the story."""
        return replace(self, situation=replace(self.situation, details=details))

    def with_draft(self, recipe: Recipe) -> "State":
        """Return the state with a draft on the table, the one before it kept for "undo"."""
        before = (self.recipe,) if self.recipe and self.recipe != recipe else ()
        past = (*self.past, *before)[-_PAST_LIMIT:]
        return replace(self, recipe=recipe, past=past, pending=None, checking=None, subject=None)

    def without_draft(self) -> "State":
        """Return the state with nothing on the table, and nothing begun."""
        return replace(self, recipe=None, past=(), pending=None, checking=None, subject=None)

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
        return state if _can_be_written(state) else cls()


def _can_be_written(state: State) -> bool:
    """Tell whether all that the recipes name is still there; an older skill may have known other names."""
    taken, begun = state.taken.recipe if state.taken else None, state.pending or Begun()
    recipes = [recipe for recipe in (state.recipe, taken, *state.past) if recipe]
    return (
        {begun.channel, *(r.channel for r in recipes)} <= {None, *CHANNELS}
        and {begun.platform, *(r.platform for r in recipes)} <= {None, *PLATFORMS}
        and {begun.tone, *(r.tone for r in recipes)} <= {None, *TONES}
        and {change for r in recipes for change in r.changes} <= CHANGES.keys()
        and {r.line for r in recipes} <= {*_LINES}
    )


def _sparse(values: dict[str, Any], defaults: Mapping[str, Any]) -> dict[str, Any]:
    sparse: dict[str, Any] = {}
    for name, value in values.items():
        default = defaults.get(name)
        if value == default:
            continue
        if isinstance(value, dict):
            value = _sparse(value, default if isinstance(default, dict) else {})
        elif isinstance(value, tuple):
            value = [_sparse(held, {}) if isinstance(held, dict) else held for held in value]
        sparse[name] = value
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
