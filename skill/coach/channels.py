"""The channels of a message: a row each with its limits, and the spoken ids that lead to one."""

from dataclasses import dataclass
from typing import Literal

from skill.errors import BadInput

Audience = Literal["them", "friend", "aloud"]


@dataclass(frozen=True)
class Channel:
    """A kind of message and the limits of a draft in it; `flag_*` is where the review of a user's own text warns.

    Words, characters and sentences are counted with the user's details in; 0 characters means no limit. A `gentle`
    channel has no room for jokes or boldness: there a tone that brings them drafts as warm.
    """

    name: str
    audience: Audience
    words: int
    sentences: int
    questions: int
    flag_words: int
    chars: int = 0
    flag_chars: int = 0
    sentence_words: int = 25
    gentle: bool = False
    one_sms: bool = False


CHANNELS: dict[str, Channel] = {
    row.name: row
    for row in (
        Channel("in_person", "aloud", 25, 3, 1, 30, sentence_words=15),
        Channel("via_friend", "friend", 35, 3, 1, 45, flag_chars=240),
        Channel("social_dm", "them", 25, 3, 1, 40, chars=140, flag_chars=200),
        Channel("first_text", "them", 25, 4, 1, 40, chars=160, flag_chars=200, one_sms=True),
        Channel("after_no_reply", "them", 20, 3, 0, 30, chars=120, flag_chars=160, gentle=True),
        Channel("graceful_close", "them", 20, 3, 0, 30, chars=120, flag_chars=160, gentle=True),
    )
}

PLATFORMS = ("instagram", "facebook", "linkedin")

_SPOKEN: dict[str, tuple[str, str | None]] = {
    **{name: (name, None) for name in CHANNELS},
    **{name: ("social_dm", name) for name in PLATFORMS},
    "email": ("social_dm", None),
    "friend": ("via_friend", None),
    "text": ("first_text", None),
}


def channel_of(spoken: str) -> tuple[str, str | None]:
    """Return the channel and the platform that a spoken or typed id means; raises BadInput for any other."""
    try:
        return _SPOKEN[spoken]
    except KeyError:
        raise BadInput(f"There is no channel {spoken!r}. Try one of: {', '.join(sorted(_SPOKEN))}.") from None
