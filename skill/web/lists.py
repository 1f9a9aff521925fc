"""What there is to choose from: the channels, the tones and the changes, as the API lists them."""

from pydantic import Field

from skill.coach.channels import CHANNELS, channel_of
from skill.coach.style import TONES
from skill.web.answers import Answer, label
from skill.web.schemas import CHANNEL_IDS, MOVES


class ChannelRow(Answer):
    """A channel and the limits of a draft in it; 0 characters means no limit."""

    name: str
    label: str
    ids: list[str] = Field(description="Every id that leads to it.")
    audience: str
    words: int
    sentences: int
    questions: int
    chars: int


class ChannelsAnswer(Answer):
    """The channels."""

    channels: list[ChannelRow]


class Row(Answer):
    """A tone or a change."""

    name: str
    label: str


class TonesAnswer(Answer):
    """The tones."""

    tones: list[Row]


class ChangesAnswer(Answer):
    """The changes."""

    changes: list[Row]


def channels() -> ChannelsAnswer:
    """Return every channel."""
    ids = {name: [i for i in CHANNEL_IDS if channel_of(i)[0] == name] for name in CHANNELS}
    return ChannelsAnswer(
        channels=[
            ChannelRow(
                name=row.name,
                label=label(f"channel_{row.name}"),
                ids=ids[row.name],
                audience=row.audience,
                words=row.words,
                sentences=row.sentences,
                questions=row.questions,
                chars=row.chars,
            )
            for row in CHANNELS.values()
        ]
    )


def tones() -> TonesAnswer:
    """Return every tone."""
    return TonesAnswer(tones=[Row(name=name, label=label(f"tone_{name}")) for name in TONES])


def changes() -> ChangesAnswer:
    """Return every change, and undo."""
    return ChangesAnswer(changes=[Row(name=name, label=label(f"change_{name}")) for name in MOVES])
