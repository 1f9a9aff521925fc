from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from skill.app import create_app
from skill.settings import Settings


@pytest.fixture(scope="session")
def client() -> Iterator[FlaskClient]:
    """The service as it runs for users: a defect becomes an apology."""
    with create_app(Settings(verify=False, development=True)).test_client() as made:
        yield made
