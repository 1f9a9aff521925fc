"""A draft's id: its recipe, packed, so that nothing has to be kept for it.

The id is URL-safe: a version, then deflated JSON in base64. It holds the details that the draft may mention, no more.
"""

import binascii
import json
import re
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from typing import Any, get_args

from skill.coach.channels import CHANNELS, PLATFORMS
from skill.coach.drafting import Recipe
from skill.coach.situation import DETAIL_NAMES, Details, History, Pronoun, safe
from skill.coach.style import CHANGES, TONES
from skill.errors import BadInput
from skill.web.replaying import check

PATTERN = r"^d1[A-Za-z0-9_-]{8,4000}$"
MOST_CHANGES = 24  # a chain is walked from its start, so its length is bounded
MOST_SEED = 1_000_000
_VERSION = "d1"
_MOST_BYTES = 4096
_TOLD = frozenset(DETAIL_NAMES) - {"own"}  # no door of the web takes a sentence of one's own, so no id has one
_PRONOUNS, _HISTORIES = get_args(Pronoun), get_args(History)


@dataclass(frozen=True)
class Packed:
    """What an id stands for: a recipe, and what had happened when it was written."""

    recipe: Recipe
    history: History = "none"


def pack(packed: Packed) -> str:
    """Return the id of a draft."""
    recipe, details = packed.recipe, packed.recipe.details
    row = [
        recipe.channel,
        recipe.platform,
        recipe.line,
        recipe.tone,
        recipe.seed,
        recipe.changes,
        packed.history,
        details.pronoun,
        {name: value for name in DETAIL_NAMES if (value := getattr(details, name)) is not None},
    ]
    plain = json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode()
    squeezer = zlib.compressobj(9, wbits=-15)
    return _VERSION + urlsafe_b64encode(squeezer.compress(plain) + squeezer.flush()).rstrip(b"=").decode()


def unpack(draft: str) -> Packed:
    """Return what an id stands for; raises BadInput where it is no id of a draft, as when a change in it never fitted.

    Raises ServiceUnavailable where there is more to make again than a request may take.
    """
    if not re.fullmatch(PATTERN, draft):
        raise BadInput("There is no draft with this id.")
    try:
        packed = _read(_plain(draft.removeprefix(_VERSION)))
        check(packed.recipe)
    except (ValueError, TypeError, zlib.error, RecursionError, BadInput):
        raise BadInput("There is no draft with this id.") from None
    return packed


def _plain(text: str) -> Any:
    try:
        squeezed = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error as error:
        raise ValueError from error
    opener = zlib.decompressobj(wbits=-15)
    plain = opener.decompress(squeezed, _MOST_BYTES)
    if not opener.eof or opener.unused_data:
        raise ValueError
    return json.loads(plain.decode())


def _read(row: Any) -> Packed:
    channel, platform, line, tone, seed, changes, history, pronoun, told = row
    known = (
        channel in CHANNELS
        and platform in (None, *PLATFORMS)
        and line in ("hello", "ask")
        and tone in TONES
        and type(seed) is int
        and 0 <= seed <= 2 * MOST_SEED
        and type(changes) is list
        and len(changes) <= MOST_CHANGES
        and all(change in CHANGES for change in changes)
        and history in _HISTORIES
        and pronoun in _PRONOUNS
        and type(told) is dict
        and set(told) <= _TOLD
    )
    if not known or any(safe(name, value) != value for name, value in told.items()):
        raise ValueError
    details = Details(pronoun=pronoun, **told)
    return Packed(Recipe(channel, details, line, platform, tone, seed, tuple(changes)), history)
