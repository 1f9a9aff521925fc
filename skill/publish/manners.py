"""What every spoken reply keeps to: short sentences, one question, plain marks, a draft only where it is read aloud."""

import re
from html import unescape

from skill.errors import BadInput
from skill.simulator.ssml import read_ssml

MAX_STATEMENTS = 2
MAX_WORDS = 20
MAX_REPROMPT_WORDS = 12
_DRAFT = re.compile(r"<prosody[^>]*>.*?</prosody>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_PLAIN = re.compile(r"[^\w ,.?'\u2019]")
_QUOTED = re.compile(r'"[^"]*"')  # what a user wrote
_SENTENCE = re.compile(r"[^.?]+[.?]*")


def breaches(ssml: str, reprompt: str | None = None, *, is_open: bool) -> list[str]:
    """Return how a reply breaks the manners; `ssml` with or without its <speak>."""
    spoken = _spoken(_DRAFT.sub(" ", ssml))
    said = sentences(spoken)
    questions = [s for s in said if s.endswith("?")]
    found = []
    if len(said) - len(questions) > MAX_STATEMENTS:
        found.append(f"{len(said) - len(questions)} sentences before the question")
    if len(questions) > 1:
        found.append("more than one question")
    if questions and said[-1] != questions[-1]:
        found.append("the question does not come last")
    if bool(questions) != is_open:
        found.append("a question and a closed session" if questions else "an open session without a question")
    found += [f"{len(s.split())} words: {s}" for s in said if len(s.split()) > MAX_WORDS]
    if marks := _PLAIN.findall(_QUOTED.sub("", spoken)):
        found.append(f"marks that are not spoken: {marks}")
    if "None" in spoken or "  " in _spoken(ssml).strip():
        found.append("an empty place in the words")
    if is_open and not reprompt:
        found.append("no reprompt")
    if reprompt and len(_spoken(reprompt).split()) > MAX_REPROMPT_WORDS:
        found.append(f"a reprompt of {len(_spoken(reprompt).split())} words")
    return found


def sentences(spoken: str) -> list[str]:
    """Return the sentences of a text without markup."""
    return [s.strip() for s in _SENTENCE.findall(spoken) if s.strip(" .?")]


def ssml_faults(ssml: str) -> list[str]:
    """Return why Alexa would not accept this as SSML, with or without its <speak>."""
    try:
        read_ssml(ssml if ssml.lstrip().startswith("<speak") else f"<speak>{ssml}</speak>")
    except BadInput as error:
        return [str(error)]
    return []


def _spoken(ssml: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", ssml)).split())
