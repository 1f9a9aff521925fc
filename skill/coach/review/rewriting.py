"""What to offer in place of a message that weighs: another of the same purpose, a close, or nothing."""

from dataclasses import replace

from skill.coach.channels import CHANNELS
from skill.coach.closing import close_of, closed_by, may_write
from skill.coach.drafting import Draft, Recipe, write
from skill.coach.situation import Details


def offered(channel: str, history: str, offer: str, details: Details, asks: bool, locale: str) -> Draft | None:
    """Return the whole message said another way, a close, or None where nothing is to be sent.

    `offer` is the strictest of what the concern files say (rewrite, close, nothing); `asks` tells that the message asks
    for something, and `details` what it tells.
    """
    if offer == "nothing":
        return None
    # Where nothing is told of a history, the channel tells it.
    since = closed_by(channel) or "none" if history == "none" else history
    line = "ask" if asks and channel == "in_person" else "hello"
    uninviting = replace(details, invitation=None)
    if offer != "close" and may_write(channel, line, since):
        return write(Recipe(channel, details if asks and channel == "first_text" else uninviting, line), locale)
    close = close_of(since)
    if close is None or CHANNELS[channel].audience == "friend":
        return None
    return write(Recipe(close, uninviting), locale)
