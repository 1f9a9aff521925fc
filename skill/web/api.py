"""/api/v1: the coach for programs; typed, described in OpenAPI 3.1, and stateless."""

from flask import Response, abort, request
from flask_openapi3 import APIBlueprint, OpenAPI
from pydantic import BaseModel
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from skill.coach import drafting
from skill.coach.channels import channel_of
from skill.coach.next_step import next_step
from skill.coach.review import review
from skill.errors import BadInput
from skill.web import answers, lists, problems
from skill.web.describing import ALWAYS, COACH, INFO, LISTS, NO_SUCH_DRAFT, REFUSALS, Problem, description
from skill.web.held_back import held_back, history_of
from skill.web.packing import Packed, unpack
from skill.web.refining import changed
from skill.web.schemas import DraftsRequest, NewDrafts, Refinement, ReviewRequest, StepRequest

PREFIX = "/api/v1"
DESCRIPTION = f"{PREFIX}/openapi.json"


def new_app(name: str) -> OpenAPI:
    """Return an empty Flask application that can carry the API."""
    app = OpenAPI(
        name,
        info=INFO,
        doc_ui=False,
        # The library would say null, which OpenAPI does not know.
        security_schemes={},
        validation_error_model=Problem,
        validation_error_callback=problems.invalid,
        static_folder=None,
    )
    # What would be mended by a redirect is not there: a redirect names the host that the request named.
    app.url_map.merge_slashes = False
    return app


def mount(app: OpenAPI) -> None:
    """Give an app the API, and its description at /api/v1/openapi.json."""
    room = APIBlueprint("api", __name__, url_prefix=PREFIX, abp_responses=ALWAYS, operation_id_callback=_named)
    room.before_request(_object_only)

    @room.post("/next-step", tags=[COACH], summary="The next step", responses={"200": answers.StepAnswer, **REFUSALS})
    def post_next_step(body: StepRequest) -> Response:
        """Advises by what is known. What is missing never blocks it, and is named in the answer."""
        situation = body.about.situation()
        return _said(answers.step(next_step(situation, answers.LOCALE), situation.history))

    @room.post(
        "/drafts",
        tags=[COACH],
        summary="Drafts, or a draft changed",
        responses={"200": answers.DraftsAnswer, **REFUSALS, **NO_SUCH_DRAFT},
    )
    def post_drafts(body: DraftsRequest) -> Response:
        """Writes drafts that really differ. A draft's id sent back with a change is changed in that direction."""
        return _said(_refined(body.root) if isinstance(body.root, Refinement) else _drafted(body.root))

    @room.post("/reviews", tags=[COACH], summary="A review", responses={"200": answers.ReviewAnswer, **REFUSALS})
    def post_reviews(body: ReviewRequest) -> Response:
        """Reads a message as the person who gets it would, and names each phrase that would weigh on them."""
        about, (channel, _) = body.about, channel_of(body.channel)
        read = review(body.text, channel, history_of(channel, about.history), about.details(), answers.LOCALE)
        return _said(answers.review(read))

    @room.get("/channels", tags=[LISTS], summary="The channels", responses={"200": lists.ChannelsAnswer})
    def get_channels() -> Response:
        """Lists the channels, their limits, and every id that leads to one."""
        return _said(lists.channels())

    @room.get("/tones", tags=[LISTS], summary="The tones", responses={"200": lists.TonesAnswer})
    def get_tones() -> Response:
        """Lists the tones."""
        return _said(lists.tones())

    @room.get("/changes", tags=[LISTS], summary="The changes", responses={"200": lists.ChangesAnswer})
    def get_changes() -> Response:
        """Lists the changes that a draft can be sent back with."""
        return _said(lists.changes())

    app.register_api(room)
    app.add_url_rule(DESCRIPTION, "openapi", lambda: description(app, PREFIX))


def _named(*, name: str, path: str, method: str) -> str:
    return name


def _said(answer: BaseModel) -> Response:
    return Response(answer.model_dump_json(), content_type="application/json")


def _object_only() -> Response | None:
    """Refuse a body that is no JSON object; the library would take a text with JSON in it for one."""
    if request.method != "POST":
        return None
    try:
        sent = request.get_json()
    except UnsupportedMediaType:
        return problems.answer(415, "Send application/json.")
    except (BadRequest, RecursionError):
        return problems.answer(400, "The body is no JSON.")
    # The library takes UTF-16 and UTF-32 as well, where every bracket has a zero byte; JSON in UTF-8 has none.
    if b"\0" in request.get_data():
        return problems.answer(400, "The body is no JSON in UTF-8.")
    if isinstance(sent, dict):
        return None
    return problems.answer(422, "The body is no JSON object.", [{"pointer": "#", "detail": "Send a JSON object."}])


def _drafted(wanted: NewDrafts) -> answers.DraftsAnswer:
    channel, platform = channel_of(wanted.channel)
    about = wanted.about
    history, details = history_of(channel, about.history), about.details()
    if why := held_back(channel, wanted.line, history, details, answers.LOCALE):
        return answers.nothing(why)
    recipe = drafting.Recipe(channel, details, wanted.line, platform or wanted.platform, wanted.tone, wanted.seed)
    made = drafting.write_many(recipe, wanted.count, answers.LOCALE)
    return answers.drafts([answers.draft(each, history) for each in made])


def _refined(wanted: Refinement) -> answers.DraftsAnswer:
    try:
        packed = unpack(wanted.draft)
    except BadInput as error:
        abort(problems.answer(404, str(error)))
    details = wanted.about.corrected(packed.recipe.details)
    history = wanted.about.history or packed.history
    recipe = packed.recipe.with_details(details)
    if why := held_back(recipe.channel, recipe.line, history, details, answers.LOCALE):
        return answers.nothing(why)
    return answers.drafts([changed(Packed(recipe, history), wanted.change)])
