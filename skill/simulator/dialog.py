"""Elicits, confirms and delegates, as Alexa does: what is being filled, and what is asked next."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal
from xml.sax.saxutils import escape

from skill.errors import BadInput
from skill.simulator.envelopes import empty, slot_of
from skill.simulator.model import DialogIntent, Model
from skill.simulator.ssml import Spoken, read_plain, read_ssml

Confirmation = Literal["NONE", "CONFIRMED", "DENIED"]
DIRECTIVES = ("Dialog.ElicitSlot", "Dialog.ConfirmSlot", "Dialog.ConfirmIntent", "Dialog.Delegate")
_YES = frozenset(("yes", "yeah", "yep", "yup", "sure", "ok", "okay", "correct", "right", "yes please"))
_NO = frozenset(("no", "nope", "nah", "no thanks", "wrong"))
_STATUSES = ("NONE", "CONFIRMED", "DENIED")


@dataclass(frozen=True)
class Asking:
    """What an utterance is expected to answer: a slot's value, a slot's confirmation, or the intent's."""

    kind: Literal["elicit", "confirm_slot", "confirm_intent"]
    slot: str | None = None


@dataclass(frozen=True)
class Dialog:
    """An intent being filled over several turns; `slots` are as they are sent, filled or not."""

    intent: str
    slots: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    confirmation: Confirmation = "NONE"
    state: Literal["STARTED", "IN_PROGRESS", "COMPLETED"] = "STARTED"
    asking: Asking | None = None

    @property
    def elicited(self) -> tuple[str, str] | None:
        """The intent and slot that the next utterance is expected to fill."""
        if self.asking is None or self.asking.kind != "elicit" or self.asking.slot is None:
            return None
        return self.intent, self.asking.slot

    @property
    def as_sent(self) -> dict[str, Any]:
        """The intent as a request holds it."""
        sent: dict[str, Any] = {"name": self.intent, "confirmationStatus": self.confirmation}
        if self.slots:
            sent["slots"] = {name: dict(slot) for name, slot in self.slots.items()}
        return sent

    def heard(self, slots: Mapping[str, Mapping[str, Any]]) -> "Dialog":
        """Return this dialog after an utterance of the same intent; what it leaves out stays as it was."""
        new = {name: slot for name, slot in slots.items() if slot_of(slot) is not None}
        return replace(self, slots={**self.slots, **new}, state="IN_PROGRESS", asking=None)

    def answered(self, yes: bool) -> "Dialog":
        """Return this dialog after a yes or no to what was to be confirmed."""
        status: Confirmation = "CONFIRMED" if yes else "DENIED"
        asking = self.asking
        if asking is None or asking.kind == "elicit":
            return self
        if asking.slot is None:
            return replace(self, confirmation=status, state="IN_PROGRESS", asking=None)
        slot = {**self.slots[asking.slot], "confirmationStatus": status}
        return replace(self, slots={**self.slots, asking.slot: slot}, state="IN_PROGRESS", asking=None)


def yes_or_no(text: str, intent: str) -> bool | None:
    """Return whether an utterance says yes or no, which a dialog hears without an intent for it."""
    bare = text.casefold().strip(" .,!")
    if intent == "AMAZON.YesIntent" or bare in _YES:
        return True
    return False if intent == "AMAZON.NoIntent" or bare in _NO else None


def directed(model: Model, current: Dialog | None, directive: Mapping[str, Any]) -> Dialog:
    """Return the dialog that a Dialog directive leads to; for Dialog.Delegate nothing is asked in it yet.

    Raises BadInput where Alexa would refuse: an intent or slot without a dialog, delegating a complete one.
    """
    kind = str(directive["type"])
    dialog = _updated(model, current, directive.get("updatedIntent"), kind)
    known = model.dialog.get(dialog.intent)
    if known is None:
        raise BadInput(f"{kind} for {dialog.intent}, which has no dialog in the model.")
    if kind == "Dialog.Delegate":
        if current is not None and current.state == "COMPLETED" and dialog.intent == current.intent:
            raise BadInput(f"{kind} for {dialog.intent}, whose dialog is complete.")
        return replace(dialog, asking=None)
    if kind == "Dialog.ConfirmIntent":
        return replace(dialog, asking=Asking("confirm_intent"))
    name = directive.get("slotToElicit" if kind == "Dialog.ElicitSlot" else "slotToConfirm")
    if not isinstance(name, str) or name not in known.slots or name not in dialog.slots:
        raise BadInput(f"{kind} for the slot {name!r}, which the dialog of {dialog.intent} does not have.")
    return replace(dialog, asking=Asking("elicit" if kind == "Dialog.ElicitSlot" else "confirm_slot", name))


