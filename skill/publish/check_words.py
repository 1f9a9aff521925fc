"""Lints our templates and questions: each block renders, sounds as it should, and nothing is missing or unused."""

import re
from collections.abc import Iterator
from pathlib import Path

from skill import wording
from skill.coach.phrases import SLOTS
from skill.content import MODELS, TEMPLATES
from skill.errors import ContentError
from skill.publish.findings import Finding, short, shown
from skill.publish.located import read
from skill.publish.manners import MAX_WORDS, breaches, sentences, ssml_faults
from skill.publish.reading import Reader
from skill.publish.template_values import Block, blocks_of, given, values
from skill.voice.questions import NO, QUESTIONS, UNSURE, YES
from skill.voice.routes import ROUTES

_LOCALE = re.compile(r"[a-z]{2}(-[A-Z]{2})?")
_SPOKEN = ("talk", "speech", "questions", "steps")
_QUESTION = ("ask", "again", "help")
_STEP = ("advice", "reason", "caution", "courage", "brief")
_NAMED = re.compile(r"\{\{ *(\w+)")
_UNKNOWN = re.compile(r"'(\w+)' is undefined")
_REPROMPT = "Shall I?"
_WHO = "WHO"  # whom a sentence is about; nothing is told by it
Found = Iterator[tuple[int, str]]


def check_words() -> list[Finding]:
    """Return what is wrong in templates/, by file and line, in each language and locale."""
    found: set[Finding] = set()
    for folder in sorted(p for p in TEMPLATES.iterdir() if p.is_dir() and _LOCALE.fullmatch(p.name)):
        for path in sorted(folder.rglob("*.j2")):
            template = str(path.relative_to(folder).with_suffix("")).replace("\\", "/")
            found |= {Finding(short(path), line, message) for line, message in _file(folder.name, template, path)}
        found |= set(_agreement(folder))
    return sorted(found)


def _file(locale: str, template: str, path: Path) -> Found:
    source = path.read_text(encoding="utf-8")
    blocks = list(blocks_of(source))
    if not blocks:
        yield 1, "The template has no block, so nothing in it is ever said."
        return
    try:
        wording.has(locale, template, blocks[0].name)
    except ContentError as error:
        yield getattr(error.__cause__, "lineno", None) or 1, f"The template cannot be read: {error}"
        return
    kind = template.split("/")[0]
    for block in blocks:
        if kind in _SPOKEN:
            yield from _spoken(locale, template, block)
        elif kind == "messages":
            yield from _written(template, block)
        else:
            yield from _plain(locale, template, block)


def _spoken(locale: str, template: str, block: Block) -> Found:
    """What is wrong in any of the ways in which a block can come out."""
    if given(template) is None:
        yield block.line, f"Nobody says what {template} is given: add it to the values that templates are tried with."
        return
    for tried in values(locale, template, block):
        try:
            if block.name == "ask" and template.startswith("questions/"):
                # What is asked is a line, and `lines` would let one with an unknown name fall away.
                wording.render(locale, template, block.name, **tried)
                said = list(wording.lines(locale, template, block.name, **tried)) or [""]
            else:
                said = [wording.render(locale, template, block.name, **tried)]
        except (ContentError, TypeError, ValueError, AttributeError) as error:
            unknown = _UNKNOWN.search(str(error))
            line = block.line_of(unknown[1]) if unknown else block.line
            yield line, f"Block {block.name} fails: {unknown[0] if unknown else error}."
            return
        for one in said:
            for fault in _faults(template, block.name, one):
                yield _line(block, fault), f"Block {block.name}: {fault} ({shown(one)})."


def _line(block: Block, fault: str) -> int:
    """The line of what a fault quotes (a tag, a mark, the beginning of a sentence), or that of the block."""
    quoted = re.search(r"(<\w+)>|\['(.)'|words: ((?:\S+ ){2})", fault)
    text = next(filter(None, quoted.groups()), "") if quoted else ""
    at = block.source.find(text, block.source.find("%}"))
    return block.line + block.source.count("\n", 0, at) if text and at >= 0 else block.line


