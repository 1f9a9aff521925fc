"""The ask-sdk skill: request -> Turn -> respond -> Reply -> response, past the gate."""

import logging
from collections.abc import Callable
from typing import Any

from ask_sdk_core.dispatch_components import AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_core.skill import CustomSkill, SkillConfiguration
from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_model import RequestEnvelope, Response, ResponseEnvelope
from ask_sdk_model.ui import Reprompt

from skill import logs, metrics, notes, wording
from skill.alexa import gate, noting
from skill.alexa.answering import response_of, spoken
from skill.alexa.hearing import has_screen, kind_of, locale_of, turn_of, user_of
from skill.alexa.serializer import Serializer
from skill.coach.words import words
from skill.errors import ContentError
from skill.voice.questions import QUESTIONS
from skill.voice.reply import Reply
from skill.voice.state import State
from skill.voice.turn import Turn

Respond = Callable[[Turn], Reply]
Forget = Callable[[str], None]

_DISABLED = "AlexaSkillEvent.SkillDisabled"

_log = logging.getLogger(__name__)


class SecondHello(CustomSkill):
    """The skill, as flask-ask-sdk's SkillAdapter and Lambda invoke it."""

    def __init__(self, configuration: SkillConfiguration, *, strict: bool = False) -> None:
        """Make a skill; strict raises on a response that the gate refuses, where else an apology is said."""
        super().__init__(configuration)
        self._wire = Serializer()
        self.serializer = self._wire
        self._strict = strict

    def invoke(self, request_envelope: RequestEnvelope, context: Any) -> ResponseEnvelope:
        """Return the answer to a request, checked."""
        answer = super().invoke(request_envelope, context)
        wire = self._wire.serialize(answer)
        kind, screen = kind_of(request_envelope), has_screen(request_envelope)
        found = gate.breaches(wire, kind, screen=screen)
        if self._strict and (found := (*found, *gate.slips(wire, kind, screen=screen))):
            raise ContentError(" ".join(found))
        if found:
            # What follows a colon may show what was to be said.
            rules = "; ".join(each.partition(":")[0].rstrip(".") for each in found)
            _log.error("The gate refused the answer to %s: %s", _name(request_envelope), rules)
            metrics.count("gate_breaches", request=kind or noting.UNKNOWN)
            notes.note(outcome="degraded")
            answer.response = trouble(request_envelope) if kind in gate.SPOKEN else Response()
            answer.session_attributes = _as_they_came(request_envelope)
        return answer


class TurnHandler(AbstractRequestHandler):
    """The one handler of the SDK's: which words answer is decided by voice/routes.py."""

    def __init__(self, respond: Respond, *, forget: Forget | None = None, strict: bool = False) -> None:
        """Make a handler; strict lets a defect through, where else an apology is said."""
        self._respond = respond
        self._forget = forget or (lambda user: None)
        self._strict = strict

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Handle all there is: also what nobody spoke, and what is newer than this code."""
        return True

    def handle(self, handler_input: HandlerInput) -> Response:
        """Return the response to a request; an empty one where nobody waits for words."""
        envelope = handler_input.request_envelope
        try:
            turn = turn_of(envelope)
            if turn is None:
                if kind_of(envelope) == _DISABLED:
                    self._forget(user_of(envelope))
                return _nothing(handler_input)
            reply = self._respond(turn)
            if reply.forgets:
                self._forget(user_of(envelope))
            response = response_of(reply, envelope.request)
            if envelope.session:
                handler_input.attributes_manager.session_attributes = reply.state.to_attributes()
        except Exception as error:
            if self._strict:
                raise
            _log.error("%s while answering %s", logs.where(error), _name(envelope))
            notes.note(outcome="failed")
            return trouble(envelope)
        return response


def _nothing(handler_input: HandlerInput) -> Response:
    """Say nothing and keep nothing."""
    if handler_input.request_envelope.session:
        handler_input.attributes_manager.session_attributes = {}
    return Response()


def trouble(envelope: RequestEnvelope) -> Response:
    """Return an apology after a defect of ours, with the question that was open asked again."""
    locale = locale_of(envelope.request.locale if envelope.request else None)
    apology = wording.render(locale, "speech/manners", "trouble")
    again = _open_question(envelope, locale)
    said = spoken(f"{apology} {again}".strip())
    reprompt = Reprompt(spoken(again) if again else said)
    return Response(output_speech=said, reprompt=reprompt, should_end_session=False)


def build(
    respond: Respond, *, skill_id: str | None = None, forget: Forget | None = None, strict: bool = False
) -> SecondHello:
    """Return the skill that answers with `respond`.

    skill_id: the only application it answers to; None for all. forget: lets go of what is kept of a user elsewhere,
    where they ask for it or disable the skill. strict: see the two classes.
    """
    builder = SkillBuilder()
    builder.add_request_handler(TurnHandler(respond, forget=forget, strict=strict))
    configuration: Any = builder.skill_configuration
    configuration.skill_id = skill_id
    return SecondHello(configuration, strict=strict)


def _open_question(envelope: RequestEnvelope, locale: str) -> str:
    try:
        state = State.from_attributes(_as_they_came(envelope))
        if state.asked not in QUESTIONS:
            return ""
        return wording.render(locale, f"questions/{state.asked}", "again", **words(state.situation))
    except Exception as error:
        _log.error("%s while asking again", logs.where(error))
        return ""


def _as_they_came(envelope: RequestEnvelope) -> dict[str, Any] | None:
    """The session attributes of the request, unless they are past what a response may hold."""
    attributes = envelope.session.attributes if envelope.session else None
    kept: dict[str, Any] | None = attributes if gate.fits(attributes) else None
    return kept


def _name(envelope: RequestEnvelope) -> str:
    request = envelope.request
    return f"{type(request).__name__} {noting.shaped(getattr(request, 'request_id', None)) or 'without an id'}"
