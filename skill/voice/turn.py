"""One request, as the conversation sees it: what was heard, and the state it was heard in."""

from dataclasses import dataclass, field

from skill.coach.situation import Situation
from skill.voice.heard import Heard, Slot
from skill.voice.state import State


@dataclass(frozen=True)
class Turn:
    """One request: what was heard, the state, the locale, and whether it opens the session.

    `heard.intent` is the request's intent, or "LaunchRequest".
    """

    heard: Heard
    state: State = field(default_factory=State)
    locale: str = "en-US"
    new: bool = False

    @property
    def situation(self) -> Situation:
        """What is known of the story."""
        return self.state.situation

    @property
    def one_shot(self) -> bool:
        """Tell whether the session was opened by a request that asks for one thing."""
        return self.new and self.heard.intent != "LaunchRequest"

    def id(self, slot: str) -> str | None:
        """Return the id a slot resolved to, or None."""
        found = self.heard.slots.get(slot)
        return found.id if found else None

    def value(self, slot: str) -> str | None:
        """Return a slot's value as it was spoken, or None."""
        found = self.heard.slots.get(slot)
        return found.value if found else None


__all__ = ["Heard", "Slot", "Turn"]