def _faults(template: str, name: str, said: str) -> Iterator[str]:
    kind = template.split("/")[0]
    if name == "asks":
        if said not in QUESTIONS:
            yield "it asks a question that there is not"
        return
    if faults := ssml_faults(said):
        yield f"SSML, {faults[0].rstrip('.')}"
        return
    if kind == "questions" and name in ("ask", "again"):
        yield from breaches(said, said if name == "again" else _REPROMPT, is_open=True)
    elif kind == "steps":
        yield from (f for f in breaches(said, is_open=False) if "open session" not in f)
    else:
        yield from breaches(said, is_open=False)


def _written(template: str, block: Block) -> Found:
    """A message's line that names what there is not falls away without a word, so names are checked here."""
    parts = set(wording.names("en", "messages/parts"))
    known = set(SLOTS) if "/parts/" in template else parts | set(SLOTS)
    for name in _NAMED.findall(block.source):
        if name not in known:
            yield block.line_of(name), f"Block {block.name} names {name!r}, which no message is given."
    if "<" in block.source or "&" in block.source:
        yield block.line, f"Block {block.name} has markup, and a message is plain text."


def _plain(locale: str, template: str, block: Block) -> Found:
    try:
        said = wording.lines(locale, template, block.name)
    except (ContentError, TypeError, ValueError) as error:
        if not _UNKNOWN.search(str(error)):
            yield block.line, f"Block {block.name} fails: {error}."
        return
    if template in ("review", "lands"):
        for sentence in (each for line in said for each in sentences(line)):
            if len(sentence.split()) > MAX_WORDS:
                yield block.line, f"Block {block.name}: {len(sentence.split())} words ({shown(sentence)})."


def _agreement(folder: Path) -> Iterator[Finding]:
    """Questions and their files, and talk and the intents that lead to it, are the same on both sides."""
    if "-" in folder.name:
        return  # a locale has only what differs
    locale = folder.name
    for name in sorted(QUESTIONS.keys() - set(wording.names(locale, "questions"))):
        yield Finding(short(folder / "questions" / f"{name}.j2"), 1, f"The question {name} has no file.")
    for name in wording.names(locale, "questions"):
        path = short(folder / "questions" / f"{name}.j2")
        if name not in QUESTIONS:
            yield Finding(path, 1, f"No question is named {name}, so this is never asked.")
        for block in _QUESTION:
            if not wording.has(locale, f"questions/{name}", block):
                yield Finding(path, 1, f"The question has no block {block}.")
    for name in wording.names(locale, "steps"):
        for block in _STEP:
            if not wording.has(locale, f"steps/{name}", block):
                yield Finding(short(folder / "steps" / f"{name}.j2"), 1, f"The step has no block {block}.")
    for topic in sorted(p for p in (folder / "talk").iterdir() if p.is_dir()):
        for name in wording.names(locale, f"talk/{topic.name}"):
            if not wording.has(locale, f"talk/{topic.name}/{name}", "say"):
                yield Finding(short(topic / f"{name}.j2"), 1, "There is no block say, so nothing is ever said of it.")
    for model in sorted(MODELS.glob(f"{locale}-*.json")):
        yield from (Finding(short(model), line, message) for line, message in _answered(locale, model))


def _answered(locale: str, path: Path) -> Found:
    """Yield intents that nothing answers, and values of a topic that is all talk without their file."""
    model = Reader(read(path)).model()
    types = {kind.name.text: kind for kind in model.types}
    for intent in model.intents:
        topic = re.sub(r"(?<!^)(?=[A-Z])", "_", intent.name.text.removesuffix("Intent")).lower()
        files = wording.names(locale, f"talk/{topic}")
        if intent.name.text in ROUTES or intent.name.text in (YES, NO, UNSURE):
            continue
        if not files:
            yield (
                intent.name.line,
                f"Nothing answers {intent.name.shown}: no handler, and no folder talk/{topic}.",
            )
        kind = types.get(intent.slots[0].type.text) if len(intent.slots) == 1 else None
        if kind and kind.name.text != _WHO:
            for value in kind.values:
                if value.id and value.id.text not in files:
                    yield value.id.line, f"There is no talk/{topic}/{value.id.text}.j2 for this value."
