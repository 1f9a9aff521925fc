"""The wheel, built and installed elsewhere: it brings its templates and models along."""

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

_ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as it would be published, built with what is installed here."""
    out = tmp_path_factory.mktemp("wheel")
    _quietly([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(_ROOT)])
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A place with the wheel's contents and nothing of this checkout."""
    place = tmp_path_factory.mktemp("elsewhere")
    options = ["--no-deps", "--no-index", "--quiet", "--disable-pip-version-check", "--target", str(place)]
    _quietly([sys.executable, "-m", "pip", "install", *options, str(wheel)])
    return place


def test_templates_and_models_are_in_it(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for folder in ("templates", "models"):
        ours = {p.relative_to(_ROOT).as_posix() for p in (_ROOT / folder).rglob("*") if p.is_file()}
        assert {f"skill/_shipped/{name}" for name in ours} <= names
    assert not [name for name in names if name.startswith("tests/") or "__pycache__" in name]


def test_it_understands_elsewhere(elsewhere: Path) -> None:
    ran = _command(elsewhere, "resolve", "--jsonl", said='{"text": "what should i do next"}\n')
    assert json.loads(ran)["intent"] == "WhatNextIntent"


def test_it_talks_elsewhere(elsewhere: Path) -> None:
    turn = json.loads(_command(elsewhere, "say", "open second hello", "--jsonl"))
    assert turn["speech"].startswith("Hi, this is Second Hello")
    assert turn["open"]


def _command(place: Path, *arguments: str, said: str = "") -> str:
    # Its own folder goes first, the libraries of this environment after it; -S leaves out what is installed editable.
    path = os.pathsep.join([str(place), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")])
    code = f"import skill.cli; assert skill.__file__.startswith({str(place)!r}); skill.cli.main({list(arguments)!r})"
    return _quietly([sys.executable, "-S", "-c", code], said, {**os.environ, "PYTHONPATH": path}, place)


def _quietly(command: list[str], said: str = "", env: dict[str, str] | None = None, cwd: Path | None = None) -> str:
    ran = subprocess.run(command, input=said, capture_output=True, text=True, check=False, env=env, cwd=cwd)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout
