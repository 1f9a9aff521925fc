"""What is known about a missed connection, as typed and made safe."""

import re
import unicodedata
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal

from skill.coach.decency import is_decent
from skill.errors import BadInput

Pronoun = Literal["she", "he", "they"]
Answer = Literal["yes", "no", "unsure"]
History = Literal["none", "waiting", "declined", "replied", "met_again"]
Reason = Literal["nerves", "timing", "interrupted", "unsure", "forgot", "friends_around"]
Way = Literal["friend", "online", "none"]

NAME_LIMIT = 40
DETAIL_LIMIT = 80
_NAMES = ("person", "you", "friend")
_UNWRITABLE = re.compile(
    r"[<>{}\[\]\\|`~^\x00-\x1f\x7f]|[@#]\w"  # markup, mentions
    r"|://|\b(?:https?|ftp|mailto|javascript|vbscript):|\bwww\.|\w\.[^\W\d_]{2,}/"  # addresses, by their form
    # By their ending: only those that are no word and no name ("J.CO", "Will.i.am"), and end no initial ("K.Ly").
    r"|\w\.(?:com|net|org|edu|gov)(?!\w)|\w\.(?:com?|org|ac)\.[a-z]{2}(?!\w)"
    r"|\w\w\.(?:info|biz|io|app|dev|xyz|ly|gg|tv|ru|cn|uk|eu)(?!\w)",
    re.IGNORECASE,
)
# Letters, marks and signs that show nothing, and the categories of all that is no character to be seen.
_BLANK = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0]")
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn")
_DOTS = str.maketrans({"\u3002": ".", "\uff61": "."})  # what browsers take for a dot in an address


@dataclass(frozen=True)
class Details:
    """What a message may mention: each is as it was typed, and None where it is unknown.

    `person` is who it is about, `you` the user's own first name, `friend` the one who knows both, `topic` what they
    talked about ("hiking", "her dog", "how you fix old bikes"), `place` without preposition ("gym", "the lunch line"),
    `day` as it was said ("Tuesday", "yesterday", "the other day"), `invitation` one small plan ("get coffee"),
    `own` one sentence in the user's own words ("I'm still laughing about your speech"), in the place of one of ours.
    """

    person: str | None = None
    place: str | None = None
    topic: str | None = None
    day: str | None = None
    pronoun: Pronoun = "they"
    you: str | None = None
    friend: str | None = None
    invitation: str | None = None
    own: str | None = None


@dataclass(frozen=True)
class Situation:
    """What is known of the story so far; nothing in it is ever required."""

    details: Details = field(default_factory=Details)
    meets_again: Answer | None = None
    other_way: Way | None = None
    has_number: bool | None = None
    reason: Reason | None = None
    history: History = "none"

    def knowing(self, **details: str | None) -> "Situation":
        """Return this situation with more details known; None leaves a detail as it was."""
        given: dict[str, Any] = {name: value for name, value in details.items() if value is not None}
        return replace(self, details=replace(self.details, **given)) if given else self


def safe(name: str, value: str) -> str:
    """Return a detail fit to stand in a sentence: NFC, one line, as typed; raises BadInput otherwise.

    A name has at most 40 characters and at least one letter or ideograph, another detail at most 80.
    """
    text = " ".join(unicodedata.normalize("NFC", value).split())
    limit = NAME_LIMIT if name in _NAMES else DETAIL_LIMIT
    if not text:
        raise BadInput(f"The {name} is empty.")
    if len(text) > limit:
        raise BadInput(f"The {name} is longer than {limit} characters.")
    # Letters of another width are an address all the same to whatever shows the message.
    plain = unicodedata.normalize("NFKC", text.translate(_DOTS))
    if _UNWRITABLE.search(text) or _UNWRITABLE.search(plain) or any(map(is_unseen, text)):
        raise BadInput(f"The {name} has characters that do not belong in a message.")
    if name in _NAMES and not any(c.isalpha() or c == "\u3007" for c in text):
        raise BadInput(f"The {name} has no letter in it.")
    if not is_decent(text, is_name=name in _NAMES):
        raise BadInput("That can't stand in a message.")
    return text


def fit(name: str, value: str) -> str | None:
    """Return a detail fit to stand in a sentence, None where it is not."""
    try:
        return safe(name, value)
    except BadInput:
        return None


def is_unseen(character: str) -> bool:
    """Tell whether a character shows nothing and is no space: a control, a mark of direction, a blank letter."""
    return unicodedata.category(character) in _UNSEEN or bool(_BLANK.match(character))


DETAIL_NAMES = tuple(f.name for f in fields(Details) if f.name != "pronoun")
