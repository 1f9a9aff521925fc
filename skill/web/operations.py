"""What every request meets: health, limits, and plain errors without a traceback."""

import logging

from flask import Flask, Response, jsonify
from werkzeug.exceptions import HTTPException

from skill.errors import BadInput

_log = logging.getLogger(__name__)

BODY_LIMIT = 64 * 1024  # bytes, of any request


def mount(app: Flask, *, tracebacks: bool = False) -> None:
    """Give an app its health check, its limits and its way of saying no.

    tracebacks: whether a defect is logged with one; it may show what was said, so only for developers.
    """
    app.config["MAX_CONTENT_LENGTH"] = BODY_LIMIT
    app.add_url_rule("/healthz", view_func=healthz, provide_automatic_options=False)
    app.register_error_handler(BadInput, _bad_input)
    app.register_error_handler(HTTPException, _http_error)
    if not tracebacks:
        app.register_error_handler(Exception, _defect)
    app.after_request(_plain)


def healthz() -> Response:
    """Tell that the service is up."""
    return jsonify(status="ok")


def _bad_input(error: Exception) -> tuple[Response, int]:
    return jsonify(error=str(error)), 400


def _http_error(error: Exception) -> tuple[Response, int, dict[str, str]]:
    if not isinstance(error, HTTPException):
        raise error
    # Of werkzeug's headers only Allow says more than the status.
    headers = {name: value for name, value in error.get_headers() if name == "Allow"}
    return jsonify(error=error.description), error.code or 500, headers


def _defect(error: Exception) -> tuple[Response, int]:
    _log.error("%s while answering", type(error).__name__)
    return jsonify(error="Something went wrong here."), 500


def _plain(response: Response) -> Response:
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    return response
