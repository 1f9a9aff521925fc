"""POST /alexa: size and method, bounded JSON, addressee, then flask-ask-sdk's SkillAdapter."""

from flask import Blueprint, Flask, Response, request

from skill.alexa import envelope
from skill.alexa.sdk import SkillAdapter
from skill.alexa.skill import SecondHello
from skill.errors import BadInput

PATH = "/alexa"


def mount(app: Flask, skill: SecondHello, *, skill_id: str | None = None) -> None:
    """Let an app answer Alexa's requests; skill_id: the only application it answers to, where given."""
    # SkillAdapter reads these when it is made. Its own verifier cannot be used, see sdk.py.
    app.config["ASK_SDK_VERIFY_SIGNATURE"] = False
    app.config["ASK_SDK_VERIFY_TIMESTAMP"] = False
    adapter = SkillAdapter(skill=skill, skill_id=skill_id, app=app)
    room = Blueprint("alexa", __name__)

    def answer() -> Response:
        request.max_content_length = envelope.SIZE_LIMIT
        # Cached, else SkillAdapter finds nothing left of a body that calls itself a form.
        check(request.get_data(cache=True), skill_id)
        answered: Response = adapter.dispatch_request()
        return answered

    room.add_url_rule(PATH, view_func=answer, methods=["POST"], provide_automatic_options=False)
    app.register_blueprint(room)


def check(raw: bytes, skill_id: str | None) -> None:
    """Raise BadInput for a body that is no request to this skill."""
    received = envelope.parse(raw)
    if skill_id is not None and not envelope.is_for(received, skill_id):
        raise BadInput("The request is for another skill.")
