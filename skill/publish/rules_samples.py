"""What people say: the characters of a sample, its slots, and that it belongs to one intent and not to Alexa."""

import re
import unicodedata
from collections.abc import Iterator

from skill.publish import builtins
from skill.publish.model import Intent, Model, Slot, Text
from skill.publish.rules_names import Found

QUERIES = frozenset({"AMAZON.SearchQuery"})
_SLOT = re.compile(r"\{([^{}]*)\}")
_BARE_SLOT = re.compile(r"[A-Za-z_]+")
_ENDS_A_SENTENCE = re.compile(r"\w{4,}\.|\w{2,}\.$")
_JOINED = re.compile(r"[\w']\{|\}\w")


def slots_of(sample: str) -> list[str]:
    """Return the names of a sample's slots, in lower case."""
    return [name.strip().lower() for name in _SLOT.findall(sample)]


def plain(sample: str) -> str:
    """Return a sample in the one form in which two samples are compared."""
    return " ".join(sample.lower().replace("’", "'").split())


def samples(model: Model) -> Found:
    """Yield what is wrong in each sample, and samples that stand twice."""
    present = frozenset(intent.name.text for intent in model.intents)
    owners = builtins.owners(present)
    first: dict[str, tuple[Text, Text]] = {}
    for intent in model.intents:
        for sample in intent.samples:
            yield from _written(sample)
            yield from _slots(sample, intent)
            words = plain(sample.text)
            owner = owners.get(words)
            if owner and owner != intent.name.text:
                yield sample.line, f"{sample.shown} is taken by {owner}, so {intent.name.shown} never hears it."
            yield from _opens(sample, model)
            name, known = first.setdefault(words, (intent.name, sample))
            if known is not sample and words:
                whose = "" if name is intent.name else f" of {name.shown}"
                yield sample.line, f"The sample {sample.shown} stands twice, first in line {known.line}{whose}."
        yield from _unspoken(intent)
        yield from _query(intent)
        for slot in intent.slots:
            yield from _answers(slot, intent)


def _written(sample: Text) -> Found:
    """What the console refuses in the spelling of a sample."""
    text = sample.text
    if not text.strip():
        yield sample.line, "A sample is empty."
        return
    if text != " ".join(text.split()):
        yield sample.line, f"{sample.shown} has spaces at its ends, or more than one between words."
    rest = _SLOT.sub(" ", text)
    if "{" in rest or "}" in rest:
        yield sample.line, f"{sample.shown} has a brace without its other half."
    if strange := sorted({c for c in rest if not _sayable(c)}):
        yield (
            sample.line,
            f"{sample.shown} has {' '.join(map(repr, strange))}: a sample has letters, - ' _ and periods only.",
        )
    if _ENDS_A_SENTENCE.search(rest.strip()):
        yield sample.line, f"{sample.shown} has a period, which stands in abbreviations only."
    if _JOINED.search(text):
        yield sample.line, f"{sample.shown} has a slot without a space beside it."


def _sayable(char: str) -> bool:
    return char.isspace() or char in "'’-_.{}" or unicodedata.category(char)[0] in "LM"


def _slots(sample: Text, intent: Intent) -> Found:
    names = slots_of(sample.text)
    for raw in _SLOT.findall(sample.text):
        if not _BARE_SLOT.fullmatch(raw):
            yield sample.line, f"{sample.shown} has a slot that is no name: {{{raw}}}."
        elif raw.lower() not in intent.types:
            yield sample.line, f"{sample.shown} has {{{raw}}}, which is no slot of {intent.name.shown}."
    if twice := sorted({name for name in names if names.count(name) > 1}):
        yield sample.line, f"{sample.shown} has {{{twice[0]}}} twice."


def _opens(sample: Text, model: Model) -> Found:
    """A sample is what comes after the wake word and the skill's name."""
    words = plain(sample.text).split()
    name = model.invocation.text.lower() if model.invocation else ""
    if words and words[0] == "alexa":
        yield sample.line, f"{sample.shown} begins with the wake word, which no skill hears."
    elif name and words and words[0] in builtins.invocation_words("launch") and plain(sample.text).endswith(name):
        yield sample.line, f"{sample.shown} opens the skill, so it reaches no intent."


def _unspoken(intent: Intent) -> Found:
    spoken = {name for sample in intent.samples for name in slots_of(sample.text)}
    for slot in intent.slots:
        if intent.samples and slot.name.text.lower() not in spoken:
            yield slot.name.line, f"The slot {slot.name.shown} stands in no sample of {intent.name.shown}."


def _query(intent: Intent) -> Found:
    """AMAZON.SearchQuery takes any words, so it needs some of ours beside it."""
    queries = [slot for slot in intent.slots if slot.type.text in QUERIES]
    for slot in queries[1:]:
        yield slot.name.line, f"{intent.name.shown} has a second AMAZON.SearchQuery, {slot.name.shown}."
    names = {slot.name.text.lower() for slot in queries}
    for sample in intent.samples:
        found = slots_of(sample.text)
        if not names & set(found):
            continue
        if len(found) > 1:
            yield sample.line, f"{sample.shown} has a slot beside its AMAZON.SearchQuery, which stands alone."
        if not _carrier(sample.text):
            yield sample.line, f"{sample.shown} is an AMAZON.SearchQuery without words of its own."


def _carrier(sample: str) -> str:
    return _SLOT.sub(" ", sample).strip()


def _answers(slot: Slot, intent: Intent) -> Found:
    """What is wrong in the samples by which a slot is answered."""
    first: dict[str, Text] = {}
    for sample in slot.samples:
        yield from _written(sample)
        yield from _slots(sample, intent)
        if slot.name.text.lower() not in slots_of(sample.text) and _carrier(sample.text):
            yield sample.line, f"{sample.shown} answers {slot.name.shown} and has no {{{slot.name.text}}}."
        known = first.setdefault(plain(sample.text), sample)
        if known is not sample and sample.text.strip():
            yield sample.line, f"The answer {sample.shown} stands twice, first in line {known.line}."
        others = [name for name in slots_of(sample.text) if name != slot.name.text.lower()]
        if slot.type.text in QUERIES and others:
            yield sample.line, f"{sample.shown} has a slot beside its AMAZON.SearchQuery, which stands alone."


def bare(model: Model) -> Iterator[tuple[Intent, Text]]:
    """Yield the samples that are slots and nothing else, with their intent."""
    for intent in model.intents:
        for sample in intent.samples:
            if sample.text.strip() and slots_of(sample.text) and not _carrier(sample.text):
                yield intent, sample
