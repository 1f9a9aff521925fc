"""What happened in one turn with an Echo."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from skill.simulator.dialog import Dialog
from skill.simulator.ears import HeardSlot
from skill.simulator.envelopes import slot_of
from skill.simulator.ssml import Spoken


@dataclass(frozen=True)
class Exchange:
    """One turn: what was said, what it was taken for, what was sent and answered, and what is heard.

    `intent` is None where nothing was sent for a sentence; `slots` are the filled ones, with those that the
    dialog had before. `speech` is plain text, `shown` the same with the drafts in quotation marks; `draft` is
    the text read as one, or None. `open` tells whether the session goes on, `note` is what the device itself
    has to say. `sent` and `answered` are whole requests and answers as JSON, `status` is the HTTP status.
    """

    said: str
    intent: str | None = None
    slots: Mapping[str, HeardSlot] = field(default_factory=dict)
    why: str = ""
    sent: Mapping[str, Any] | None = None
    answered: Mapping[str, Any] | None = None
    status: int | None = None
    speech: str = ""
    shown: str = ""
    ssml: str | None = None
    reprompt: str | None = None
    card: Mapping[str, str] | None = None
    open: bool = False
    draft: str | None = None
    note: str | None = None

    def meaning(self, dialog: Dialog) -> "Exchange":
        """Return this turn with the intent that it is taken for, and the slots that are filled."""
        held = ((name, slot_of(sent)) for name, sent in dialog.slots.items())
        return replace(self, intent=dialog.intent, slots={name: slot for name, slot in held if slot is not None})

    def speaking(self, spoken: Spoken | None) -> "Exchange":
        """Return this turn with what is heard in it."""
        if spoken is None:
            return self
        draft = " ".join(spoken.drafts) or None
        return replace(self, speech=spoken.plain, shown=spoken.shown, ssml=spoken.ssml, draft=draft)
