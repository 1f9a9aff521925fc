"""What lives as long as a session: the whole of the session attributes, and nothing else."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, TypeVar

from skill.coach.drafting import Recipe
from skill.coach.situation import Details, Situation

_TOLD_LIMIT = 60
_T = TypeVar("_T")


@dataclass(frozen=True)
class State:
    """The state of a conversation; each field answers one question that a turn may have.

    situation: what do we know? asked: what do yes, no and a bare word mean now (a question's name)? subject: what is
    "another" about ("message", or a topic's folder)? recipe: what do "shorter" and "undo" act on? told: what has been
    said already (blocks and questions, oldest first)? said, said_asks: what does "repeat" say, and ask? misses: how
    many times in a row was nothing understood?
    """

    situation: Situation = field(default_factory=Situation)
    asked: str | None = None
    subject: str | None = None
    recipe: Recipe | None = None
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
        """Return the state that session attributes hold; what does not fit is taken as unknown."""
        values = dict(attributes or {})
        situation = _mapping(values.pop("situation", None))
        recipe = _mapping(values.pop("recipe", None))
        try:
            return cls(
                situation=_made(
                    Situation, {**situation, "details": _made(Details, _mapping(situation.get("details")))}
                ),
                recipe=_made(Recipe, {**recipe, "details": _made(Details, _mapping(recipe.get("details")))})
                if recipe
                else None,
                **{name: value for name, value in _known(cls, values).items()},
            )
        except TypeError:
            return cls()


def _sparse(values: dict[str, Any], defaults: Mapping[str, Any]) -> dict[str, Any]:
    sparse: dict[str, Any] = {}
    for name, value in values.items():
        default = defaults.get(name)
        if value == default:
            continue
        sparse[name] = _sparse(value, default if isinstance(default, dict) else {}) if isinstance(value, dict) else value
    return {name: value for name, value in sparse.items() if value is not None}


def _mapping(value: object) -> dict[str, Any]:
    return dict(value) if isinstance(value, dict) else {}


def _known(made: type[Any], values: Mapping[str, Any]) -> dict[str, Any]:
    names = {f.name for f in fields(made)}
    return {n: tuple(v) if isinstance(v, list) else v for n, v in values.items() if n in names}


def _made(made: type[_T], values: Mapping[str, Any]) -> _T:
    return made(**_known(made, values))
