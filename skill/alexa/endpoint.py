"""POST /alexa: size and method, bounded JSON, addressee, then flask-ask-sdk's SkillAdapter."""

from flask import Blueprint, Flask, Response, abort, request

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
        # Cached, else SkillAdapter finds nothing left of a body that calls itself a form.
        check(request.get_data(cache=True), skill_id)
        answered: Response = adapter.dispatch_request()
        return answered

    room.add_url_rule(PATH, view_func=answer, methods=["POST"], provide_automatic_options=False)
    app.register_blueprint(room)


def check(raw: bytes, skill_id: str | None) -> None:
    """Refuse a body over the size limit with 413, and one that is no request to this skill with BadInput."""
    if len(raw) > envelope.SIZE_LIMIT:
        abort(413)
    ids = envelope.application_ids(envelope.parse(raw))
    if skill_id is not None and (not ids or set(ids) != {skill_id}):
        raise BadInput("The request is for another skill.")
