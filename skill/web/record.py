"""One line and the numbers of each request: what was asked for and what came of it, not by whom nor in which words."""

import logging
from time import perf_counter

from flask import Flask, Response, current_app, g, request

from skill import logs, metrics, notes

_log = logging.getLogger(logs.REQUESTS)
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"})
# Asked all the time, by machines.
_PROBES = frozenset({"/healthz", "/readyz", "/metrics"})
_REASONS = {404: "nothing there", 405: "method", 413: "size", 415: "content type", 422: "content", 429: "rate"}
_LEVELS = {"failed": logging.ERROR, "degraded": logging.WARNING}
_UNTAKEN = ("refused", "replayed")


def mount(app: Flask) -> None:
    """Let an app tell of its requests; to be called before anything else is, so that it sees the whole of them."""
    app.before_request(_begin)
    app.after_request(_end)


def unread(status: int) -> None:
    """Tell of what could not even be read as a request."""
    path = "unread"
    metrics.count("http_requests", route=path, status=_class(status))
    told = {"method": "other", "path": path, "status": status, "outcome": "refused"}
    _log.info("%s %s", path, status, extra={"told": told})


def _begin() -> None:
    notes.begin()
    g.began = perf_counter()


def _end(response: Response) -> Response:
    seconds = perf_counter() - g.began
    noted, status, path = notes.told(), response.status_code, _path()
    outcome = noted.pop("outcome", "") if status < 500 else "failed"
    outcome = outcome or ("answered" if status < 400 else "refused")
    if outcome == "refused":
        noted.setdefault("reason", _REASONS.get(status, "content"))
    metrics.count("http_requests", route=path, status=_class(status))
    if kind := noted.get("request_type"):
        metrics.count("turns", request=kind, outcome=outcome)
        if outcome not in _UNTAKEN:
            metrics.observe("turn_seconds", seconds)
    elif path.startswith("/api/"):
        metrics.observe("api_seconds", seconds)
    if path not in _PROBES:
        _write({"path": path, "status": status, "ms": round(seconds * 1000, 1), "outcome": outcome, **noted})
    return response


def _write(what: dict[str, object]) -> None:
    level = _LEVELS.get(str(what["outcome"]), logging.INFO)
    if _log.isEnabledFor(level):
        method = request.method if request.method in _METHODS else "other"
        told = {"method": method, **what}
        _log.log(level, "%s %s %s", method, what["path"], what["status"], extra={"told": told})


def _class(status: int) -> str:
    return f"{status // 100}xx"


def _path() -> str:
    """The route, also where the method is not one of its own; never what a stranger made up."""
    if request.url_rule is not None:
        return str(request.url_rule.rule)
    known = any(rule.rule == request.path for rule in current_app.url_map.iter_rules())
    return request.path if known else "unknown"
