"""The service: wiring only."""

from pathlib import Path

from flask import Flask

from skill.alexa import endpoint
from skill.alexa.certificates import Keys
from skill.alexa.chain import roots_of
from skill.alexa.fetching import from_folder, from_host, system_roots
from skill.alexa.replays import Replays
from skill.alexa.skill import build
from skill.alexa.verify import Verifier
from skill.errors import SettingsError
from skill.settings import Settings
from skill.voice.routes import respond
from skill.warm import load
from skill.web import api, docs, limits, operations, pages


def create_app(settings: Settings, verifier: Verifier | None = None) -> Flask:
    """Return the service as a WSGI application; verifier: in place of the one that the settings ask for.

    Raises SettingsError where the service cannot start as it is set up.
    """
    app = api.new_app("skill")
    replays = Replays()
    operations.mount(
        app,
        load=load,
        metrics_token=settings.metrics_token,
        tracebacks=settings.strict,
        origins=settings.cors_origins or (),
    )
    endpoint.mount(
        app,
        build(respond, forget=replays.forget, strict=settings.strict),
        verifier or (_verifier(settings) if settings.verify else None),
        skill_ids=settings.skill_ids or (),
        replays=replays,
    )
    api.mount(app)
    pages.mount(app)
    docs.mount(app)
    limits.mount(app, settings.rate_limit, settings.redis_url)
    limits.trust(app, settings.proxies)
    return app


def _verifier(settings: Settings) -> Verifier:
    if not settings.skill_ids:
        raise SettingsError(
            "SECOND_HELLO_SKILL_ID is missing: the id of the skill, from the developer console. To try the skill"
            " without one, run make chat or make run."
        )
    try:
        trusted = Path(settings.trust_roots).read_bytes() if settings.trust_roots else system_roots()
    except OSError as error:
        raise SettingsError(f"SECOND_HELLO_TRUST_ROOTS cannot be read: {error.strerror or error}.") from error
    roots = roots_of(trusted)
    fetch = from_folder(Path(settings.cert_mirror)) if settings.cert_mirror else from_host(trusted)
    return Verifier(Keys(fetch, roots).of, settings.skill_ids)
