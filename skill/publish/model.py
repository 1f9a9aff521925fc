"""An interaction model with the line of each word in it."""

from collections.abc import Iterator
from dataclasses import dataclass

from skill.publish.findings import shown


@dataclass(frozen=True)
class Text:
    """A text of the model and its line."""

    text: str
    line: int

    @property
    def shown(self) -> str:
        """The text as it may stand in a message."""
        return shown(self.text)


@dataclass(frozen=True)
class Slot:
    """A slot of an intent, with the samples that answer it."""

    name: Text
    type: Text
    samples: tuple[Text, ...]


@dataclass(frozen=True)
class Intent:
    """An intent of the model."""

    name: Text
    slots: tuple[Slot, ...]
    samples: tuple[Text, ...]

    @property
    def types(self) -> dict[str, str]:
        """The type of each slot, by its name in lower case."""
        return {slot.name.text.lower(): slot.type.text for slot in self.slots}


@dataclass(frozen=True)
class Value:
    """A value of a type: its words, then its synonyms."""

    id: Text | None
    words: tuple[Text, ...]
    line: int


@dataclass(frozen=True)
class Type:
    """A slot type of the model; `supplied` when its values come from a catalog."""

    name: Text
    values: tuple[Value, ...]
    supplied: bool


@dataclass(frozen=True)
class DialogSlot:
    """What the dialog says of a slot; `prompts` by their kind (elicitation, confirmation)."""

    name: Text
    type: Text
    elicits: bool
    confirms: bool
    prompts: dict[str, Text]


@dataclass(frozen=True)
class DialogIntent:
    """What the dialog says of an intent."""

    name: Text
    strategy: Text | None
    confirms: bool
    prompts: dict[str, Text]
    slots: tuple[DialogSlot, ...]


@dataclass(frozen=True)
class Prompt:
    """A prompt; each variation as (SSML or PlainText, words)."""

    id: Text
    variations: tuple[tuple[Text, Text], ...]


@dataclass(frozen=True)
class Model:
    """A whole interaction model."""

    line: int
    size: int
    invocation: Text | None
    intents: tuple[Intent, ...]
    types: tuple[Type, ...]
    dialog: tuple[DialogIntent, ...]
    prompts: tuple[Prompt, ...]
    sensitivity: Text | None

    def elicited(self) -> Iterator[tuple[DialogIntent, DialogSlot]]:
        """Each slot that the dialog asks for."""
        return ((intent, slot) for intent in self.dialog for slot in intent.slots if slot.elicits)
