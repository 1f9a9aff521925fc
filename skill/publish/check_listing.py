"""Lints what the skill store shows: the texts of listing.j2, and that its examples are samples of the model."""

import re
from collections.abc import Sequence
from pathlib import Path

from skill import wording
from skill.errors import ContentError
from skill.publish.findings import shown
from skill.publish.model import Model
from skill.publish.rules_names import Found
from skill.publish.rules_samples import plain, slots_of
from skill.publish.template_values import Block, blocks_of

_LIMITS = {"name": 50, "summary": 160, "description": 4_000, "examples": 200, "keywords": 30, "testing": 4_000}
_KEYWORDS_LIMIT = 150  # characters, all together
_EXAMPLES = 3
_SLOT = re.compile(r"\\\{[a-z_]+\\\}")
_STRANGE = re.compile(r"[^\w\s,.?'’-]")


def listing(locale: str, path: Path, model: Model, advice: str | None) -> Found:
    """Yield what is wrong in a listing; `advice` is what its description says about medical advice, in its language."""
    if not path.is_file():
        yield 1, "There is no listing, so the store has nothing to show."
        return
    blocks = {block.name: block for block in blocks_of(path.read_text(encoding="utf-8"))}
    for name, limit in _LIMITS.items():
        if name not in blocks:
            yield 1, f"The listing has no block {name}."
            continue
        try:
            lines = wording.lines(locale, "listing", name)
        except ContentError as error:
            yield blocks[name].line, f"Block {name} fails: {error}"
            continue
        yield from _text(blocks[name], lines, limit)
        if name == "description" and advice and advice not in " ".join(lines).lower():
            yield blocks[name].line, f"The description does not say that it is {advice}."
        if name == "examples":
            yield from _examples(blocks[name], lines, model)
        if name == "keywords" and len(" ".join(lines)) > _KEYWORDS_LIMIT:
            yield blocks[name].line, f"The keywords have more than {_KEYWORDS_LIMIT} characters."


def _text(block: Block, lines: Sequence[str], limit: int) -> Found:
    each = lines if block.name in ("examples", "keywords") else [" ".join(lines)]
    if not any(each):
        yield block.line, f"Block {block.name} says nothing."
    for text in each:
        line = _line(block, text)
        if len(text) > limit:
            yield line, f"Block {block.name} has {len(text)} characters, and {limit} is the limit."
        if strange := sorted(set(_STRANGE.findall(text))):
            yield line, f"Block {block.name} has marks that are not ours: {' '.join(strange)}."


def _line(block: Block, text: str) -> int:
    at = block.source.find(text)
    return block.line + block.source.count("\n", 0, at) if at >= 0 else block.line


def _examples(block: Block, lines: Sequence[str], model: Model) -> Found:
    if len(lines) != _EXAMPLES:
        yield block.line, f"There are {len(lines)} examples, and the store shows {_EXAMPLES}."
    opening = f"alexa, open {model.invocation.text if model.invocation else ''}"
    for number, text in enumerate(lines):
        line = _line(block, text)
        if number == 0 and plain(text) != opening:
            yield line, f"The first example is {shown(opening)}, and here is {shown(text)}."
        if number and not _is_sample(text, model):
            yield line, f"The example {shown(text)} is no sample of the model, word for word."
        if text in lines[:number]:
            yield line, f"The example {shown(text)} stands twice."


def _is_sample(text: str, model: Model) -> bool:
    """Tell whether a text is a sample, with a value of its type in each slot."""
    said = plain(text)
    values = {kind.name.text: {plain(word.text) for v in kind.values for word in v.words} for kind in model.types}
    for intent in model.intents:
        for sample in intent.samples:
            found = re.fullmatch(_SLOT.sub("(.+)", re.escape(plain(sample.text))), said)
            names = slots_of(sample.text)
            if found and all(
                intent.types.get(name) not in values or value in values[intent.types[name]]
                for name, value in zip(names, found.groups(), strict=False)
            ):
                return True
    return False
