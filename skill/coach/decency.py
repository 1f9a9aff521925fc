"""Whether a detail can stand in a message to somebody: nothing in it is sexual, a threat, an insult or stalking."""

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_suffix(".yaml")
_NO_WORD = re.compile(r"[\W_]+")


@lru_cache(maxsize=4096)
def is_decent(text: str, *, is_name: bool = False) -> bool:
    """Tell whether a detail says nothing that weighs on its reader, whatever message it stands in; see decency.yaml.

    Of a name only what no name is is refused: there are people called Dick. Any other detail must also pass those rules
    of the review that nothing else outweighs.
    """
    from skill.coach.review.outright import is_outright  # the review reads details, which are judged here

    meant_well, everywhere, details = _patterns()
    plain = unicodedata.normalize("NFKC", text)
    said = meant_well.sub("x", _NO_WORD.sub(" ", plain.casefold()).strip())
    if everywhere.search(said):
        return False
    return is_name or not (details.search(said) or is_outright(plain))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    import yaml  # not before it is needed: the command line starts without it

    raw: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    groups = (raw["meant_well"], raw["everywhere"], [line for lines in raw["details"].values() for line in lines])
    one, other, rest = (re.compile("|".join(_filled(line, raw["words"]) for line in lines)) for lines in groups)
    return one, other, rest


def _filled(line: str, words: dict[str, str]) -> str:
    for name, pattern in words.items():
        line = line.replace(f"{{{name}}}", pattern)
    return line
