from collections.abc import Iterator

import pytest

from skill.alexa.certificates import Limits
from tests.hostile.authority import Authority
from tests.hostile.door import Door, opened


@pytest.fixture(scope="session")
def authority() -> Authority:
    return Authority()


@pytest.fixture(scope="session")
def door(authority: Authority) -> Iterator[Door]:
    """A service that is impatient with the host, so that the tests are quick."""
    with opened(authority, Limits(patience=0.3)) as made:
        yield made
