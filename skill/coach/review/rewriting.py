"""What to offer in place of a message that weighs: another of the same purpose, a close, or nothing."""

from dataclasses import replace

from skill.coach.channels import CHANNELS
from skill.coach.drafting import Draft, Recipe, write
from skill.coach.situation import Details
from skill.errors import ContentError

_CLOSES = {"waiting": "after_no_reply", "declined": "graceful_close"}


def offered(channel: str, history: str, offer: str, details: Details, asks: bool, locale: str) -> Draft | None:
    """Return the whole message said another way, a close, or None where nothing is to be sent.

    `offer` is the strictest of what the concern files say (rewrite, close, nothing); `asks` tells that the message asks
    for something, and `details` what it tells.
    """
    if offer == "nothing":
        return None
    gentle = CHANNELS[channel].gentle
    if history in _CLOSES and not gentle:
        return None if CHANNELS[channel].audience == "friend" else _written(_CLOSES[history], details, "hello", locale)
    if offer == "close" and not gentle:
        return None
    return _written(channel, details, "ask" if asks and channel == "in_person" else "hello", locale, asks)


def _written(channel: str, details: Details, line: str, locale: str, asks: bool = False) -> Draft | None:
    """Return a draft with as many of the details as the channel has room for."""
    if channel != "first_text" or not asks:
        details = replace(details, invitation=None)
    for less in (details, replace(details, topic=None), replace(details, topic=None, day=None, place=None), Details()):
        try:
            return write(Recipe(channel, less, line=line), locale)
        except ContentError:
            continue
    return None
