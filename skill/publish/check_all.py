"""Lints all that this project would publish: its models, its templates, its manifest and listings."""

from skill.content import MODELS
from skill.publish.check_manifest import check_manifest
from skill.publish.check_model import check_model
from skill.publish.check_words import check_words
from skill.publish.findings import Finding


def check_all() -> list[Finding]:
    """Return every finding, by file and line; raises BadInput where a model or the manifest is none."""
    models = [finding for path in sorted(MODELS.glob("*-*.json")) for finding in check_model(path)]
    return [*models, *check_words(), *check_manifest()]
