"""The word classes and spellings that the rules are written with, from lexicon.yaml and form.yaml."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from skill.errors import ContentError

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Lexicon:
    """How words are spelled anew, and which belong together.

    `spellings` turns a written word into standard ones except after the words in `keeps`; `tails` does so for what
    follows an apostrophe; after a word in `subjects` "'s" is "is"; `signs` names the few emoji that mean something;
    `words` are those whose doubled letters are right; `asks` finds a question without its mark; a class in `classes` is
    a list of words and phrases. `clashes` are pairs of word sets that never stand side by side; the rest serves to tell
    what is amiss with a text's form, and what it tells.
    """

    spellings: dict[str, tuple[str, ...]]
    keeps: dict[str, frozenset[str]]
    tails: dict[str, tuple[str, ...]]
    subjects: frozenset[str]
    signs: dict[str, str]
    words: frozenset[str]
    classes: dict[str, tuple[str, ...]]
    asks: re.Pattern[str]
    clashes: tuple[tuple[frozenset[str], frozenset[str]], ...]
    netspeak: frozenset[str]
    vowelless: frozenset[str]
    pronouns: dict[str, frozenset[str]]
    people: frozenset[str]
    plural: frozenset[str]
    greetings: frozenset[str]
    not_names: frozenset[str]
    common: frozenset[str]
    places: frozenset[str]
    plans: dict[str, str]

    def clash(self, one: str, next_one: str) -> bool:
        """Tell whether two words never stand side by side."""
        return any(one in before and next_one in after for before, after in self.clashes)


@cache
def lexicon(language: str = "en") -> Lexicon:
    """Return the lexicon of a language."""
    raw, form = load(language, "lexicon"), load(language, "form")
    return Lexicon(
        spellings={str(k): tuple(str(v).split()) for k, v in raw["spellings"].items()},
        keeps={str(k): frozenset(str(v).split()) for k, v in raw["keeps"].items()},
        tails={str(k): tuple(str(v).split()) for k, v in raw["tails"].items()},
        subjects=frozenset(raw["subjects"].split()),
        signs={str(k): str(v) for k, v in raw["signs"].items()},
        words=frozenset(raw["doubled"].split()),
        classes={str(k): split(v) for k, v in raw["classes"].items()},
        asks=re.compile(raw["asks"]),
        clashes=tuple((frozenset(a.split()), frozenset(b.split())) for a, b in form["clashes"]),
        netspeak=frozenset(form["netspeak"].split()),
        vowelless=frozenset(form["vowelless"].split()),
        pronouns={str(k): frozenset(v.split()) for k, v in form["pronouns"].items()},
        people=frozenset(form["people"].split()),
        plural=frozenset(form["plural"].split()),
        greetings=frozenset(form["greetings"].split()),
        not_names=frozenset(form["not_names"].split()),
        common=frozenset(form["common"].split()),
        places=frozenset(form["places"].split()),
        plans={str(k): str(v) for k, v in form["plans"].items()},
    )


def split(listed: str) -> tuple[str, ...]:
    """Return the members of a class, which are written with commas between them."""
    return tuple(part for piece in listed.split(",") if (part := " ".join(piece.split())))


def load(language: str, name: str) -> dict[str, Any]:
    """Return what a file of a language says; raises ContentError where it cannot be read."""
    path = HERE / language / f"{name}.yaml"
    try:
        loaded: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except (OSError, yaml.YAMLError) as error:
        raise ContentError(f"{path.name}: {error}") from error
    return loaded


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
