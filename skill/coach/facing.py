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
_YOURS = {"your": "their", "yours": "theirs", "yourself": "themself"}
_TOKEN = re.compile(r"[\w’'-]+|[^\w’'-]+")
_SHORT = re.compile(r"^(she|he|they)['’](s|re|d|ll|ve)$", re.IGNORECASE)
# after these "her" stands for the person, not for what is hers
_OBJECT_NEXT = re.compile(
    r"^(|a|an|the|my|our|this|that|some|how|what|why|if|out|back|and|or|to|at|in|on|with|about|for|from|when|while|after"
    r"|before|so|too|again)$"
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
    if person:
        whose = _role("their", pronoun, reader)
        topic = re.sub(rf"(?<!\w){re.escape(person)}['’]s(?!\w)", whose, topic, flags=re.IGNORECASE)
        if re.search(rf"(?<!\w){re.escape(person)}(?!\w)", topic, re.IGNORECASE):
            return None
    tokens = _TOKEN.findall(topic)
    words = [t.casefold().replace("’", "'") for t in tokens]
    sets = {s for w in words for s, forms in _FORMS.items() if w in forms or _short_of(w) == s}
    mine = {"she", "he", "they"} if pronoun == "they" else {pronoun, "they"}
    if len(sets) > 1 or not sets <= mine:
        return None
    if sets == {"they"} and pronoun != "they" and reader == "friend" and any(w.startswith("they") for w in words):
        return None  # "how they cook" would need another verb for her
    forms = _FORMS[next(iter(sets))] if sets else {}
    out: list[str] = []
    subject = False
    for i, (token, word) in enumerate(zip(tokens, words, strict=True)):
        after = words[i + 2 : i + 5]
        short = _SHORT.match(word)
        if short:
            out.append(_shortened(short[2].casefold(), pronoun, reader, after))
        elif word in forms:
            out.append(_role(_meant(word, forms[word], after), pronoun, reader))
        elif word in _YOURS and reader == "friend":
            out.append(_role(_YOURS[word], pronoun, reader))
        elif subject and word.strip() and word not in _rows("adverbs"):
            out.append(_verb(token, reader == "them" or pronoun == "they"))
        else:
            out.append(token)
            continue
        subject = forms.get(word) == "they"
    return "".join(out)


def _meant(word: str, role: str, after: list[str]) -> str:
    """Tell whether "her" is the person or what is hers: "to be her", but "her dog" and "her and my trips"."""
    if word != "her" or (after[:1] == ["and"] and after[2:3] and after[2] in ("my", "our", "his", "their")):
        return role
    return "them" if _OBJECT_NEXT.match(after[0] if after else "") else role


def _short_of(word: str) -> str | None:
    short = _SHORT.match(word)
    return short[1].casefold() if short else None


def _role(role: str, pronoun: str, reader: Reader) -> str:
    return _TO_YOU[role] if reader == "them" else _SAID.get(pronoun, _SAID["they"])[role]


def _shortened(ending: str, pronoun: str, reader: Reader, after: list[str]) -> str:
    they = _role("they", pronoun, reader)
    many = reader == "them" or pronoun == "they"
    if ending in ("s", "re"):
        had = bool(after) and re.search(r"(ed|en|been|had|got|made|done|seen|read)$", after[0]) and ending == "s"
        if had:
            return f"{they}'ve" if many else f"{they}'s"
        return f"{they}'re" if many else f"{they}'s"
    if ending == "ve":
        return f"{they}'ve" if many else f"{they}'s"
    return f"{they}'{ending}"
