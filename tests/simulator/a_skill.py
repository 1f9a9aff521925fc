"""A tiny skill on loopback, a small model, and ears that hear only what they were told."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from skill.simulator.device import Echo
from skill.simulator.envelopes import Slot
from skill.simulator.model import Model

Json = dict[str, Any]


def value(id_: str | None, *words: str) -> Json:
    named: Json = {"name": {"value": words[0], "synonyms": list(words[1:])}}
    return {"id": id_, **named} if id_ else named


def intent(name: str, **slots: str) -> Json:
    return {"name": name, "samples": [], "slots": [{"name": n, "type": t} for n, t in slots.items()]}


def dialog_slot(name: str, required: bool = False, confirm: bool = False) -> Json:
    prompts = {"elicitation": f"Elicit.{name}", "confirmation": f"Confirm.{name}"}
    flags = {"elicitationRequired": required, "confirmationRequired": confirm}
    return {"name": name, "type": "T", "prompts": prompts, **flags}


def prompt(id_: str, text: str) -> Json:
    return {"id": id_, "variations": [{"type": "PlainText", "value": text}]}


PLACES = [value("gym", "gym", "the gym"), value(None, "café")]
INTENTS = [
    intent("Story", place="PLACE", topic="TOPIC", person="AMAZON.FirstName"),
    intent("Trip", city="TOPIC", place="PLACE"),
    intent("Auto", place="PLACE"),
    intent("Mute", place="PLACE"),
    intent("Next"),
    *(intent(f"AMAZON.{name}Intent") for name in ("Help", "Stop", "Yes", "No", "Fallback")),
]
DIALOGS = [
    {"name": "Story", "slots": [dialog_slot(name) for name in ("place", "topic", "person")]},
    {
        "name": "Trip",
        "confirmationRequired": True,
        "prompts": {"confirmation": "Confirm.Trip"},
        "slots": [dialog_slot("city", required=True, confirm=True), dialog_slot("place", required=True)],
    },
    {"name": "Auto", "delegationStrategy": "ALWAYS", "slots": [dialog_slot("place", required=True)]},
    {
        "name": "Mute",
        "slots": [{"name": "place", "type": "PLACE", "elicitationRequired": True, "prompts": {}}],
    },
]
PROMPTS = [
    prompt("Elicit.city", "Which city?"),
    prompt("Confirm.city", "<speak>So, {city}?</speak>"),
    prompt("Elicit.place", "Where?"),
    prompt("Confirm.Trip", "To the {place} in {city}, is that right?"),
]
MODEL = Model.parse(
    {
        "interactionModel": {
            "languageModel": {
                "invocationName": "second hello",
                "intents": INTENTS,
                "types": [
                    {"name": "PLACE", "values": PLACES},
                    {"name": "TOPIC", "values": [value("jazz", "jazz")]},
                ],
            },
            "dialog": {"delegationStrategy": "SKILL_RESPONSE", "intents": DIALOGS},
            "prompts": PROMPTS,
        }
    }
)


@dataclass(frozen=True)
class Heard:
    text: str
    intent: str
    slots: Mapping[str, Slot] = field(default_factory=dict)
    invoked: bool = False
    why: str = "told so"


class ToldEars:
    """Hears "Intent slot=value ...", with "open" and "ask" before it; a bare word fills what is elicited."""

    model = MODEL

    def __init__(self) -> None:
        self.elicited: list[tuple[str, str] | None] = []

    def resolve(self, text: str, elicited: tuple[str, str] | None = None) -> Heard:
        self.elicited.append(elicited)
        if text == "open second hello":
            return Heard(text, "LaunchRequest", invoked=True)
        if text in ("exit", "quit"):
            return Heard(text, "SessionEndedRequest")
        rest = text.removeprefix("ask second hello ")
        name, *pairs = rest.split(" ")
        invoked = rest != text
        for known in (name, f"AMAZON.{name.capitalize()}Intent"):
            if known in MODEL.intents:
                slots = {key: self._slot(said) for key, said in (pair.split("=") for pair in pairs)}
                return Heard(text, known, slots, invoked)
        if elicited and not invoked:
            return Heard(text, elicited[0], {elicited[1]: self._slot(text)})
        return Heard(text, "AMAZON.FallbackIntent", invoked=invoked)

    def _slot(self, said: str) -> Slot:
        words = said.replace("_", " ")
        return Slot(words, {"gym": "gym", "the gym": "gym", "jazz": "jazz"}.get(words))


def speak(ssml: str = "Hi.", **response: Any) -> Json:
    """Return a whole answer; the session stays open unless it is told otherwise."""
    speech = {"outputSpeech": {"type": "SSML", "ssml": f"<speak>{ssml}</speak>"}}
    return {"version": "1.0", "response": {**speech, "shouldEndSession": False, **response}}


def reprompt(text: str) -> Json:
    return {"outputSpeech": {"type": "PlainText", "text": text}}


def elicit(slot: str, updated: Json | None = None) -> Json:
    directive: Json = {"type": "Dialog.ElicitSlot", "slotToElicit": slot}
    return {**directive, "updatedIntent": updated} if updated else directive


class ASkill(ThreadingHTTPServer):
    """Answers with what `answers` holds, one after the other, and keeps every request."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers: list[Json | bytes | int | Callable[[BaseHTTPRequestHandler], None]] = []
        self.ending: Json | bytes = {"version": "1.0", "response": {}}
        self.got: list[Json] = []
        self.headers: list[Mapping[str, str]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/alexa"

    def requests(self) -> list[Json]:
        return [each["request"] for each in self.got]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Keep a connection that the Echo gave up out of the test's output."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: ASkill

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append(json.loads(body))
        self.server.headers.append(dict(self.headers))
        ends = self.server.got[-1]["request"]["type"] == "SessionEndedRequest"
        answer = self.server.ending if ends or not self.server.answers else self.server.answers.pop(0)
        if callable(answer):
            answer(self)
            return
        whole = b"{}" if isinstance(answer, int) else answer
        sent = whole if isinstance(whole, bytes) else json.dumps(whole).encode()
        self.send_response(answer if isinstance(answer, int) else 200)
        self.send_header("Content-Length", str(len(sent)))
        self.end_headers()
        self.wfile.write(sent)

    def log_message(self, format: str, *args: Any) -> None:
        """Stay silent."""


@contextmanager
def running() -> Iterator[ASkill]:
    """Run a skill in a thread for as long as the block lasts."""
    with ASkill() as skill:
        thread = threading.Thread(target=skill.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield skill
        finally:
            skill.shutdown()
            thread.join()


NOON = datetime(2025, 5, 1, 12, 0, 0, tzinfo=UTC)


def echo_for(skill: ASkill, *answers: Json | bytes | int | Callable[[BaseHTTPRequestHandler], None]) -> Echo:
    """Return a device whose skill will give these answers, one a request."""
    skill.answers.extend(answers)
    return Echo(ToldEars(), skill.url, application_id="amzn1.ask.skill.test", clock=lambda: NOON)
