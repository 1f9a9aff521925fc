"""An Echo on this machine: hears a sentence, sends it to a skill, and obeys the answer as an Echo does."""

import contextlib
import json
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from skill.errors import BadInput, Unreachable
from skill.simulator.answers import Answer, read_answer
from skill.simulator.dialog import DIRECTIVES, Dialog, directed, next_asked, prompt, yes_or_no
from skill.simulator.ears import Ears, Understood
from skill.simulator.envelopes import (
    DEFAULT_APPLICATION,
    Identity,
    Session,
    empty,
    ended,
    envelope,
    filled,
    intent_request,
    launch,
)
from skill.simulator.exchange import Exchange
from skill.simulator.sending import PATIENCE, Received, Sign, check_url, post
from skill.simulator.ssml import Spoken

__all__ = ("LONGEST", "PROBLEM", "Echo", "Exchange")

PROBLEM = "There was a problem with the requested skill's response."
LONGEST = 2_000
_MOST_DELEGATIONS = 5
_ENDED = "SessionEndedRequest"


@dataclass(frozen=True)
class _Listening:
    """An open session between two turns: its microphone, the reprompt still to come, and its dialog."""

    session: Session
    microphone: bool = False
    reprompt: Spoken | None = None
    dialog: Dialog | None = None


class Echo:
    """A device without a screen that talks to one skill; it keeps the session from turn to turn."""

    def __init__(
        self,
        understanding: Ears,
        url: str,
        locale: str = "en-US",
        application_id: str = DEFAULT_APPLICATION,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        patience: float = PATIENCE,
        sign: Sign | None = None,
    ) -> None:
        """Make a device that sends to `url` and waits `patience` seconds; raises BadInput for no address.

        sign: makes the headers that Alexa signs a request with; without it requests go unsigned.
        """
        check_url(url)
        self.url = url
        self._ears = understanding
        self._model = understanding.model
        self._who = Identity(application_id=application_id, locale=locale)
        self._clock = clock
        self._patience = patience
        self._sign = sign
        self._listening: _Listening | None = None

    @property
    def is_open(self) -> bool:
        """Whether a session with the skill is open."""
        return self._listening is not None

    @property
    def invocation(self) -> str:
        """The name by which the skill is opened."""
        return self._model.invocation

    def say(self, text: str) -> Exchange:
        """Say a sentence to the device, and return what happened; nothing said is silence.

        Raises Unreachable where no skill listens at the address.
        """
        said = _clean(text)
        if not said:
            return self.silence()
        if len(said) > LONGEST:
            note = f"An Echo hears a sentence, not {len(said)} characters. Say it in less than {LONGEST}."
            return Exchange(said, open=self.is_open, note=note)
        before = self._listening
        dialog = before.dialog if before else None
        heard = self._ears.resolve(said, elicited=dialog.elicited if dialog else None)
        if heard.intent == _ENDED:
            return self._leave(said, heard)
        launched = heard.intent == "LaunchRequest"
        if heard.invoked or launched:
            before = _Listening(Session())
        if before is None:
            return Exchange(said, why=heard.why, note=self._unknown())
        if launched:
            return self._ask(Exchange(said, heard.intent, why=heard.why), before.session, None, launch())
        dialog = self._continued(said, before.dialog, heard)
        return self._converse(Exchange(said, why=heard.why), before.session, dialog)

    def silence(self) -> Exchange:
        """Say nothing for eight seconds: the reprompt is played once, then the session ends."""
        before = self._listening
        if before is None:
            return Exchange("", note=f'No session is open. Say "open {self.invocation}" to begin.')
        if before.microphone and before.reprompt is not None:
            self._listening = replace(before, reprompt=None)
            return Exchange("", open=True, why="silence, so the reprompt").speaking(before.reprompt)
        return self._end(Exchange("", _ENDED, why="silence, and nothing more to ask"), "EXCEEDED_MAX_REPROMPTS")

    def _unknown(self) -> str:
        name = self.invocation
        return f'An Echo would not know this is for {name}. Say "open {name}", or put "ask {name}" before it.'

    def _leave(self, said: str, heard: Understood) -> Exchange:
        if self._listening is None:
            return Exchange(said, why=heard.why, note="No session is open, so an Echo would do nothing.")
        return self._end(Exchange(said, _ENDED, why=heard.why), "USER_INITIATED")

    def _continued(self, said: str, dialog: Dialog | None, heard: Understood) -> Dialog:
        """Return the intent to send: what was heard, joined to the dialog that it goes on with."""
        if dialog is not None and dialog.asking is not None and dialog.asking.kind != "elicit":
            answer = yes_or_no(said, heard.intent)
            if answer is not None:
                return dialog.answered(answer)
        intent = self._model.intents.get(heard.intent)
        slots = {name: empty(name) for name in intent.slots} if intent else {}
        for name in slots.keys() & heard.slots.keys():
            slots[name] = filled(self._model, self._who, heard.intent, name, heard.slots[name])
        if dialog is not None and dialog.intent == heard.intent:
            return dialog.heard(slots)
        return Dialog(heard.intent, slots)

    def _converse(self, turn: Exchange, session: Session, dialog: Dialog) -> Exchange:
        """Send an intent, or first ask what the model lets Alexa ask before the skill hears of it."""
        known = self._model.dialog.get(dialog.intent)
        if known is not None and known.delegation == "ALWAYS":
            asking = next_asked(self._model, dialog)
            if asking is not None:
                return self._prompted(turn.meaning(dialog), session, asking)
            dialog = replace(dialog, state="COMPLETED")
        state = dialog.state if known is not None else None
        return self._ask(turn.meaning(dialog), session, dialog, intent_request(dialog.as_sent, state))

    def _ask(
        self,
        turn: Exchange,
        session: Session,
        dialog: Dialog | None,
        request: Mapping[str, Any],
        delegated: int = 0,
    ) -> Exchange:
        """Send a request and obey the answer; a delegation with nothing left to ask is sent at once."""
        sent = envelope(self._who, session, self._clock(), request)
        received = self._post(sent)
        turn = replace(turn, sent=sent, status=received.status)
        try:
            answer = read_answer(received)
            turn = replace(turn, answered=answer.raw)
            after = replace(session, new=False, attributes=answer.attributes)
            led = self._led(dialog, answer)
        except BadInput as problem:
            return self._problem(turn, session, str(problem))
        if led is None or answer.ends:
            return self._obey(turn, after, answer, led)
        if led.asking is not None:
            return self._obey(turn, after, replace(answer, ends=False), led)
        asking = next_asked(self._model, led)
        if asking is not None:
            return self._prompted(turn, after, asking)
        if delegated == _MOST_DELEGATIONS:
            return self._problem(turn, after, "The skill delegates again and again.")
        done = replace(led, state="COMPLETED")
        turn = turn.meaning(done)
        return self._ask(turn, after, done, intent_request(done.as_sent, done.state), delegated + 1)

    def _led(self, dialog: Dialog | None, answer: Answer) -> Dialog | None:
        for directive in answer.directives:
            if directive["type"] in DIRECTIVES:
                return directed(self._model, dialog, directive)
        return None

    def _obey(self, turn: Exchange, session: Session, answer: Answer, dialog: Dialog | None) -> Exchange:
        goes_on = answer.ends is not True
        microphone = answer.ends is False
        self._listening = _Listening(session, microphone, answer.reprompt, dialog) if goes_on else None
        reprompt = answer.reprompt.plain if answer.reprompt is not None else None
        return replace(turn, reprompt=reprompt, card=answer.card, open=goes_on).speaking(answer.speech)

    def _prompted(self, turn: Exchange, session: Session, dialog: Dialog) -> Exchange:
        """Let the device ask, by the model's prompts, for what a delegated dialog lacks."""
        try:
            asked = prompt(self._model.dialog[dialog.intent], dialog)
        except BadInput as problem:
            return self._problem(turn, session, str(problem))
        self._listening = _Listening(session, True, asked, dialog)
        what = dialog.asking.slot if dialog.asking and dialog.asking.slot else dialog.intent
        note = f"The device asks about {what} by itself, with the model's prompt."
        return replace(turn, reprompt=asked.plain, open=True, note=note).speaking(asked)

    def _problem(self, turn: Exchange, session: Session, why: str) -> Exchange:
        """Say what an Echo says to an answer that it cannot use, tell the skill, and close the session."""
        self._listening = None
        notice = envelope(self._who, replace(session, new=False), self._clock(), ended("ERROR", why))
        with contextlib.suppress(Unreachable):
            self._post(notice)
        return replace(turn, speech=PROBLEM, shown=PROBLEM, note=why)

    def _end(self, turn: Exchange, reason: str) -> Exchange:
        """Close the session and tell the skill; whatever it answers, nothing is spoken."""
        if self._listening is None:
            return turn
        session, self._listening = self._listening.session, None
        sent = envelope(self._who, session, self._clock(), ended(reason))
        received = self._post(sent)
        note = None
        try:
            answered: Mapping[str, Any] | None = _json(received)
        except BadInput as problem:
            answered, note = None, f"At the end of the session, which nobody hears: {problem}"
        return replace(turn, sent=sent, answered=answered, status=received.status, note=note)

    def _post(self, sent: Mapping[str, Any]) -> Received:
        return post(self.url, json.dumps(sent).encode("ascii"), self._patience, self._sign)


def _json(received: Received) -> Mapping[str, Any] | None:
    """Return the answer to the end of a session, whatever is in it; it may well be empty."""
    if received.status is not None and 200 <= received.status < 300 and not received.body.strip():
        return None
    return read_answer(received).raw


def _clean(text: str) -> str:
    """Return what was typed in one line, without control characters and broken code points."""
    kept = "".join(" " if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") else c for c in text)
    return " ".join(kept.replace("\ufeff", "").split())
