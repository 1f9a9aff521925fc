"""What every request meets: health, numbers, limits, and the headers that keep a browser to ourselves."""

from collections.abc import Callable
from hmac import compare_digest
from urllib.parse import urlsplit

from flask import Flask, Response, abort, jsonify, request

from skill import metrics
from skill.errors import ContentError
from skill.settings import is_loopback
from skill.web import leaving, limits, pages, problems, record

BODY_LIMIT = 64 * 1024  # bytes, of any request

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}


def mount(
    app: Flask,
    *,
    load: Callable[[], None] = lambda: None,
    metrics_token: str | None = None,
    tracebacks: bool = False,
    origins: tuple[str, ...] = (),
) -> None:
    """Give an app its health checks, its numbers, its limits, its headers and its way of saying no.

    load: loads what the service needs to answer, raises ContentError where it cannot. metrics_token: what opens
    /metrics; without one it is open to this machine. tracebacks: whether a defect is logged with one; it may show
    what was said, so only for developers. origins: the sites whose pages may call the API; none by default.
    """
    record.mount(app)
    app.config["MAX_CONTENT_LENGTH"] = BODY_LIMIT
    for path, view in (
        ("/healthz", healthz),
        ("/readyz", lambda: readyz(load)),
        ("/metrics", lambda: numbers(metrics_token)),
    ):
        app.add_url_rule(path, path[1:], view, provide_automatic_options=False)
    problems.mount(app, pages.error, tracebacks=tracebacks)
    app.after_request(_guarded)
    if origins:
        _open_to(app, frozenset(origins))


def healthz() -> Response:
    """Tell that the service is up."""
    return jsonify(status="ok")


def readyz(load: Callable[[], None]) -> Response:
    """Tell whether the service can answer: everything is loaded, and it is not about to end."""
    if request.environ.get(leaving.FLAG):
        return problems.answer(503, "The service is shutting down.")
    try:
        load()
    except ContentError:
        return problems.answer(503, "The service cannot load what it answers with.")
    return jsonify(status="ready")


def numbers(token: str | None) -> Response:
    """Tell every number, to those who may know; for all others there is nothing here."""
    if not _may_count(token):
        abort(404)
    return Response(metrics.text(), content_type=metrics.CONTENT_TYPE)


def _may_count(token: str | None) -> bool:
    """Tell whether a caller may see the numbers: by the token, or without one as a neighbour on this machine.

    Behind a proxy on this machine everyone looks like a neighbour, so nobody is who was passed on by one, or calls
    this machine by another name.
    """
    if token is None:
        return is_loopback(request.remote_addr or "") and not limits.passed_on() and is_loopback(_host())
    given = request.authorization
    sent = given.token if given and given.type == "bearer" else None
    return compare_digest((sent or "").encode(), token.encode())


def _host() -> str:
    try:
        return urlsplit(f"//{request.host}").hostname or ""
    except ValueError:
        return ""


def _guarded(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def _open_to(app: Flask, origins: frozenset[str]) -> None:
    """Let pages of these origins call the API; nothing there needs a cookie, so none is allowed along."""

    def allow(response: Response) -> Response:
        if not request.path.startswith("/api/"):
            return response
        response.vary.add("Origin")
        if (origin := request.headers.get("Origin")) in origins:
            response.headers["Access-Control-Allow-Origin"] = str(origin)
            response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
            if request.method == "OPTIONS":
                response.headers["Access-Control-Allow-Methods"] = "GET, POST"
                response.headers["Access-Control-Allow-Headers"] = "Content-Type"
                response.headers["Access-Control-Max-Age"] = "600"
        return response

    app.after_request(allow)
