"""The API's description: what its errors look like, and examples that run."""

from http import HTTPStatus
from typing import Any

from flask_openapi3 import Info, OpenAPI, Tag
from pydantic import BaseModel, Field

from skill.coach.drafting import Recipe
from skill.coach.situation import Details
from skill.web import problems
from skill.web.packing import Packed, pack

INFO = Info(
    title="Second Hello",
    version="1.0.0",
    description="What to do next after a missed connection, messages to send, and how a message would land."
    " Nothing that is sent here is kept.",
)
COACH = Tag(name="coach", description="The next step, drafts and reviews.")
LISTS = Tag(name="lists", description="What there is to choose from.")


class Wrong(BaseModel):
    """One thing that is wrong in a body."""

    pointer: str = Field(description="Where it is, as a JSON pointer.")
    detail: str


class Problem(BaseModel):
    """Problem details, as RFC 9457 has them."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[Wrong] = Field(default=[], description="With 422, everything that is wrong in the body.")


Responses = dict[str | int | HTTPStatus, type[BaseModel] | dict[Any, Any] | None]


def _problem(description: str) -> dict[str, Any]:
    content = {problems.TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"description": description, "content": content}


ALWAYS: Responses = {
    "429": _problem("Too many requests, see Retry-After"),
    "500": _problem("A defect of the service"),
    "503": _problem("Too much at once, see Retry-After"),
}
REFUSALS: Responses = {
    "400": _problem("The body is no JSON"),
    "413": _problem("The body is too large"),
    "415": _problem("The body does not call itself JSON"),
    "422": _problem("The body does not have the form described here"),
}
NO_SUCH_DRAFT: Responses = {"404": _problem("There is no draft with this id")}

_ABOUT = {"person": "Maya", "place": "the gym", "topic": "hiking", "pronoun": "she", "you": "Sam"}
_DRAFT = pack(Packed(Recipe("social_dm", Details(person="Maya", place="the gym"), platform="instagram")))
EXAMPLES: dict[str, dict[str, dict[str, Any]]] = {
    "/next-step": {"A place you both go to": {"about": {**_ABOUT, "meets_again": "yes", "reason": "nerves"}}},
    "/drafts": {
        "Three drafts": {"channel": "instagram", "tone": "warm", "count": 3, "about": _ABOUT},
        "A draft, shorter": {"draft": _DRAFT, "change": "shorter"},
        "The name put right": {"draft": _DRAFT, "about": {"person": "Mia"}},
        "After silence": {"channel": "instagram", "about": {"person": "Maya", "history": "waiting"}},
    },
    "/reviews": {
        "A message that presses": {
            "text": "Hi Maya, it was lovely to talk at the gym. You owe me an answer, so tell me today.",
            "channel": "instagram",
            "about": {"person": "Maya", "history": "waiting"},
        },
    },
}


def description(app: OpenAPI, prefix: str) -> dict[str, Any]:
    """Return the OpenAPI description of what an app answers to, with examples, as JSON takes it."""
    found: dict[str, Any] = app.api_doc
    for path, operations in found["paths"].items():
        for method, operation in operations.items():
            if method == "get":
                # The library adds it everywhere, but nothing is sent here that could be wrong.
                operation["responses"].pop("422", None)
            elif examples := EXAMPLES.get(path.removeprefix(prefix)):
                named = {title: {"value": value} for title, value in examples.items()}
                operation["requestBody"]["content"]["application/json"]["examples"] = named
    return found
