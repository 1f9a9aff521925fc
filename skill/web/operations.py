"""What every request meets: health, limits, and the headers that keep a browser to ourselves."""

from flask import Flask, Response, jsonify, request

from skill.web import pages, problems

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


def mount(app: Flask, *, tracebacks: bool = False, origins: tuple[str, ...] = ()) -> None:
    """Give an app its health check, its limits, its headers and its way of saying no.

    tracebacks: whether a defect is logged with one; it may show what was said, so only for developers. origins: the
    sites whose pages may call the API; none by default.
    """
    app.config["MAX_CONTENT_LENGTH"] = BODY_LIMIT
    app.add_url_rule("/healthz", view_func=healthz, provide_automatic_options=False)
    problems.mount(app, pages.error, tracebacks=tracebacks)
    app.after_request(_guarded)
    if origins:
        _open_to(app, frozenset(origins))


def healthz() -> Response:
    """Tell that the service is up."""
    return jsonify(status="ok")


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
