"""Ears for two models: the one that this project ships, and one of another skill altogether."""

import json
from pathlib import Path

import pytest

from skill.content import models
from skill.simulator.model import Model
from skill.simulator.understanding import Understanding

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def model() -> Model:
    return Model.read(models() / "en-US.json")


@pytest.fixture(scope="session")
def ears(model: Model) -> Understanding:
    return Understanding(model)


@pytest.fixture(scope="session")
def plant_ears() -> Understanding:
    return Understanding(Model.parse(json.loads((HERE / "plants.json").read_text(encoding="utf-8"))))
