"""The tones and the changes, a row each.

A tone is the registers that a first draft shows. A change is one measure of a draft that goes up or down, the rest
staying as near as it can.
"""

from dataclasses import dataclass
from typing import Literal

Register = Literal["plain", "warm", "funny", "casual", "formal", "bold", "soft"]
Measure = Literal["words", "grade", "warmth", "fun", "ease", "nerve"]

REGISTERS: tuple[Register, ...] = ("plain", "warm", "funny", "casual", "formal", "bold", "soft")


@dataclass(frozen=True)
class Tone:
    """How a first draft sounds: `shows` is heard in a main part, `through` in most of them, `beside` may go with it."""

    name: str
    shows: Register | None
    beside: tuple[Register, ...]
    through: bool = False


@dataclass(frozen=True)
class Change:
    """One measure to move, `up` is its direction; `steps` are how far, the first that can be done."""

    name: str
    measure: Measure | None
    up: bool = True
    steps: tuple[float, ...] = (2, 1)


TONES: dict[str, Tone] = {
    row.name: row
    for row in (
        Tone("friendly", None, ("plain", "warm")),
        Tone("warm", "warm", ("plain", "warm")),
        Tone("funny", "funny", ("plain", "warm", "casual")),
        Tone("casual", "casual", ("plain", "casual"), through=True),
        Tone("confident", "bold", ("plain", "warm", "bold")),
        Tone("polite", "formal", ("plain", "formal"), through=True),
        Tone("sincere", "soft", ("plain", "warm", "soft")),
        Tone("flirty", "warm", ("plain", "warm")),
    )
}

# a platform leans, where the tone leaves room
LEANS: dict[str, Register] = {"linkedin": "formal", "instagram": "casual"}

CHANGES: dict[str, Change] = {
    row.name: row
    for row in (
        Change("shorter", "words", up=False, steps=(4, 3, 2, 1)),
        Change("longer", "words", steps=(4, 3, 2)),
        Change("warmer", "warmth"),
        Change("funnier", "fun"),
        Change("more_casual", "ease", steps=(3, 2, 1)),
        Change("more_formal", "ease", up=False, steps=(3, 2, 1)),
        Change("bolder", "nerve"),
        Change("softer", "nerve", up=False),
        Change("simpler", "grade", up=False, steps=(1, 0.5)),
        Change("another", None),
    )
}
