"""What may be a name or a detail: the same rule in Python and in JSON Schema, before the coach's own.

The patterns keep to what every dialect of regular expressions reads alike: ranges, and no classes such as \\w.
"""

import re

from skill.coach.situation import DETAIL_LIMIT, NAME_LIMIT, is_unseen, safe
from skill.errors import BadInput

NAMES = ("person", "you", "friend")
DETAILS = ("place", "topic", "day")

# Spaces, controls, marks of direction and joining, and blank letters: what nobody sees.
_UNSEEN = (
    r"\u0000-\u0020\u007f-\u00a0\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f"
    r"\u205f-\u206f\u2800\u3000\u3164\ufeff\uffa0"
)
# Digits, punctuation, symbols and emoji, as far as they stand together.
_MARKS = (
    r"\u0021-\u0040\u005b-\u0060\u007b-\u007e\u00a1-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7"
    r"\u2010-\u2027\u2030-\u205e\u2070-\u2bff\u2e00-\u2e7f\u3001-\u3004\u3008-\u3020\ufe00-\ufe6f\uff01-\uff20\ufff0-\uffff"
    "\U0001f000-\U0001faff"
)
_REFUSED = (
    r"[<>{}\[\]\\|`~^\u1fef]|[hH][tT][tT][pP][sS]?:|[wW][wW][wW][.]|[@#][0-9A-Za-z_\u00aa\u00b5\u00ba\u00c0-\uffff]"
    r"|://|[0-9A-Za-z][.]([cC][oO][mM]|[nN][eE][tT]|[oO][rR][gG])($|[^0-9A-Za-z_])|[0-9A-Za-z][.][A-Za-z]{2,}/"
)
_LETTER = rf"[^{_UNSEEN}{_MARKS}]"
VISIBLE_PATTERN = rf"[^{_UNSEEN}]"
NAME_PATTERN = rf"^(?![\s\S]*(?:{_REFUSED}))[\s\S]*{_LETTER}"
DETAIL_PATTERN = rf"^(?![\s\S]*(?:{_REFUSED}))[\s\S]*{VISIBLE_PATTERN}"

_visible, _refused, _letter = re.compile(VISIBLE_PATTERN), re.compile(_REFUSED), re.compile(_LETTER)


def limit(name: str) -> int:
    """Return how many characters a name or a detail has at most."""
    return NAME_LIMIT if name in NAMES else DETAIL_LIMIT


def is_something(text: str) -> bool:
    """Tell whether a text has anything to see in it."""
    return bool(_visible.search(text))


def fit(name: str, value: str) -> str | None:
    """Return a name or detail as it can stand in a sentence, without what nobody sees; None where nothing is left.

    Raises BadInput for what is empty, too long, no name, or has markup, a link or a mention in it.
    """
    if len(value) > limit(name):
        raise BadInput(f"The {name} is longer than {limit(name)} characters.")
    if not is_something(value):
        raise BadInput(f"The {name} is empty.")
    if _refused.search(value):
        raise BadInput(f"The {name} has characters that do not belong in a message.")
    if name in NAMES and not _letter.search(value):
        raise BadInput(f"The {name} has no letter in it.")
    # What is not seen falls away; where that would join what must stay apart ("@ x"), it becomes a space.
    joined, apart = ("".join(instead if _is_unseen(c) else c for c in value) for instead in ("", " "))
    if not apart.strip():
        return None
    try:
        return safe(name, joined)
    except BadInput:
        return safe(name, apart)


def _is_unseen(character: str) -> bool:
    return not character.isspace() and is_unseen(character)
