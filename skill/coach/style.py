"""The tones and the changes, a row each.

A tone is the registers that a first draft shows. A change is one measure of a draft that goes up or down, the rest
staying as near as it can.
"""

from dataclasses import dataclass
from typing import Literal

Register = Literal["plain", "warm", "funny", "casual", "formal", "bold", "soft"]
Measure = Literal["words", "grade", "warmth", "fun", "ease", "nerve"]

REGISTERS: tuple[Register, ...] = ("plain", "warm", "funny", "casual", "formal", "bold", "soft")
# a gentle channel has no room for these
LIVELY: tuple[Register, ...] = ("funny", "bold")
# what a line counts for, by its register, and what against
SCALES: dict[Measure, tuple[Register, Register | None]] = {
    "warmth": ("warm", None),
    "fun": ("funny", None),
    "ease": ("casual", "formal"),
    "nerve": ("bold", "soft"),
}


@dataclass(frozen=True)
class Tone:
    """How a first draft sounds: `shows` is heard in a main part, `through` in most of them, `beside` may go with it."""

    name: str
    shows: Register | None
    beside: tuple[Register, ...]
    through: bool = False


@dataclass(frozen=True)
class Change:
    """One measure to move, `up` is its direction; `steps` are how far, the first that can be done.

    length: how long the new draft should be, by the old one. tells: whether one more detail counts for it.
    joke_costs, color_costs: what speaks against a draft, the weight of its jokes and each line that is not plain.
    """

    name: str
    measure: Measure | None
    up: bool = True
    steps: tuple[float, ...] = (2, 1)
    length: float = 1.0
    tells: bool = False
    joke_costs: float = 0
    color_costs: float = 0

    @property
    def brings(self) -> Register | None:
        """The register of the lines that come with it."""
        more, less = SCALES.get(self.measure, (None, None)) if self.measure else (None, None)
        return more if self.up else less

    @property
    def grows(self) -> bool:
        """Whether it asks for more words, so that a part may come."""
        return self.measure == "words" and self.up

    @property
    def shrinks(self) -> bool:
        """Whether it asks for fewer words, so that a part may go."""
        return self.measure == "words" and not self.up


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
        Change("shorter", "words", up=False, steps=(4, 3, 2, 1), length=0.75),
        Change("longer", "words", steps=(4, 3, 2), length=1.35, tells=True),
        Change("warmer", "warmth", tells=True),
        Change("funnier", "fun"),
        Change("more_casual", "ease", steps=(3, 2, 1)),
        Change("more_formal", "ease", up=False, steps=(3, 2, 1), joke_costs=2),
        Change("bolder", "nerve"),
        Change("softer", "nerve", up=False),
        Change("simpler", "grade", up=False, steps=(1, 0.5), length=0.85, color_costs=1),
        Change("another", None),
    )
}
