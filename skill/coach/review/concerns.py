"""What weighs on the one who reads: a concern, its finding in a text, and a review of the whole."""

from dataclasses import dataclass
from typing import Literal

from skill.coach.drafting import Draft

Kind = Literal[
    "pressure",
    "guilt",
    "entitlement",
    "intensity",
    "looks",
    "sexual",
    "insult",
    "threat",
    "creepy",
    "repeat",
    "third_party",
    "deception",
    "pronoun",
    "grammar",
    "slot",
    "length",
]
Verdict = Literal["ok", "concern"]


@dataclass(frozen=True)
class Finding:
    """One phrase that weighs: its kind, where it stands (characters, end exclusive), and why, in a plain sentence."""

    kind: Kind
    start: int
    end: int
    phrase: str
    reason: str


@dataclass(frozen=True)
class Review:
    """The reading of a message: ok, or concern with its findings, most severe first.

    lands: one plain line on how it lands. rewrite: a draft that says the whole another way; a close where asking on is
    not helped; None where nothing is to be sent, or nothing is to be mended. is_read is False where the words are not
    English: then the one finding spans them all and says so.
    """

    verdict: Verdict
    findings: tuple[Finding, ...]
    lands: str
    rewrite: Draft | None
    is_read: bool = True
