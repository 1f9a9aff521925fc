"""What Alexa brings along: her intents and types, the words they own, and those that no skill may be called by."""

from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FILE = Path(__file__).parent / "data" / "builtins.yaml"
_NEAR = 0.75
OWN = "AMAZON."


@cache
def builtins() -> dict[str, Any]:
    """Return the file of built-ins (data/builtins.yaml)."""
    loaded: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return loaded


@cache
def needed() -> tuple[str, ...]:
    """Return the intents that every skill answers."""
    return tuple(builtins()["needed"])


@cache
def closed() -> frozenset[str]:
    """Return the intents that take no samples."""
    return frozenset(builtins()["closed"])


@cache
def intents() -> frozenset[str]:
    """Return the names of the built-in intents."""
    return frozenset(builtins()["intents"])


@cache
def owners(present: frozenset[str]) -> dict[str, str]:
    """Return who takes a phrase away from a skill's samples: Alexa herself, or a built-in intent of the model."""
    found = dict.fromkeys(builtins()["always"], "Alexa")
    for intent, phrases in builtins()["intents"].items():
        if intent in present:
            found |= {words: intent for words in phrases if words not in found}
    return found


def meant(name: str) -> str | None:
    """Return the built-in type that a name was probably meant to be, None where it is one or is like none.

    Amazon adds types, and each locale has its own: a name that is like none may be newer than the list.
    """
    known = builtins()["types"].split()
    near = () if name in known else get_close_matches(name, known, 1, _NEAR)
    return near[0] if near else None


def invocation_words(kind: str) -> frozenset[str]:
    """Return words that an invocation name avoids: wake, launch, skill, or small (articles and prepositions)."""
    return frozenset(builtins()["invocation"][kind])
