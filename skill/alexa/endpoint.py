"""POST /alexa: size and method, who sent it, bounded JSON, replays, then flask-ask-sdk's SkillAdapter."""

from typing import Any

from flask import Blueprint, Flask, Response, request

from skill import metrics, notes
from skill.alexa import envelope, noting
from skill.alexa.replays import Answer, Replays
from skill.alexa.sdk import SkillAdapter
from skill.alexa.skill import SecondHello
from skill.alexa.verify import Verifier
from skill.errors import BadInput, Refused

PATH = "/alexa"


def mount(
    app: Flask,
    skill: SecondHello,
    verifier: Verifier | None,
    *,
    skill_ids: tuple[str, ...] = (),
    replays: Replays | None = None,
) -> None:
    """Let an app answer Alexa's requests.

    verifier: what lets them in; None lets in whatever is a request to one of `skill_ids`, or to any where none is
    given, and is for development only. replays: what has been answered lately, to forget a user's answers by.
    """
    # SkillAdapter reads these when it is made. Its own verifier cannot be used, see sdk.py.
    app.config["ASK_SDK_VERIFY_SIGNATURE"] = False
    app.config["ASK_SDK_VERIFY_TIMESTAMP"] = False
    adapter = SkillAdapter(skill=skill, skill_id=None, app=app)
    answered = replays or Replays()
    room = Blueprint("alexa", __name__)

    def dispatch() -> Answer:
        response: Response = adapter.dispatch_request()
        return Answer(response.status_code, response.get_data())

    def answer() -> Response:
        notes.note(request_type=noting.UNKNOWN)
        request.max_content_length = envelope.SIZE_LIMIT
        # Cached, else SkillAdapter finds nothing left of a body that calls itself a form.
        raw = request.get_data(cache=True)
        try:
            if verifier is None:
                noting.note(check(raw, skill_ids)["request"])
                return _response(dispatch())
            admitted = verifier.admit(request.headers, raw)
            sent = admitted.envelope
            noting.note(sent["request"])
            return _response(
                answered.answer(
                    sent["request"].get("requestId"), raw, admitted.until, envelope.user_of(sent) or "", dispatch
                )
            )
        except BadInput as refused:
            reason = refused.reason if isinstance(refused, Refused) else "envelope"
            metrics.count("verification_failures", reason=reason)
            notes.note(outcome="refused", reason=reason)
            raise

    room.add_url_rule(PATH, view_func=answer, methods=["POST"], provide_automatic_options=False)
    app.register_blueprint(room)


def check(raw: bytes, skill_ids: tuple[str, ...]) -> dict[str, Any]:
    """Return the envelope in a body; raises BadInput where it is none, or one to another than these skills, if any."""
    received: dict[str, Any] = envelope.parse(raw)
    if skill_ids and not any(envelope.is_for(received, skill_id) for skill_id in skill_ids):
        raise Refused("skill", "The request is for another skill.")
    return received


def _response(answer: Answer) -> Response:
    return Response(answer.body, answer.status, mimetype="application/json")
