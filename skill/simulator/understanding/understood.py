"""What comes of hearing a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass

from skill.simulator.understanding.grammar import Filled

FALLBACK = "AMAZON.FallbackIntent"


@dataclass(frozen=True)
class HeardSlot:
    """A slot's value as Alexa gives it, and the id of the value that it resolves to, or None."""

    value: str
    id: str | None


@dataclass(frozen=True)
class Understood:
    """What a sentence asks for, and why we think so.

    `intent` is an intent of the model, LaunchRequest, SessionEndedRequest or AMAZON.FallbackIntent; `slots` holds
    only the filled ones; `invoked` says that the sentence called the skill by name; `confidence` is 0 to 1.
    """

    text: str
    intent: str
    slots: Mapping[str, HeardSlot]
    invoked: bool
    why: str
    confidence: float


@dataclass(frozen=True)
class Reading:
    """One way to hear a sentence, its slots still places in it."""

    intent: str
    filled: tuple[Filled, ...]
    why: str
    confidence: float
