"""Who asks, as far as it can be known, and how often one address may, counted in memory or in Redis."""

import re
from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import Any

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from limits.errors import ConfigurationError
from werkzeug.middleware.proxy_fix import ProxyFix

from skill.errors import SettingsError

ROOMS = ("api", "pages", "docs")
PASSED_ON = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-Ip")
"""The headers by which a proxy says that it asks for another."""

_HOME = 64  # bits of an IPv6 address; the rest each line chooses as it likes
_PORT = re.compile(r"\[(.*)\](?::\d*)?|([^:]*):\d*")


def trust(app: Flask, proxies: int) -> None:
    """Take the address and the scheme of a request from so many proxies in front; from none, they are the peer's."""
    if proxies:
        wsgi: Any = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=0)
        app.wsgi_app = wsgi  # type: ignore[method-assign]


def passed_on() -> bool:
    """Tell whether a proxy, or someone who plays one, says that it asks for another."""
    return any(name in request.headers for name in PASSED_ON)


def counted_as(address: str) -> str:
    """Return what an address is counted as: without a port, and of IPv6 the network that one line has for itself."""
    if found := _PORT.fullmatch(address):
        address = found[1] or found[2]
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if isinstance(known, IPv6Address):
        return str(known.ipv4_mapped or IPv6Network((int(known), _HOME), strict=False))
    return str(known)


def mount(app: Flask, rate: str | None, redis_url: str | None = None) -> None:
    """Limit what one address may ask of the API and the pages; Alexa and the health check are not counted.

    rate: such as "300 per minute", None for no limit. redis_url: where to count, so that several processes count
    together; while it cannot be reached, each counts for itself. Raises SettingsError where Redis cannot be used.
    """
    if rate is None:
        return
    try:
        limiter = Limiter(
            lambda: counted_as(get_remote_address()),
            app=app,
            storage_uri=redis_url or "memory://",
            headers_enabled=True,
            in_memory_fallback_enabled=redis_url is not None,
            strategy="moving-window",
        )
    except ConfigurationError as error:
        raise SettingsError(
            f"Counting in Redis needs its client: pip install 'second-hello[redis]' ({error})."
        ) from error
    shared = limiter.shared_limit(rate, scope="web")
    for name in ROOMS:
        limited: Any = app.blueprints[name]
        shared(limited)
