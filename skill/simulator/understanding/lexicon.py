"""Everyday English, as far as any skill needs it: the files in data/, each read once, when it is first asked for."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_DATA = Path(__file__).parent / "data"
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def read(name: str) -> Any:
    """Read data/NAME.yaml."""
    return yaml.load((_DATA / f"{name}.yaml").read_text(encoding="utf-8"), _LOADER)


@cache
def words(name: str) -> frozenset[str]:
    """Return a list of data/english.yaml as a set; a list is written as one text with spaces."""
    return frozenset(str(read("english")[name]).split())


@cache
def places(name: str) -> Mapping[str, int]:
    """Return a list of data/english.yaml as the place, from 0, at which each of its words stands."""
    return {word: at for at, word in enumerate(str(read("english")[name]).split())}


@cache
def table(name: str) -> Mapping[str, str]:
    """Return a table of data/english.yaml: each word on the right of a row leads to the one on its left."""
    return {str(word): key for key, row in read("english")[name].items() for word in str(row).split()}


@cache
def phrases(name: str) -> tuple[str, ...]:
    """Return a list of phrases of data/english.yaml, as they are written."""
    return tuple(str(each) for each in read("english")[name])


@cache
def first_names() -> frozenset[str]:
    """Return the first names that are known without being told."""
    return frozenset((_DATA / "first_names.txt").read_text(encoding="utf-8").split())
