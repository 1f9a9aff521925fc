"""A draft's changes, made again one after another, and for no longer than a request may take."""

from collections.abc import Iterator
from dataclasses import replace
from time import thread_time

from werkzeug.exceptions import ServiceUnavailable

from skill.coach.drafting import Recipe, write
from skill.errors import BadInput

BUDGET = 0.1  # seconds of the processor's time, between two changes
_WAIT = 1  # seconds until it is worth coming again


def check(recipe: Recipe) -> None:
    """Raise BadInput at the first change of a recipe that does not fit."""
    if not all(fits for _, fits in _steps(recipe)):
        raise BadInput("There is no draft that was changed like this.")


def fitting(recipe: Recipe) -> Recipe:
    """Return a recipe with those of its changes that fit its details; it makes the same draft."""
    return replace(recipe, changes=tuple(change for change, fits in _steps(recipe) if fits))


def _steps(recipe: Recipe) -> Iterator[tuple[str, bool]]:
    """Yield each change, and whether it fits; raises ServiceUnavailable where they take too long.

    The coach remembers how far it came, so a request that is sent again comes further.
    """
    began = thread_time()
    for count, change in enumerate(recipe.changes, 1):
        if thread_time() - began > BUDGET:
            raise ServiceUnavailable(retry_after=_WAIT)
        yield change, write(replace(recipe, changes=recipe.changes[:count])).fits
