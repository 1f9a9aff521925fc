"""What the API takes, as types; its description is made from them."""

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    RootModel,
    Tag,
    ValidationInfo,
    field_validator,
)
from pydantic_core import PydanticCustomError

from skill.coach.channels import CHANNELS, PLATFORMS
from skill.coach.situation import DETAIL_LIMIT, NAME_LIMIT, Answer, Details, History, Pronoun, Reason, Situation
from skill.coach.style import CHANGES, TONES
from skill.errors import BadInput
from skill.web.fitting import DETAIL_PATTERN, DETAILS, NAME_PATTERN, NAMES, VISIBLE_PATTERN, fit, is_something
from skill.web.packing import MOST_SEED, PATTERN

TEXT_LIMIT = 2000  # characters of a message to review
MOST_DRAFTS = 20
CHANNEL_IDS = (*CHANNELS, *PLATFORMS, "email", "friend", "text")
MOVES = (*CHANGES, "undo")


def _whole(value: object) -> object:
    # JSON knows only numbers: 5.0 is as whole as 5.
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _among(names: tuple[str, ...]) -> Callable[[str | None], str | None]:
    def check(value: str | None) -> str | None:
        if value is not None and value not in names:
            raise PydanticCustomError("unknown", "{why}", {"why": f"Try one of: {', '.join(names)}."})
        return value

    return check


Name = Annotated[str, Field(min_length=1, max_length=NAME_LIMIT, json_schema_extra={"pattern": NAME_PATTERN})]
Detail = Annotated[str, Field(min_length=1, max_length=DETAIL_LIMIT, json_schema_extra={"pattern": DETAIL_PATTERN})]
Whole = Annotated[int, BeforeValidator(_whole)]
ChannelId = Annotated[str, Field(json_schema_extra={"enum": list(CHANNEL_IDS)})]
ToneName = Annotated[str, Field(json_schema_extra={"enum": list(TONES)})]
Move = Annotated[str, Field(json_schema_extra={"enum": list(MOVES)})]
Line = Literal["hello", "ask"]
Platform = Literal["instagram", "facebook", "linkedin"]


class Body(BaseModel):
    """What every body has in common: nothing is guessed, and nothing unknown is let in."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class About(Body):
    """What is known of the story; every fact may be left out or null.

    Names have at most 40 characters and a letter, other details at most 80; markup, links and mentions are refused,
    and characters that nobody can see are left out.
    """

    person: Name | None = Field(default=None, description="Who it is about, as they write their name.")
    place: Detail | None = Field(default=None, description='Where you met: "the gym", "at lunch".')
    topic: Detail | None = Field(
        default=None, description='What you talked about: "hiking", "her dog", "how you fix old bikes".'
    )
    day: Detail | None = Field(
        default=None, description='When, as one says it: "Tuesday", "last night", "the other day".'
    )
    pronoun: Pronoun | None = Field(default=None, description='"they" where it is left out.')
    you: Name | None = Field(default=None, description="Your own first name.")
    friend: Name | None = Field(default=None, description="A friend who knows both of you.")
    meets_again: Answer | None = Field(default=None, description="Whether you will meet again anyway.")
    history: History | None = Field(
        default=None,
        description="What has happened since: you wrote and wait, they said no, they replied, you met again."
        " Where it is left out, after_no_reply means waiting and graceful_close means declined.",
    )
    reason: Reason | None = Field(default=None, description="Why you did not ask.")

    @field_validator(*NAMES, *DETAILS)
    @classmethod
    def _fit(cls, value: str | None, info: ValidationInfo) -> str | None:
        try:
            return value if value is None else fit(str(info.field_name), value)
        except BadInput as error:
            raise PydanticCustomError("unfit", "{why}", {"why": str(error)}) from None

    def details(self) -> Details:
        """Return the details as the coach knows them."""
        return self.corrected(Details())

    def corrected(self, details: Details) -> Details:
        """Return details with those that are named here set anew; a null takes one away."""
        told = self.model_fields_set & {*NAMES, *DETAILS}
        values: dict[str, Any] = {name: getattr(self, name) for name in told}
        if "pronoun" in self.model_fields_set:
            values["pronoun"] = self.pronoun or "they"
        return replace(details, **values)

    def situation(self) -> Situation:
        """Return the situation as the coach knows it."""
        return Situation(
            self.details(),
            meets_again=self.meets_again,
            other_way="friend" if self.friend else None,
            reason=self.reason,
            history=self.history or "none",
        )


class StepRequest(Body):
    """A situation, for which the next step is asked."""

    about: About = Field(default=About())


class NewDrafts(Body):
    """Drafts of one situation that really differ.

    Of what does not matter to the channel, nothing is made: line counts in person, platform on a social network.
    """

    channel: ChannelId = Field(description="A channel, or one of the ids that lead to one.")
    about: About = Field(default=About())
    line: Line = Field(default="hello", description="In person: a hello, or the ask.")
    platform: Platform | None = Field(default=None, description="The social network of a social_dm.")
    tone: ToneName = Field(default="friendly", description="How it sounds.")
    count: Whole = Field(default=1, ge=1, le=MOST_DRAFTS, description="How many drafts.")
    seed: Whole = Field(default=0, ge=0, le=MOST_SEED, description="The same seed gives the same drafts.")

    _known = field_validator("channel")(_among(CHANNEL_IDS))
    _toned = field_validator("tone")(_among(tuple(TONES)))


class Refinement(Body):
    """A draft sent back, to be changed in a direction, in a detail, or in both."""

    draft: Annotated[str, Field(pattern=PATTERN)] = Field(description="The id of a draft.")
    change: Move | None = Field(
        default=None, description="A direction, another or undo; left out where only a detail changes."
    )
    about: About = Field(default=About(), description="The details to set anew; those left out stay.")

    _known = field_validator("change")(_among(MOVES))


def _which(value: object) -> str:
    return "(refinement)" if isinstance(value, dict) and "draft" in value else "(new)"


class DraftsRequest(RootModel[Any]):
    """Either a situation to draft for, or a draft to change."""

    root: Annotated[
        Annotated[NewDrafts, Tag("(new)")] | Annotated[Refinement, Tag("(refinement)")], Discriminator(_which)
    ]


class ReviewRequest(Body):
    """A message that the user wrote, and where it would go."""

    text: str = Field(
        min_length=1,
        max_length=TEXT_LIMIT,
        json_schema_extra={"pattern": VISIBLE_PATTERN},
        description="The message, as it is.",
    )
    channel: ChannelId = Field(description="Where it would be sent or said.")
    about: About = Field(default=About(), description="Its history tells what went before.")

    _known = field_validator("channel")(_among(CHANNEL_IDS))

    @field_validator("text")
    @classmethod
    def _something(cls, value: str) -> str:
        if not is_something(value):
            raise PydanticCustomError("empty", "There is no text.")
        return value
