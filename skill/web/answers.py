"""What the API gives, as types, and how they are made from what the coach says."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from skill import wording
from skill.coach import drafting
from skill.coach.next_step import NextStep
from skill.coach.review.concerns import Kind, Review, Verdict
from skill.coach.situation import History
from skill.coach.standard import segments
from skill.web.held_back import HeldBack
from skill.web.packing import PATTERN, Packed, pack

LOCALE = "en-US"


class Answer(BaseModel):
    """What every answer has in common."""

    model_config = ConfigDict(frozen=True)


class DraftAnswer(Answer):
    """A draft. Send its id back with a change to have it changed; nothing is kept on the server."""

    id: Annotated[str, Field(pattern=PATTERN)]
    text: str
    channel: str
    platform: str | None
    line: str | None = Field(description="In person: hello or ask.")
    tone: str
    changes: list[str] = Field(description="The changes asked for so far, in order.")
    skeleton: str = Field(description="The name of its shape.")
    audience: Literal["them", "friend", "aloud"] = Field(description="Who hears it; aloud is said, never sent.")
    lands: str = Field(description="How it lands, in one line.")
    fits: bool = Field(description="False where the change found nothing further, so that the draft stayed as it was.")
    dropped: list[str] = Field(description="Details that had to go to keep it short.")
    segments: int | None = Field(description="How many SMS a text takes; null in the other channels.")


class HeldBackAnswer(Answer):
    """Why nothing was drafted, and what helps instead."""

    reason: str
    helps: str


class DraftsAnswer(Answer):
    """Drafts, or the reason that there are none."""

    drafts: list[DraftAnswer]
    held_back: HeldBackAnswer | None


class StepAnswer(Answer):
    """The one move advised now."""

    name: str
    advice: str
    reason: str
    caution: str
    courage: str
    brief: str = Field(description="The advice in one sentence.")
    line: DraftAnswer | None = Field(description="What to say or send now; null where there is nothing to say.")
    missing: list[str] = Field(description="Facts that would sharpen the advice, the first one first.")


class FindingAnswer(Answer):
    """A phrase that weighs on the one who reads it."""

    kind: Kind
    start: int = Field(description="Where it begins: characters (Unicode code points) before it.")
    end: int = Field(description="Where it ends, exclusive.")
    phrase: str
    reason: str
    rewrite: str | None = Field(description="The whole message said another way, or null where none is offered.")


class ReviewAnswer(Answer):
    """How a message would land."""

    verdict: Verdict
    findings: list[FindingAnswer]
    lands: str
    rewrite: str | None


def label(block: str, locale: str = LOCALE) -> str:
    """Return the short words of a thing, for a button or a list."""
    return wording.render(locale, "labels", block)


def draft(made: drafting.Draft, history: History, *, fits: bool = True) -> DraftAnswer:
    """Return a draft as it is given; a change that did not fit is not in its recipe."""
    recipe = made.recipe if made.fits else made.recipe.undone()
    return DraftAnswer(
        id=pack(Packed(recipe, history)),
        text=made.text,
        channel=recipe.channel,
        platform=recipe.platform,
        line=recipe.line if recipe.channel == "in_person" else None,
        tone=recipe.tone,
        changes=list(recipe.changes),
        skeleton=made.skeleton,
        audience=made.audience,
        lands=made.lands,
        fits=fits,
        dropped=list(made.dropped),
        segments=segments(made.text) if recipe.channel == "first_text" else None,
    )


def drafts(made: list[DraftAnswer]) -> DraftsAnswer:
    """Return drafts as they are given."""
    return DraftsAnswer(drafts=made, held_back=None)


def nothing(why: HeldBack) -> DraftsAnswer:
    """Return the reason that there is no draft."""
    return DraftsAnswer(drafts=[], held_back=HeldBackAnswer(reason=why.reason, helps=why.helps))


def step(found: NextStep, history: History) -> StepAnswer:
    """Return a next step with its line written out."""
    return StepAnswer(
        name=found.name,
        advice=found.advice,
        reason=found.reason,
        caution=found.caution,
        courage=found.courage,
        brief=found.brief,
        line=draft(drafting.write(found.line, LOCALE), history) if found.line else None,
        missing=list(found.missing),
    )


def review(read: Review) -> ReviewAnswer:
    """Return a review as it is given."""
    rewrite = read.rewrite.text if read.rewrite else None
    return ReviewAnswer(
        verdict=read.verdict,
        findings=[
            FindingAnswer(kind=f.kind, start=f.start, end=f.end, phrase=f.phrase, reason=f.reason, rewrite=rewrite)
            for f in read.findings
        ],
        lands=read.lands,
        rewrite=rewrite,
    )
