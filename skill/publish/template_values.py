"""Values to try a template with: what is known of a situation, and whatever its own conditions tell apart."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, product
from types import SimpleNamespace
from typing import Any, get_args

from skill import wording
from skill.coach.review import Kind
from skill.coach.situation import Details, Situation
from skill.coach.words import words

_TRIES = 400  # renderings of one block in one situation
_EXPRESSION = re.compile(r"\{[{%](.*?)[}%]\}", re.DOTALL)
_TEXT = re.compile(r'"([^"]*)"')
_EQUALS = re.compile(r'(\w+) [!=]= "([^"]*)"')
_ONE_OF = re.compile(r"(\w+) in \(([^)]*)\)")
_HOLDS = re.compile(r'"([^"]*)" (?:not )?in (\w+)')
_DRAFT = "Hi, it was nice meeting you the other day."
_SENTENCES = ("Hi, it was nice meeting you.", "See you around.")
SITUATIONS = (
    Situation(),
    Situation(details=Details(person="Maya", place="gym", topic="hiking", day="Tuesday", pronoun="she")),
    Situation(
        details=Details(place="lunch line at work", topic="her dog", pronoun="he", friend="Dan", you="Sam"),
        meets_again="no",
    ),
)

# What a handler gives a template beside the situation; the text of a draft is tried in one form, a switch in two.
_TALK: Mapping[str, tuple[Any, ...]] = {"said": (None, "her phone")}
_ALOUD: Mapping[str, tuple[Any, ...]] = {
    "draft": (_DRAFT,),
    "sentences": (_SENTENCES,),
    "lands": ("It asks for nothing.",),
}
GIVEN: Mapping[str, Mapping[str, tuple[Any, ...]]] = {
    "talk": _TALK,
    "questions": {"redrafted": (True, False)},
    "steps": {},
    "speech/checking": {
        **_ALOUD,
        "spots": (
            [{"kind": "pressure", "phrase": "can you please answer this time"}],
            *([{"kind": kind, "phrase": None}, {"kind": kind, "phrase": None}] for kind in get_args(Kind)),
        ),
        "kind": ("sexual", "creepy", "repeat"),
        "phrase": ("i know where you live", "i will hurt myself"),
    },
    "speech/manners": {},
    "speech/message": {
        **_ALOUD,
        "used": (True, False),
        "changed": (None,),
        "change": (None,),
        "corrected": (True, False),
        "dropped": ((), ("topic",)),
        "heard": (1, 2),
    },
    "speech/next_step": {
        **_ALOUD,
        "before": (None,),
        "nothing_sent": (True, False),
        "heard": ((),),
        "said": ("",),
        "question": (None,),
        "once": (True, False),
        "step": (None,),
        "plan": (None, "Tuesday"),
    },
    "speech/outcome": {**_ALOUD, "has_number": (True, False), "asked_for": (True, False)},
    "speech/privacy": {"told": (True, False), "has_draft": (True, False), "has_message": (True, False)},
    "speech/review": {
        **_ALOUD,
        "audience": (None,),
        "line": (None,),
        "short": (_DRAFT,),
        "has_draft": (True, False),
        "for_friend": (True, False),
        "way": ("social_dm", "first_text", "via_friend", "in_person"),
        "linkedin": (True, False),
    },
}


@dataclass(frozen=True)
class Block:
    """A block of a template and where it stands."""

    name: str
    line: int
    source: str

    def line_of(self, word: str) -> int:
        """Return the line on which the block first names something."""
        found = re.search(rf"\b{re.escape(word)}\b", self.source)
        return self.line + self.source.count("\n", 0, found.start()) if found else self.line


def blocks_of(source: str) -> Iterator[Block]:
    """Yield the blocks of a template's text."""
    for found in re.finditer(r"{%-? *block +(\w+).*?{%-? *endblock", source, re.DOTALL):
        yield Block(found[1], source.count("\n", 0, found.start()) + 1, found[0])


def given(template: str) -> Mapping[str, tuple[Any, ...]] | None:
    """Return what handlers give a template beside the situation; None where nobody has said."""
    return GIVEN.get(template, GIVEN.get(template.split("/")[0]))


def values(locale: str, template: str, block: Block) -> Iterator[dict[str, Any]]:
    """Yield values for a block that between them take each of its branches, with details known and unknown."""
    extra = given(template) or {}
    told = _told_apart(block.source)
    for situation in SITUATIONS:
        known: dict[str, tuple[Any, ...]] = {name: (value,) for name, value in words(situation).items()}
        known |= {name: tuple(options) for name, options in extra.items()}
        if "step" in known:
            known["step"] = tuple(_steps(locale, situation))
        named = {name for name in known if re.search(rf"\b{name}\b", block.source)}
        for name in named & told.keys():
            known[name] = (*known[name], *told[name])
        names = sorted(named)
        for chosen in islice(product(*(known[name] for name in names)), _TRIES):
            tried = {**{name: options[0] for name, options in known.items()}, **dict(zip(names, chosen, strict=True))}
            if _is_possible(tried):
                yield tried


def _is_possible(tried: Mapping[str, Any]) -> bool:
    """Tell whether all that was just heard, or is left out, is known at all."""
    held = (name for options in tried.values() if isinstance(options, tuple) for name in options)
    return all(tried.get(name, name) is not None for name in held)


def _told_apart(source: str) -> dict[str, tuple[Any, ...]]:
    """The texts with which a block compares each name; a name that texts are looked for in gets lists of them."""
    inside = " ".join(_EXPRESSION.findall(source))
    found: dict[str, list[Any]] = {}
    for name, text in _EQUALS.findall(inside):
        found.setdefault(name, []).append(text)
    for name, texts in _ONE_OF.findall(inside):
        found.setdefault(name, []).extend(_TEXT.findall(texts))
    for text, name in _HOLDS.findall(inside):
        found.setdefault(name, []).append((text,) if name != "said" else text)
    return {name: tuple(dict.fromkeys(options)) for name, options in found.items()}


def _steps(locale: str, situation: Situation) -> Iterator[SimpleNamespace]:
    """Each next step with its words, as advice takes it."""
    known = words(situation)
    for name in wording.names(locale, "steps"):
        template = f"steps/{name}"
        said = {block: wording.render(locale, template, block, **known) for block in wording.blocks(locale, template)}
        yield SimpleNamespace(name=name, **said)