def _updated(model: Model, current: Dialog | None, updated: object, kind: str) -> Dialog:
    if updated is None:
        if current is None:
            raise BadInput(f"{kind} without an updatedIntent, and the request had no intent.")
        return current
    if not isinstance(updated, dict) or updated.get("name") not in model.intents:
        raise BadInput(f"{kind} with an updatedIntent that the model does not have.")
    name = str(updated["name"])
    given = updated.get("slots") or {}
    if not isinstance(given, dict) or not all(isinstance(slot, dict) for slot in given.values()):
        raise BadInput(f"{kind} with slots in updatedIntent that are no objects.")
    strange = sorted(set(given) - set(model.intents[name].slots))
    if strange:
        raise BadInput(f"{kind} with the slot {strange[0]!r}, which {name} does not have.")
    slots = {slot: _clean(slot, given.get(slot)) for slot in model.intents[name].slots}
    status: Any = updated.get("confirmationStatus")
    state = current.state if current is not None and current.intent == name else "STARTED"
    return Dialog(name, slots, status if status in _STATUSES else "NONE", state)


def _clean(name: str, given: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return a slot from an updatedIntent without the nulls that a serializer leaves in it."""
    kept = {key: value for key, value in (given or {}).items() if value is not None}
    return {**empty(name), **kept, "name": name}


def next_asked(model: Model, dialog: Dialog) -> Dialog | None:
    """Return a delegated dialog with what Alexa herself asks next in it, or None where nothing is missing.

    In the order of the model: a required slot that is empty, a value to be confirmed, at the end the whole. A
    value that was denied is dropped and asked for again.
    """
    known = model.dialog[dialog.intent]
    for name, slot in known.slots.items():
        now = dialog.slots.get(name, empty(name))
        if now.get("confirmationStatus") == "DENIED" and slot.confirmation_required:
            now = empty(name)
            dialog = replace(dialog, slots={**dialog.slots, name: now})
        has = slot_of(now) is not None
        if slot.elicitation_required and not has:
            return replace(dialog, asking=Asking("elicit", name))
        if slot.confirmation_required and has and now.get("confirmationStatus") == "NONE":
            return replace(dialog, asking=Asking("confirm_slot", name))
    if known.confirmation_required and dialog.confirmation == "NONE":
        return replace(dialog, asking=Asking("confirm_intent"))
    return None


def prompt(known: DialogIntent, dialog: Dialog) -> Spoken:
    """Return what Alexa says to ask in a delegated dialog: the model's first prompt, with its values."""
    asking = dialog.asking
    if asking is None:
        raise BadInput(f"The dialog of {dialog.intent} asks nothing.")
    if asking.slot is None:
        prompts = known.confirmation
    else:
        slot = known.slots[asking.slot]
        prompts = slot.elicitation if asking.kind == "elicit" else slot.confirmation
    if not prompts:
        what = asking.slot or "the whole"
        raise BadInput(f"The dialog of {dialog.intent} asks about {what}, and the model has no prompt for it.")
    words = prompts[0]
    is_ssml = words.lstrip().startswith("<speak")
    for name, sent in dialog.slots.items():
        held = slot_of(sent)
        value = held.value if held else ""
        words = words.replace(f"{{{name}}}", escape(value) if is_ssml else value)
    return read_ssml(words) if is_ssml else read_plain(words)
