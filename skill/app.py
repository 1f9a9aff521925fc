"""The service: wiring only."""

from flask import Flask

from skill.alexa import endpoint
from skill.alexa.skill import build
from skill.settings import Settings
from skill.voice.routes import respond
from skill.web import operations


def create_app(settings: Settings) -> Flask:
    """Return the service as a WSGI application."""
    app = Flask("skill", static_folder=None)
    operations.mount(app, tracebacks=settings.strict)
    endpoint.mount(
        app,
        build(respond, skill_id=settings.skill_id, strict=settings.strict),
        skill_id=settings.skill_id,
    )
    return app
