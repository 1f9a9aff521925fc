"""A running service, as every test outside a single room meets it."""

from collections.abc import Iterator

import pytest

from skill.alexa.endpoint import PATH
from skill.app import create_app
from skill.settings import Settings
from skill.web.server import running


@pytest.fixture(scope="session")
def service_url() -> Iterator[str]:
    """A service on a free port in which a defect of ours is an error, not an apology."""
    with running(create_app(Settings(verify=False, development=True, strict=True))) as url:
        yield url


@pytest.fixture(scope="session")
def skill_url(service_url: str) -> str:
    """Where that service hears Alexa."""
    return f"{service_url}{PATH}"
