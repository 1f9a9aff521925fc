"""What a turn heard: an intent and its slots; a sentence, an answer and a touch all become one."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Slot:
    """A slot's value as it was spoken, and the id it resolved to (None where it resolved to none)."""

    value: str
    id: str | None = None


@dataclass(frozen=True)
class Heard:
    """An intent and its filled slots."""

    intent: str
    slots: Mapping[str, Slot] = field(default_factory=dict)

    def with_slots(self, slots: Mapping[str, Slot]) -> "Heard":
        """Return the same intent with more slots filled."""
        return Heard(self.intent, {**self.slots, **slots})


def heard(intent: str, **ids: str) -> Heard:
    """Return an intent whose slots hold these ids."""
    return Heard(intent, {name: Slot(value, value) for name, value in ids.items()})
