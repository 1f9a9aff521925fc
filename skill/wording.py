"""The one Jinja environment: a block of a template, by locale, escaped by its folder.

A template is a set of named blocks and is asked for by block. It is looked for in the locale's own folder (en-GB),
then in its language's (en). Speech (talk, speech, questions) is SSML, so values are escaped there; the rest is plain
text. A value that a block names and nobody gave is an error, except in `lines`, where only its line falls away.
"""

import re
from collections.abc import Mapping
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, TemplateNotFound, Undefined
from jinja2.exceptions import TemplateError

from skill.content import TEMPLATES
from skill.errors import ContentError

_SSML_FOLDERS = ("talk", "speech", "questions")
_SPACE = re.compile(r"\s+")
_GONE = "\0"


class _Gone(Undefined):
    """An unknown detail: it marks the line that names it, and the line falls away."""

    def __str__(self) -> str:
        return _GONE


def _is_ssml(name: str | None) -> bool:
    return name is not None and (name == "ssml.j2" or name.split("/")[1] in _SSML_FOLDERS)


def _environment(undefined: type[Undefined]) -> Environment:
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=_is_ssml,
        undefined=undefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    env.filters["sentence"] = lambda text: str(text)[:1].upper() + str(text)[1:]
    macros = env.get_template("ssml.j2").module
    env.globals |= {name: getattr(macros, name) for name in ("aloud", "slowly", "pause")}
    return env


@cache
def _strict() -> Environment:
    return _environment(StrictUndefined)


@cache
def _lenient() -> Environment:
    return _environment(_Gone)


def _folders(locale: str) -> tuple[str, ...]:
    language = locale.split("-")[0]
    known = [f for f in (locale, language) if (TEMPLATES / f).is_dir()]
    return tuple(known) if known else ("en",)


@cache
def _template(locale: str, name: str, block: str, lenient: bool) -> Template | None:
    env = _lenient() if lenient else _strict()
    for folder in _folders(locale):
        try:
            template = env.get_template(f"{folder}/{name}.j2")
        except TemplateNotFound:
            continue
        except TemplateError as error:
            raise ContentError(f"{folder}/{name}.j2: {error}") from error
        if block in template.blocks:
            return template
    return None


def _render(locale: str, name: str, block: str, lenient: bool, values: Mapping[str, object]) -> str:
    template = _template(locale, name, block, lenient)
    if template is None:
        raise ContentError(f"There is no block {block} in {name}.j2 for {locale}.")
    try:
        return "".join(template.blocks[block](template.new_context(dict(values))))
    except TemplateError as error:
        raise ContentError(f"{name}.j2, block {block}: {error}") from error


def load() -> None:
    """Compile every template, so that no reply waits for one; raises ContentError where one is broken."""
    for path in sorted(TEMPLATES.glob("*/**/*.j2")):
        name = path.relative_to(TEMPLATES).as_posix()
        try:
            for env in (_strict(), _lenient()):
                env.get_template(name)
        except TemplateError as error:
            raise ContentError(f"{name}: {error}") from error


def render(locale: str, name: str, block: str, /, **values: object) -> str:
    """Return a block with its values, in one line; `name` is a path below the language's folder, without .j2.

    Raises ContentError where the block is missing or names a value that was not given.
    """
    return _SPACE.sub(" ", _render(locale, name, block, False, values)).strip()


def lines(locale: str, name: str, block: str, /, **values: object) -> tuple[str, ...]:
    """Return the lines of a block; a line that names an unknown value falls away."""
    rendered = _render(locale, name, block, True, values)
    folded = (_SPACE.sub(" ", line).strip() for line in rendered.splitlines())
    return tuple(line for line in folded if line and _GONE not in line)


def has(locale: str, name: str, block: str) -> bool:
    """Tell whether a block exists for a locale."""
    return _template(locale, name, block, False) is not None


@cache
def blocks(locale: str, name: str) -> tuple[str, ...]:
    """Return the names of a template's blocks, in the order they are written."""
    found: dict[str, None] = {}
    for folder in reversed(_folders(locale)):
        path = TEMPLATES / folder / f"{name}.j2"
        if path.is_file():
            found |= dict.fromkeys(re.findall(r"{%-? *block +(\w+)", path.read_text(encoding="utf-8")))
    if not found:
        raise ContentError(f"There is no template {name}.j2 for {locale}.")
    return tuple(found)


@cache
def names(locale: str, folder: str) -> tuple[str, ...]:
    """Return the templates in a folder, sorted, without .j2; none where there is no such folder."""
    found = {p.stem for f in _folders(locale) for p in (TEMPLATES / f / folder).glob("*.j2")}
    return tuple(sorted(found))
