"""A service for programs and people, and a browser to look at it with."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from skill.app import create_app
from skill.settings import Settings
from skill.web.server import running
from tests.browser import browser
from tests.web.visitor import Visitor

_PATIENCE = 30_000  # ms; a machine may have other things to do
expect.set_options(timeout=_PATIENCE)

SETTINGS = Settings(verify=False, development=True, strict=True, rate_limit=None)


@pytest.fixture(scope="session")
def service_url() -> Iterator[str]:
    """A service that never says that it was too much at once."""
    with running(create_app(SETTINGS)) as url:
        yield url


@pytest.fixture(scope="session")
def client() -> FlaskClient:
    """The same without a socket."""
    return create_app(SETTINGS).test_client()


@pytest.fixture
def visitor(client: FlaskClient) -> Visitor:
    """Somebody without a script, who has just come."""
    return Visitor(client)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with browser() as started:
        yield started


@pytest.fixture
def page(chromium: Browser, service_url: str) -> Iterator[Page]:
    """The page, opened; whatever it asks of another host, and whatever goes wrong in it, fails the test."""
    context = chromium.new_context(reduced_motion="reduce", permissions=["clipboard-read", "clipboard-write"])
    opened = context.new_page()
    wrong: list[str] = []
    opened.set_default_timeout(_PATIENCE)

    def note(said: ConsoleMessage) -> None:
        # Chromium counts an answer that says what does not fit as an error of the page.
        if said.type in ("error", "warning") and "responded with a status of 4" not in said.text:
            wrong.append(said.text)

    opened.on("console", note)
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("request", lambda asked: None if asked.url.startswith(service_url) else wrong.append(asked.url))
    opened.goto(service_url)
    yield opened
    context.close()
    assert not wrong
