"""Names and sizes: what the console refuses before it builds anything."""

import re
from collections.abc import Iterable, Iterator

from skill.publish import builtins
from skill.publish.model import Intent, Model, Text, Type

MODEL_LIMIT = 1_500_000  # bytes
INTENTS_LIMIT = 250
INTENTS_AND_TYPES_LIMIT = 350
VALUE_LIMIT = 140  # characters
_INVOCATION_LIMIT = 50  # characters
_NAME = re.compile(r"[A-Za-z][A-Za-z_]*")
_BUILT_IN = re.compile(r"AMAZON\.[A-Za-z_]+(<[\w@|.\[\]]+>)?")
_SENSITIVITIES = ("LOW", "MEDIUM", "HIGH")
Found = Iterator[tuple[int, str]]


def names_and_sizes(model: Model) -> Found:
    """Yield what is wrong with the size of the model, and with the names of intents, slots and types."""
    if model.size > MODEL_LIMIT:
        yield 1, f"The model has {model.size} bytes, and {MODEL_LIMIT} is the limit."
    if len(model.intents) > INTENTS_LIMIT:
        over = model.intents[INTENTS_LIMIT].name
        yield over.line, f"The model has {len(model.intents)} intents, and {INTENTS_LIMIT} is the limit."
    elif (count := len(model.intents) + len(model.types)) > INTENTS_AND_TYPES_LIMIT:
        yield model.line, f"The model has {count} intents and types, and {INTENTS_AND_TYPES_LIMIT} is the limit."
    if model.sensitivity and model.sensitivity.text not in _SENSITIVITIES:
        yield model.sensitivity.line, f"A sensitivity is one of {', '.join(_SENSITIVITIES)}."
    yield from _unique((intent.name for intent in model.intents), "intent")
    yield from _unique((kind.name for kind in model.types), "type")
    for intent in model.intents:
        yield from _intent(intent, model)
    for kind in model.types:
        if not _is_name(kind.name.text):
            yield kind.name.line, f"A type's name has letters and underscores only, not {kind.name.shown}."
    yield from _one_type_a_slot(model)
    yield from _needed(model)


def invocation(model: Model) -> Found:
    """Yield what is wrong with the name that opens the skill."""
    if model.invocation is None:
        return
    line, name = model.invocation.line, model.invocation.text
    words = name.split()
    if len(words) < 2:
        yield line, "The invocation name has two words or more."
    if len(name) > _INVOCATION_LIMIT:
        yield line, f"The invocation name has {len(name)} characters, and {_INVOCATION_LIMIT} is the limit."
    if name != name.lower():
        yield line, "The invocation name is in lower case."
    if name != " ".join(words):
        yield line, "The invocation name has single spaces, and none at its ends."
    if strange := sorted({c for c in name if not (c.isalpha() or c in " '.")}):
        yield line, f"The invocation name has letters, apostrophes and periods only, not {''.join(strange)!r}."
    lower = [word.lower().removesuffix("'s") for word in words]
    for kind, what in (("wake", "a wake word"), ("launch", "a word that launches"), ("skill", "a word for skills")):
        for word in lower:
            if word in builtins.invocation_words(kind):
                yield line, f"The invocation name has {word!r}, which is {what}."
    if len(lower) == 2:
        for word in lower:
            if word in builtins.invocation_words("small"):
                yield line, f"An invocation name of two words has no article or preposition ({word!r})."


def types(model: Model) -> Found:
    """Yield types that are empty, unused or ambiguous, and values that are too long or strange."""
    used = {slot.type.text for intent in model.intents for slot in intent.slots}
    for kind in model.types:
        if not kind.values and not kind.supplied:
            yield kind.name.line, f"The type {kind.name.shown} has no values."
        if kind.name.text not in used:
            yield kind.name.line, f"The type {kind.name.shown} is used by no slot."
        yield from _values(kind)


def _is_name(text: str) -> bool:
    return bool(_NAME.fullmatch(text) or _BUILT_IN.fullmatch(text))


