"""Finds templates/ and models/, in a checkout and in a wheel."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from skill.errors import ContentError

_PACKAGE = Path(__file__).parent
_SHIPPED = _PACKAGE / "_shipped"
_ROOT = _SHIPPED if _SHIPPED.is_dir() else _PACKAGE.parent

TEMPLATES = _ROOT / "templates"
MODELS = _ROOT / "models"


def model_path(locale: str = "en-US") -> Path:
    """Return the interaction model's file of a locale; raises ContentError where there is none."""
    path = MODELS / f"{locale}.json"
    if not path.is_file():
        raise ContentError(f"There is no interaction model for {locale} in {MODELS}.")
    return path


@cache
def model(locale: str = "en-US") -> dict[str, Any]:
    """Return the interaction model of a locale, as the developer console takes it."""
    loaded: dict[str, Any] = json.loads(model_path(locale).read_text(encoding="utf-8"))
    return loaded


@cache
def lexicon(language: str = "en") -> dict[str, Any]:
    """Return how places and topics behave in a sentence (templates/LANGUAGE/lexicon.yaml)."""
    path = TEMPLATES / language / "lexicon.yaml"
    loaded: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded
