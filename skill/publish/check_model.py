"""Lints any skill's interaction model: what the console refuses, and what nobody would ever hear."""

from pathlib import Path

from skill.publish.findings import Finding
from skill.publish.located import read
from skill.publish.reading import Reader
from skill.publish.rules_conflicts import combinations_of_slots, conflicts
from skill.publish.rules_dialog import dialog
from skill.publish.rules_names import invocation, names_and_sizes, types
from skill.publish.rules_samples import samples

_RULES = (names_and_sizes, invocation, types, samples, conflicts, combinations_of_slots, dialog)


def check_model(path: Path) -> list[Finding]:
    """Return what is wrong in a model, by line; raises BadInput where the file holds none."""
    document = read(path)
    reader = Reader(document)
    model = reader.model()
    found = {*reader.found, *(each for rule in _RULES for each in rule(model))}
    return [Finding(document.path, line, message) for line, message in sorted(found)]
