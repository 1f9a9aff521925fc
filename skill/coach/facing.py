"""A topic faces its reader: told "her dog", the message to her says "your dog"."""

import re
from functools import cache, lru_cache
from typing import Any, Literal

from skill import content

Reader = Literal["them", "friend"]

_FORMS = {
    "she": {"she": "they", "her": "their", "hers": "theirs", "herself": "themself"},
    "he": {"he": "they", "him": "them", "his": "their", "himself": "themself"},
    "they": {
        "they": "they",
        "them": "them",
        "their": "their",
        "theirs": "theirs",
        "themself": "themself",
        "themselves": "themself",
    },
}
_TO_YOU = {"they": "you", "them": "you", "their": "your", "theirs": "yours", "themself": "yourself"}
_SAID = {
    "she": {"they": "she", "them": "her", "their": "her", "theirs": "hers", "themself": "herself"},
    "he": {"they": "he", "them": "him", "their": "his", "theirs": "his", "themself": "himself"},
    "they": {"they": "they", "them": "them", "their": "their", "theirs": "theirs", "themself": "themself"},
}
_TOKEN = re.compile(r"[\w’'-]+|[^\w’'-]+")
_SHORT = re.compile(r"^(she|he|they)['’](s|re|d|ll|ve)$", re.IGNORECASE)
# after these "her" stands for the person, not for what is hers
_OBJECT_NEXT = re.compile(
    r"^(|and|or|to|at|in|on|with|about|for|from|when|while|that|after|before|so|too|again)$"
)


@cache
def _rows(name: str) -> Any:
    return content.lexicon()[name]


def _verb(word: str, many: bool) -> str:
    low = word.casefold()
    if many:
        turned: dict[str, str] = _rows("turned_verbs")
        if low in turned:
            return turned[low]
        if low in _rows("kept_verbs") or not low.endswith("s") or low.endswith("ss"):
            return low
        if low.endswith("ies") and len(low) > 4:
            return low[:-3] + "y"
        if re.search(r"(s|sh|ch|x|zz|o)es$", low):
            return low[:-2]
        return low[:-1]
    return word


@lru_cache(maxsize=1024)
def facing(topic: str, pronoun: str, reader: Reader = "them", person: str | None = None) -> str | None:
    """Return a topic as its reader should see it, or None where it cannot be turned.

    For them "her dog" is "your dog" and "how she fixes bikes" is "how you fix bikes"; for a friend a topic keeps the
    person, in the pronoun that was given. A pronoun of somebody else's makes it ambiguous, so the topic is left out.
    """
    tokens = _TOKEN.findall(topic)
    words = [t.casefold().replace("’", "'") for t in tokens]
    sets = {s for w in words for s, forms in _FORMS.items() if w in forms or _short_of(w) == s}
    if person and any(w == person.casefold() for w in words):
        return None
    mine = {"she", "he", "they"} if pronoun == "they" else {pronoun, "they"}
    if len(sets) > 1 or not sets <= mine:
        return None
    out: list[str] = []
    subject = False
    for i, (token, word) in enumerate(zip(tokens, words, strict=True)):
        if person and word == f"{person.casefold()}'s":
            out.append(_role("their", pronoun, reader))
            continue
        if short := _SHORT.match(word):
            out.append(_shortened(short[2].casefold(), pronoun, reader, words[i + 2 : i + 3]))
            subject = short[2].casefold() == "d"
            continue
        role = next((forms[word] for s, forms in _FORMS.items() if s in sets and word in forms), None)
        if role is None:
            if word in ("your", "yours", "yourself") and reader == "friend":
                out.append(_role({"your": "their", "yours": "theirs"}.get(word, "themself"), pronoun, reader))
            elif subject and word.strip() and word not in _rows("adverbs"):
                out.append(_verb(token, reader == "them" or pronoun == "they"))
                subject = False
            else:
                out.append(token)
            continue
        if word == "her" and _OBJECT_NEXT.match(words[i + 2] if i + 2 < len(words) else ""):
            role = "them"
        said = _role(role, pronoun, reader)
        out.append(said)
        subject = role == "they"
    return "".join(out)


def _short_of(word: str) -> str | None:
    short = _SHORT.match(word)
    return short[1].casefold() if short else None


def _role(role: str, pronoun: str, reader: Reader) -> str:
    return _TO_YOU[role] if reader == "them" else _SAID.get(pronoun, _SAID["they"])[role]


def _shortened(ending: str, pronoun: str, reader: Reader, after: list[str]) -> str:
    they = _role("they", pronoun, reader)
    many = reader == "them" or pronoun == "they"
    if ending in ("s", "re"):
        had = (
            bool(after)
            and re.search(r"(ed|en|been|had|got|made|done|seen|read)$", after[0])
            and ending == "s"
        )
        if had:
            return f"{they}'ve" if many else f"{they}'s"
        return f"{they}'re" if many else f"{they}'s"
    if ending == "ve":
        return f"{they}'ve" if many else f"{they}'s"
    return f"{they}'{ending}"
