"""What the page's one form says: bytes of a browser -> typed values, and what does not fit."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, get_args

from skill.coach.channels import PLATFORMS
from skill.coach.situation import Answer, Details, History, Pronoun, Reason, Situation
from skill.coach.style import TONES
from skill.errors import BadInput
from skill.web.fitting import DETAILS, NAMES, fit, is_something, limit
from skill.web.schemas import TEXT_LIMIT

OWN_CHANNELS = (*PLATFORMS, "text", "friend", "in_person")
WAYS = (
    "best",
    "in_person",
    "ask",
    "friend",
    "instagram",
    "facebook",
    "linkedin",
    "text",
    "after_no_reply",
    "graceful_close",
)
LIMITS = {"text": TEXT_LIMIT, "own": TEXT_LIMIT, **{name: limit(name) for name in (*NAMES, *DETAILS)}}
CHOICES: dict[str, tuple[str, ...]] = {
    "way": WAYS,
    "pronoun": ("they", *(p for p in get_args(Pronoun) if p != "they")),
    "tone": tuple(TONES),
    "meets_again": ("", *get_args(Answer)),
    "history": get_args(History),
    "reason": ("", *get_args(Reason)),
    "own_channel": OWN_CHANNELS,
    "own_history": ("", *get_args(History)),  # at first as the story tells it
}

_SETS = re.compile(r"set:(\w+)=(\w+)")  # a button that answers a question of the page


@dataclass(frozen=True)
class Form:
    """What was filled in: `told` as typed, to be shown again; `details` only what fits; `wrong` the names of the rest.

    draft is the id of the draft on the page and text its words as they stand there, edited or not; kept is an edit
    that a change replaced. own is a message pasted in. do is the button that was pressed.
    """

    told: Mapping[str, str] = field(default_factory=dict)
    details: Details = field(default_factory=Details)
    wrong: frozenset[str] = frozenset()
    do: str = ""

    def __getitem__(self, name: str) -> str:
        """Return a value as it was typed, a choice as its first where it is none of ours."""
        value = self.told.get(name, "")
        choices = CHOICES.get(name)
        return value if choices is None or value in choices else choices[0]

    @property
    def history(self) -> History | None:
        """What happened since; None where nothing was told of it."""
        told: Any = self["history"]
        return None if told == "none" else told

    @property
    def asks(self) -> bool:
        """Whether the next step is asked for, or was on the page already."""
        return bool(self.told.get("shown")) or self.do not in ("", "review", "use:own")

    def situation(self, history: History) -> Situation:
        """Return the situation that was told, with what happened since."""
        chosen: dict[str, Any] = {name: self[name] or None for name in ("meets_again", "reason")}
        return Situation(self.details, **chosen, other_way="friend" if self.details.friend else None, history=history)


def read(sent: Mapping[str, str]) -> Form:
    """Return what a browser sent; what does not fit is kept to be shown again, and used for nothing."""
    told = {name: value.replace("\r\n", "\n") for name, value in sent.items()}
    if setting := _SETS.fullmatch(told.get("do", "")):
        told[setting[1]] = setting[2]
    details: dict[str, str] = {}
    wrong = {name for name in ("text", "own") if len(told.get(name, "")) > TEXT_LIMIT}
    for name in (*NAMES, *DETAILS):
        try:
            if is_something(typed := told.get(name, "")) and (fitting := fit(name, typed)):
                details[name] = fitting
        except BadInput:
            wrong.add(name)
    pronoun: Any = told.get("pronoun") if told.get("pronoun") in CHOICES["pronoun"] else "they"
    return Form(told, Details(pronoun=pronoun, **details), frozenset(wrong), told.get("do", ""))
