"""A running service, as every test outside a single room meets it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from skill.alexa.endpoint import PATH
from skill.app import create_app
from skill.settings import Settings
from skill.simulator import certificates
from skill.simulator.envelopes import DEFAULT_APPLICATION
from skill.simulator.sending import Sign
from skill.web.server import running


@pytest.fixture(scope="session")
def service_url() -> Iterator[str]:
    """A service on a free port in which a defect of ours is an error, not an apology."""
    with running(create_app(Settings(verify=False, development=True, strict=True))) as url:
        yield url


@pytest.fixture(scope="session")
def signing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with certificates, as `second-hello dev-certs` makes it."""
    folder = tmp_path_factory.mktemp("signing")
    certificates.make(folder)
    return folder


@pytest.fixture(scope="session")
def sign(signing: Path) -> Sign:
    """Signs what is sent to `verified_url`."""
    return certificates.Signer(signing).headers


@pytest.fixture(scope="session")
def verified_url(signing: Path) -> Iterator[str]:
    """Where a service hears Alexa and nobody else, as it runs for users, but that a defect is an error."""
    settings = Settings(
        skill_ids=(DEFAULT_APPLICATION,),
        trust_roots=str(signing / certificates.ROOT),
        cert_mirror=str(signing),
        strict=True,
    )
    with running(create_app(settings)) as url:
        yield f"{url}{PATH}"


@pytest.fixture(scope="session")
def skill_url(service_url: str) -> str:
    """Where that service hears Alexa."""
    return f"{service_url}{PATH}"
