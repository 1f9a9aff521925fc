"""Ears for two models: the one that this project ships, and one of another skill altogether."""

from pathlib import Path

import pytest

from skill.content import model_path
from skill.simulator.model import Model
from skill.simulator.understanding import Understanding


@pytest.fixture(scope="session")
def model() -> Model:
    return Model.read(model_path())


@pytest.fixture(scope="session")
def ears(model: Model) -> Understanding:
    return Understanding(model)


@pytest.fixture(scope="session")
def plant_ears() -> Understanding:
    return Understanding(Model.read(Path(__file__).with_name("plants.json")))
