"""A Reply as Alexa's response."""

from typing import Any

from ask_sdk_model import (
    Intent,
    IntentConfirmationStatus,
    IntentRequest,
    Response,
    Slot,
    SlotConfirmationStatus,
)
from ask_sdk_model.dialog import ElicitSlotDirective
from ask_sdk_model.ui import Reprompt, SimpleCard, SsmlOutputSpeech

from skill import content
from skill.voice.reply import Reply


def response_of(reply: Reply, request: Any) -> Response:
    """Return the response that a reply to a request is."""
    return Response(
        output_speech=spoken(reply.speech),
        reprompt=Reprompt(spoken(reply.reprompt)) if reply.reprompt else None,
        card=SimpleCard(reply.card.title, reply.card.text) if reply.card else None,
        directives=[_elicit(*reply.elicits, request)] if reply.elicits else None,
        should_end_session=reply.asks is None,
    )


def spoken(ssml: str) -> SsmlOutputSpeech:
    """Return SSML as Alexa's output speech, with the <speak> around it."""
    return SsmlOutputSpeech(ssml=f"<speak>{ssml}</speak>")


def _elicit(intent: str, slot: str, request: Any) -> ElicitSlotDirective:
    """Ask for a slot of an intent, with all its slots named, as Alexa wants it.

    The intent need not be the one just heard; where it is, what was heard of it is carried over.
    """
    now = request.intent if isinstance(request, IntentRequest) else None
    heard = (now.slots or {}) if now and now.name == intent else {}
    empty = SlotConfirmationStatus.NONE
    slots = {name: heard.get(name) or Slot(name, confirmation_status=empty) for name in _slots_of(intent)}
    updated = Intent(intent, slots, IntentConfirmationStatus.NONE)
    return ElicitSlotDirective(slot_to_elicit=slot, updated_intent=updated)


def _slots_of(intent: str) -> tuple[str, ...]:
    intents = content.model()["interactionModel"]["languageModel"]["intents"]
    return next(tuple(s["name"] for s in i.get("slots", ())) for i in intents if i["name"] == intent)
