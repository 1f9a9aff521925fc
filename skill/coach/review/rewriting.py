"""What to offer in place of a message that weighs: another of the same purpose, a close, or nothing."""

import re
from dataclasses import replace

from skill.coach.channels import CHANNELS
from skill.coach.drafting import Recipe, write
from skill.coach.situation import Details, safe
from skill.errors import BadInput, ContentError

_NAME = r"[A-Z][\w'’-]+"
_TOLD: dict[str, tuple[re.Pattern[str], ...]] = {
    "person": (re.compile(rf"^\W*(?:[Hh]i+|[Hh]ey+|[Hh]ello|[Dd]ear|[Mm]orning|Good (?:morning|evening|afternoon))[,]? ({_NAME})(?=\W)"),),
    "you": (
        re.compile(rf"\b(?:[Ii]t'?s|[Ii]t is|[Ii]'?m|[Ii] am|[Tt]his is|here is|its) ({_NAME})\b(?=,? (?:from|here|who|at)|[.,!]|$)"),
        re.compile(rf"(?:^|[.!?,] )({_NAME}) (?:here\b|from (?:the|last|your|our|work|lunch))"),
    ),
    "place": (
        re.compile(
            r"\b(?:from|at|in) (?:the |our |your )?((?:[a-z][a-z'-]+ ){0,2}?(?:gym|library|cafe|café|lunch|party|wedding|conference|concert|gig"
            r"|pub|bar|park|train|bus|class|course|market|fair|museum|office|bookshop|bakery|shop|store|canteen|cafeteria"
            r"|choir|club|festival|workshop|quiz|pool|studio|school|church|station|airport|dog park|queue|waiting room|meetup|talk|lecture"
            r"|barbecue|picnic|dance|game|match|run|hike|garden|lab|expo|retreat|training|group|show|dinner|bbq))\b"
        ),
    ),
    "topic": (re.compile(r"\b(?:talk(?:ing|ed)?|chat(?:ting|ted)?|conversation|spoke|speaking) about ((?:the |your |old )?[a-z][a-z'-]+(?: [a-z]+ing)?)\b"),),
    "day": (
        re.compile(
            r"\b(?:on |last )?((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|last night|the other day|this morning|last week)\b",
            re.IGNORECASE,
        ),
    ),
}
_SOON = re.compile(r"\b(?:this|next|by|until|till|free|come|meet|see you|tomorrow|tonight|be)\b[^.?!]{0,20}$", re.IGNORECASE)
_NOT_NAMES = frozenset(["There", "You", "Again", "All", "Everyone", "Gorgeous", "Beautiful", "Sexy", "Babe", "Stranger", "Lovely", "Handsome", "Please", "Sorry", "Just", "So", "It", "I", "This", "Not", "Your", "My", "The"])


def told(text: str, about: Details | None) -> Details:
    """Return what a text tells (who, where, about what), what is already known of it first."""
    known = about or Details()
    found: dict[str, str] = {}
    for name, patterns in _TOLD.items():
        for pattern in patterns:
            seen = pattern.search(text)
            if seen and getattr(known, name) is None and _usable(name, seen, text):
                try:
                    found[name] = safe(name, seen[1])
                except BadInput:
                    continue
                break
    return replace(known, **found)  # type: ignore[arg-type]


def _usable(name: str, seen: re.Match[str], text: str) -> bool:
    if name == "day":
        return not _SOON.search(text[: seen.start()])
    return seen[1] not in _NOT_NAMES


def offered(text: str, channel: str, history: str, offer: str, about: Details | None, line: str, locale: str) -> str | None:
    """Return the whole message said another way, a close, or None where nothing is to be sent."""
    details = told(text, about)
    if offer == "nothing":
        return None
    if offer == "close" or history in ("waiting", "declined"):
        gentle = {"waiting": "after_no_reply", "declined": "graceful_close"}.get(history)
        if gentle is None and channel in ("after_no_reply", "graceful_close"):
            gentle = channel
        return None if gentle is None else _write(gentle, details, "hello", locale)
    return _write(channel, details, line, locale)


def _write(channel: str, details: Details, line: str, locale: str) -> str | None:
    """Return a draft with as many of the details as the channel has room for."""
    if channel != "first_text":
        details = replace(details, invitation=None)
    for dropped in ({}, {"topic": None}, {"topic": None, "day": None}, {"topic": None, "day": None, "place": None}):
        recipe = Recipe(channel, replace(details, **dropped), line=line if CHANNELS[channel].audience == "aloud" else "hello")
        try:
            return write(recipe, locale).text
        except ContentError:
            continue
    return None
