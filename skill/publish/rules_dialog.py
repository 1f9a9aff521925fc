"""The dialog: what Alexa asks for, in which words, and that both fit the intents."""

from collections.abc import Mapping

from skill.publish.manners import MAX_WORDS, sentences, ssml_faults
from skill.publish.model import DialogIntent, DialogSlot, Intent, Model, Prompt, Text
from skill.publish.rules_names import Found
from skill.publish.rules_samples import bare, slots_of

_STRATEGY = "SKILL_RESPONSE"
_STRATEGIES = (_STRATEGY, "ALWAYS")
_KINDS = ("elicitation", "confirmation")


def dialog(model: Model) -> Found:
    """Yield what is wrong in the dialog and its prompts."""
    intents = {intent.name.text: intent for intent in model.intents}
    prompts = {prompt.id.text: prompt for prompt in model.prompts}
    seen: set[str] = set()
    for asked in model.dialog:
        if asked.name.text in seen:
            yield asked.name.line, f"The dialog has {asked.name.shown} twice."
        seen.add(asked.name.text)
        intent = intents.get(asked.name.text)
        if intent is None:
            yield asked.name.line, f"The dialog has {asked.name.shown}, which is no intent of the model."
            continue
        yield from _whole(asked, intent)
        yield from _strategy(asked)
        yield from _asks(asked, prompts)
    for intent in model.intents:
        for slot in intent.slots:
            if slot.samples and not _is_asked(model, intent, slot.name):
                yield (
                    slot.samples[0].line,
                    f"{slot.name.shown} of {intent.name.shown} has answers and no question.",
                )
    for intent, sample in bare(model):
        if intent.name.text in seen:
            yield sample.line, f"{sample.shown} is slots only, in an intent with a dialog: it belongs to the slot."
    yield from _prompts(model, intents)


def _is_asked(model: Model, intent: Intent, name: Text) -> bool:
    return any(asked.name.text == intent.name.text and slot.name.text == name.text for asked, slot in model.elicited())


def _whole(asked: DialogIntent, intent: Intent) -> Found:
    """The dialog names every slot of its intent, by the same type, once."""
    types = {slot.name.text: slot.type.text for slot in intent.slots}
    named = [slot.name.text for slot in asked.slots]
    for slot in intent.slots:
        if slot.name.text not in named:
            yield asked.name.line, f"The dialog of {asked.name.shown} has no {slot.name.shown}, which is a slot of it."
    for number, dialog_slot in enumerate(asked.slots):
        name, kind = dialog_slot.name, dialog_slot.type
        if name.text not in types:
            yield name.line, f"The dialog of {asked.name.shown} has {name.shown}, which is no slot of it."
        elif types[name.text] != kind.text:
            yield kind.line, f"The dialog has {name.shown} as {kind.shown}, and the intent as {types[name.text]!r}."
        if name.text in named[:number]:
            yield name.line, f"The dialog of {asked.name.shown} has {name.shown} twice."


def _strategy(asked: DialogIntent) -> Found:
    found = asked.strategy
    if found and found.text not in _STRATEGIES:
        yield found.line, f"A delegation strategy is one of {', '.join(_STRATEGIES)}, not {found.shown}."
    elif found is None or found.text != _STRATEGY:
        line = found.line if found else asked.name.line
        yield (
            line,
            f"The dialog of {asked.name.shown} is not {_STRATEGY}: the skill hears of it only at its end.",
        )


def _asks(asked: DialogIntent, prompts: Mapping[str, Prompt]) -> Found:
    where = f"the dialog of {asked.name.shown}"
    yield from _named(asked.prompts, prompts, where)
    if asked.confirms and "confirmation" not in asked.prompts:
        yield asked.name.line, f"{asked.name.shown} is to be confirmed, and has no prompt for it."
    for slot in asked.slots:
        yield from _slot_asks(slot, prompts)


def _slot_asks(slot: DialogSlot, prompts: Mapping[str, Prompt]) -> Found:
    yield from _named(slot.prompts, prompts, f"the slot {slot.name.shown}")
    if slot.elicits and "elicitation" not in slot.prompts:
        yield slot.name.line, f"The slot {slot.name.shown} is to be elicited, and has no prompt for it."
    if slot.confirms and "confirmation" not in slot.prompts:
        yield slot.name.line, f"The slot {slot.name.shown} is to be confirmed, and has no prompt for it."


def _named(named: Mapping[str, Text], prompts: Mapping[str, Prompt], where: str) -> Found:
    for kind, prompt in named.items():
        if kind not in _KINDS:
            yield prompt.line, f"{where} has a prompt for {kind!r}, which is none of {', '.join(_KINDS)}."
        if prompt.text not in prompts:
            yield prompt.line, f"{where} names the prompt {prompt.shown}, which there is not."


def _prompts(model: Model, intents: Mapping[str, Intent]) -> Found:
    users: dict[str, str] = {}
    for asked in model.dialog:
        for held in (asked.prompts, *(slot.prompts for slot in asked.slots)):
            users |= {prompt.text: asked.name.text for prompt in held.values()}
    seen: set[str] = set()
    for prompt in model.prompts:
        if prompt.id.text in seen:
            yield prompt.id.line, f"There is a second prompt {prompt.id.shown}."
        seen.add(prompt.id.text)
        if prompt.id.text not in users:
            yield prompt.id.line, f"The prompt {prompt.id.shown} is used nowhere."
        if not prompt.variations:
            yield prompt.id.line, f"The prompt {prompt.id.shown} has no words."
        intent = intents.get(users.get(prompt.id.text, ""))
        said: set[str] = set()
        for kind, words in prompt.variations:
            yield from _variation(kind, words, intent)
            if words.text in said:
                yield words.line, f"The prompt {prompt.id.shown} says {words.shown} twice."
            said.add(words.text)


def _variation(kind: Text, words: Text, intent: Intent | None) -> Found:
    if kind.text not in ("PlainText", "SSML"):
        yield kind.line, f"A prompt is PlainText or SSML, not {kind.shown}."
    if not words.text.strip():
        yield words.line, "A prompt says nothing."
    if kind.text == "SSML":
        yield from ((words.line, f"{words.shown}: {fault}") for fault in ssml_faults(words.text))
    elif "<" in words.text:
        yield words.line, f"{words.shown} has markup, and is PlainText."
    for name in slots_of(words.text):
        if intent and name not in intent.types:
            yield words.line, f"{words.shown} has {{{name}}}, which is no slot of {intent.name.shown}."
    for sentence in sentences(words.text):
        if (count := len(sentence.split())) > MAX_WORDS:
            yield words.line, f"{words.shown} has {count} words in a breath, and {MAX_WORDS} is the limit."
