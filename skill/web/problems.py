"""Errors as RFC 9457 problem details, for whatever goes wrong on the way to an answer."""

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus

from flask import Flask, Response
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException

from skill import logs
from skill.errors import BadInput

TYPE = "application/problem+json"
_log = logging.getLogger(__name__)
# Of werkzeug's headers these say more than the status.
_TELLING = ("Allow", "Retry-After")
_WORDS = {
    404: "There is nothing here.",
    405: "This cannot be done here, see Allow.",
    413: "The request is too large.",
    **dict.fromkeys((429, 503), "That was a lot at once. Try again in a moment."),
}


def mount(app: Flask, page: Callable[[int, str], Response | None], *, tracebacks: bool = False) -> None:
    """Let an app answer every error with problem details.

    page: makes of a status and words what a browser is shown instead, None where it is not a browser that asks.
    tracebacks: whether a defect is logged with one; it may show what was said, so only for developers.
    """

    def said(status: int, detail: str) -> Response:
        return page(status, detail) or answer(status, detail)

    def bad_input(error: Exception) -> Response:
        return said(400, str(error))

    def http_error(error: Exception) -> Response:
        if not isinstance(error, HTTPException):
            raise error
        status = error.code or 500
        answered = said(status, words(status, error.description))
        answered.headers.extend((name, value) for name, value in error.get_headers() if name in _TELLING)
        return answered

    def defect(error: Exception) -> Response:
        _log.error("%s while answering", logs.where(error))
        return said(500, "Something went wrong here.")

    app.register_error_handler(BadInput, bad_input)
    app.register_error_handler(HTTPException, http_error)
    if not tracebacks:
        app.register_error_handler(Exception, defect)


def body(status: int, detail: str, errors: Sequence[Mapping[str, str]] = ()) -> bytes:
    """Return problem details as JSON; errors: for each thing wrong in a body a JSON pointer and what is wrong."""
    what: dict[str, object] = {"type": "about:blank", "title": _title(status), "status": status, "detail": detail}
    if errors:
        what["errors"] = list(errors)
    return json.dumps(what, ensure_ascii=False, separators=(",", ":")).encode()


def answer(status: int, detail: str, errors: Sequence[Mapping[str, str]] = ()) -> Response:
    """Return problem details as a response."""
    return Response(body(status, detail, errors), status, content_type=TYPE)


def invalid(error: ValidationError) -> Response:
    """Return what a schema found wrong in a body; what was sent is not repeated."""
    found = [
        {"pointer": _pointer(each["loc"]), "detail": each["msg"].removeprefix("Value error, ")}
        for each in error.errors(include_url=False, include_context=False, include_input=False)
    ]
    return answer(422, "The body does not have the form described in the API.", found)


def words(status: int, otherwise: str | None = None) -> str:
    """Return in a sentence what an HTTP error means."""
    return _WORDS.get(status) or otherwise or _title(status)


def _title(status: int) -> str:
    return HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else "Error"


def _pointer(path: Sequence[int | str]) -> str:
    # A step in parentheses says which of two forms was tried; it stands nowhere in the body.
    steps = (str(step).replace("~", "~0").replace("/", "~1") for step in path if not str(step).startswith("("))
    return "#" + "".join(f"/{step}" for step in steps)
