"""Reads SSML as a person hears it: the words, and which of them are read out as a draft."""

import re
import unicodedata
from dataclasses import dataclass
from xml.parsers.expat import ExpatError, ParserCreate

from skill.errors import BadInput

_TEXT_TAGS = ("speak", "p", "s", "w", "break", "emphasis", "prosody", "say-as", "sub", "phoneme")
_VOICE_TAGS = ("lang", "voice", "audio", "amazon:effect", "amazon:domain", "amazon:emotion")
_KNOWN = frozenset((*_TEXT_TAGS, *_VOICE_TAGS))
_APART = frozenset(("speak", "p", "s", "break", "audio", "prosody"))
_SPACE = re.compile(r"\s+")
_BEFORE_MARK = re.compile(r" (?=[,.;:?!])")


@dataclass(frozen=True)
class Spoken:
    """What is heard: `plain` the bare words, `shown` with the drafts in quotation marks, `drafts` alone.

    `ssml` is the source, and None where the skill sent plain text, which has no drafts.
    """

    plain: str
    shown: str
    drafts: tuple[str, ...] = ()
    ssml: str | None = None


class _Reader:
    """Gathers the text between tags; `shown` also gets a quotation mark where a prosody starts and ends."""

    def __init__(self) -> None:
        self.plain: list[str] = []
        self.shown: list[str] = []
        self.drafts: list[list[str]] = []
        self._depth = 0
        self._prosodies = 0
        self._aliased = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name not in _KNOWN:
            raise BadInput(f"Alexa's SSML has no <{name}>.")
        if (name == "speak") != (self._depth == 0):
            raise BadInput("SSML is one <speak> with everything else inside it.")
        self._depth += 1
        if name in _APART:
            self._add(" ")
        if name == "prosody":
            if not self._prosodies:
                self.drafts.append([])
                self.shown.append("\0")
            self._prosodies += 1
        if name == "sub":
            self._add(attributes.get("alias", ""))
            self._aliased += 1

    def end(self, name: str) -> None:
        self._depth -= 1
        if name == "sub":
            self._aliased -= 1
        if name == "prosody":
            self._prosodies -= 1
            if not self._prosodies:
                self.shown.append("\1")
        if name in _APART:
            self._add(" ")

    def text(self, data: str) -> None:
        if not self._aliased:
            self._add(data)

    def _add(self, data: str) -> None:
        self.plain.append(data)
        self.shown.append(data)
        if self._prosodies:
            self.drafts[-1].append(data)


def _no_doctype(*_: object) -> None:
    raise BadInput("SSML has no document type.")


def tidy(text: str) -> str:
    """Return a text in one line, with single spaces, none before a mark, and no control characters."""
    seen = "".join(c for c in _SPACE.sub(" ", text) if unicodedata.category(c) not in ("Cc", "Cs"))
    return _BEFORE_MARK.sub("", _SPACE.sub(" ", seen)).strip()


def _quoted(pieces: list[str]) -> str:
    """Return the words with each draft between quotation marks that touch it."""
    parts = re.split("\0(.*?)\1", "".join(pieces), flags=re.DOTALL)
    drafts = iter(parts[1::2])
    joined = tidy(parts[0])
    for after in parts[2::2]:
        draft = tidy(next(drafts))
        joined = f'{joined} "{draft}"' if draft else joined
        joined = f"{joined} {tidy(after)}"
    return tidy(joined)


def read_plain(text: str) -> Spoken:
    """Return what is heard of plain text."""
    return Spoken(tidy(text), tidy(text))


def read_ssml(ssml: str) -> Spoken:
    """Return what is heard of SSML; raises BadInput where Alexa would not accept it."""
    reader = _Reader()
    parser = ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = _no_doctype
    try:
        parser.Parse(ssml.encode("utf-8", "surrogatepass"), True)
    except ExpatError as error:
        raise BadInput(f"The SSML is not well formed ({error}).") from error
    drafts = tuple(filter(None, (tidy("".join(d)) for d in reader.drafts)))
    return Spoken(tidy("".join(reader.plain)), _quoted(reader.shown), drafts, ssml)
