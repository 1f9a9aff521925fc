"""/api/v1/docs: the API's description to read, with examples that run."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from flask import Blueprint, Response, render_template, request
from flask_openapi3 import OpenAPI

from skill import wording
from skill.content import TEMPLATES
from skill.web.answers import LOCALE
from skill.web.api import DESCRIPTION, PREFIX
from skill.web.describing import EXAMPLES, description

PATH = f"{PREFIX}/docs"
_REFERENCE = "#/components/schemas/"


@dataclass(frozen=True)
class Field:
    """One field of a body; takes: its kind, or the values that it may have."""

    name: str
    takes: str
    means: str
    needed: bool


@dataclass(frozen=True)
class Example:
    """A body that runs, and the answer that came when it did."""

    title: str
    body: str | None
    answer: str


@dataclass(frozen=True)
class Call:
    """One call of the API."""

    method: str
    path: str
    summary: str
    means: str
    forms: tuple[tuple[str, tuple[Field, ...]], ...]
    examples: tuple[Example, ...]

    @property
    def anchor(self) -> str:
        """Its place on the page."""
        return self.path.removeprefix(f"{PREFIX}/")


def mount(app: OpenAPI) -> None:
    """Give an app the page that shows its API."""
    room = Blueprint("docs", __name__, template_folder=str(TEMPLATES / "web"))

    @cache
    def calls() -> tuple[Call, ...]:
        found = description(app, PREFIX)
        every = [
            _call(app, found, path, method, operation)
            for path, operations in found["paths"].items()
            for method, operation in operations.items()
        ]
        return tuple(sorted(every, key=lambda call: call.method == "GET"))

    def page() -> Response:
        about = _fields(description(app, PREFIX), "About")
        html = render_template(
            "docs.html",
            calls=calls(),
            about=about,
            words=_words,
            openapi=DESCRIPTION,
            root=request.host_url.rstrip("/"),
        )
        return Response(html, content_type="text/html; charset=utf-8")

    room.add_url_rule(PATH, view_func=page, provide_automatic_options=False)
    app.register_blueprint(room)


def _words(block: str, **values: object) -> str:
    return wording.render(LOCALE, "docs", block, **values)


def _call(app: OpenAPI, found: dict[str, Any], path: str, method: str, operation: dict[str, Any]) -> Call:
    bodies = EXAMPLES.get(path.removeprefix(PREFIX), {"": None})
    return Call(
        method.upper(),
        path,
        operation["summary"],
        operation["description"],
        _forms(found, operation),
        tuple(_run(app, method, path, title, body) for title, body in bodies.items()),
    )


def _run(app: OpenAPI, method: str, path: str, title: str, body: Any) -> Example:
    """Answer an example with the app itself, so that no answer on the page is made up."""
    # Built by hand: a view is called as it is, with no limit that counts.
    with app.test_request_context(path, method=method.upper(), json=body):
        answer = app.ensure_sync(app.view_functions[_endpoint(app, path)])
        given = app.make_response(answer()).get_json()
    return Example(title, _pretty(body) if body else None, _pretty(given))


def _endpoint(app: OpenAPI, path: str) -> str:
    return next(str(rule.endpoint) for rule in app.url_map.iter_rules() if rule.rule == path)


def _pretty(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _forms(found: dict[str, Any], operation: dict[str, Any]) -> tuple[tuple[str, tuple[Field, ...]], ...]:
    if "requestBody" not in operation:
        return ()
    name = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].removeprefix(_REFERENCE)
    schema = found["components"]["schemas"][name]
    names = [each["$ref"].removeprefix(_REFERENCE) for each in schema.get("oneOf", ())] or [name]
    return tuple((_first(found["components"]["schemas"][n]["description"]), _fields(found, n)) for n in names)


def _first(text: Any) -> str:
    return str(text).split("\n\n")[0]


def _fields(found: dict[str, Any], name: str) -> tuple[Field, ...]:
    schema = found["components"]["schemas"][name]
    needed = schema.get("required", ())
    return tuple(
        Field(field, _takes(each), each.get("description", ""), field in needed)
        for field, each in schema["properties"].items()
    )


def _takes(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).removeprefix(_REFERENCE).lower()
    if "anyOf" in schema:
        return _takes(schema["anyOf"][0])
    if "enum" in schema:
        return ", ".join(str(value) for value in schema["enum"])
    if "maxLength" in schema:
        return f"text, {schema['minLength']} to {schema['maxLength']} characters"
    if "maximum" in schema:
        return f"{schema['minimum']:.0f} to {schema['maximum']:.0f}"
    return {"string": "text"}.get(schema["type"], str(schema["type"]))
