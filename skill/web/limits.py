"""How often one address may ask, counted in memory or in Redis."""

from typing import Any

from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from limits.errors import ConfigurationError

from skill.errors import SettingsError

ROOMS = ("api", "pages", "docs")


def mount(app: Flask, rate: str | None, redis_url: str | None = None) -> None:
    """Limit what one address may ask of the API and the pages; Alexa and the health check are not counted.

    rate: such as "300 per minute", None for no limit. redis_url: where to count, so that several processes count
    together; while it cannot be reached, each counts for itself. Raises SettingsError where Redis cannot be used.
    """
    if rate is None:
        return
    try:
        limiter = Limiter(
            get_remote_address,
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