def _unique(names: Iterable[Text], what: str) -> Found:
    seen: dict[str, Text] = {}
    for name in names:
        first = seen.setdefault(name.text.lower(), name)
        if first is not name:
            yield name.line, f"There is a second {what} {name.shown}, the first is in line {first.line}."


def _intent(intent: Intent, model: Model) -> Found:
    name = intent.name
    if not _is_name(name.text):
        yield name.line, f"An intent's name has letters and underscores only, not {name.shown}."
    if name.text.startswith(builtins.OWN):
        if "<" not in name.text and name.text not in builtins.intents():
            yield name.line, f"Alexa has no built-in intent {name.shown}."
        if intent.slots and "<" not in name.text:
            yield intent.slots[0].name.line, f"The built-in intent {name.shown} takes no slots."
        if intent.samples and name.text in builtins.closed():
            yield intent.samples[0].line, f"The built-in intent {name.shown} takes no samples."
    elif not intent.samples:
        yield name.line, f"Nothing reaches the intent {name.shown}: it has no samples."
    yield from _unique((slot.name for slot in intent.slots), f"slot of {name.shown} named")
    intents = {each.name.text.lower() for each in model.intents}
    declared = {kind.name.text for kind in model.types}
    for slot in intent.slots:
        if not _NAME.fullmatch(slot.name.text):
            yield slot.name.line, f"A slot's name has letters and underscores only, not {slot.name.shown}."
        if slot.name.text.lower() in intents:
            yield slot.name.line, f"The slot {slot.name.shown} is named as an intent is."
        if slot.type.text in declared:
            continue
        if not slot.type.text.startswith(builtins.OWN):
            yield (
                slot.type.line,
                f"The slot {slot.name.shown} has the type {slot.type.shown}, and nothing declares it.",
            )
        elif near := builtins.meant(slot.type.text):
            yield slot.type.line, f"Alexa has no type {slot.type.shown}, {near} is probably meant."


def _one_type_a_slot(model: Model) -> Found:
    first: dict[str, Text] = {}
    for intent in model.intents:
        for slot in intent.slots:
            known = first.setdefault(slot.name.text.lower(), slot.type)
            if known.text != slot.type.text:
                yield (
                    slot.type.line,
                    f"The slot {slot.name.shown} is {slot.type.shown} here, and {known.shown} in line {known.line}.",
                )


def _needed(model: Model) -> Found:
    present = {intent.name.text for intent in model.intents}
    for name in builtins.needed():
        if name not in present:
            yield model.line, f"The model has no {name}, which every skill answers."


def _values(kind: Type) -> Found:
    ids: dict[str, Text] = {}
    seen: dict[str, tuple[int, Text]] = {}
    named = any(value.id for value in kind.values)
    for number, value in enumerate(kind.values):
        if value.id is None:
            if named:
                yield value.line, f"A value of {kind.name.shown} has no id, and others have."
        elif not value.id.text.strip():
            yield value.id.line, f"A value of {kind.name.shown} has an empty id."
        elif ids.setdefault(value.id.text, value.id) is not value.id:
            yield value.id.line, f"Two values of {kind.name.shown} have the id {value.id.shown}."
        for word in value.words:
            yield from _word(word, kind)
            other, first = seen.setdefault(" ".join(word.text.lower().split()), (number, word))
            if first is not word and other == number:
                yield word.line, f"The value has {word.shown} twice, first in line {first.line}."
            elif first is not word:
                yield word.line, f"{word.shown} is two values of {kind.name.shown}, first in line {first.line}."


def _word(word: Text, kind: Type) -> Found:
    if not word.text.strip():
        yield word.line, f"A value of {kind.name.shown} is empty."
    elif word.text != " ".join(word.text.split()):
        yield word.line, f"{word.shown} has spaces at its ends, or more than one between words."
    if len(word.text) > VALUE_LIMIT:
        yield word.line, f"A value has {len(word.text)} characters, and {VALUE_LIMIT} is the limit."
    if strange := sorted({c for c in word.text if not c.isprintable() or c in '{}<>?!"*_|\\/'}):
        yield word.line, f"{word.shown} has what nobody says: {''.join(strange)!r}."
