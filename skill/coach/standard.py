"""Measures a text (words, sentences, grade, SMS segments) and lists where it breaks the message standard."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from skill import content
from skill.coach.channels import CHANNELS
from skill.coach.lexicon import listed
from skill.coach.phrases import BITS, Phrase, phrases, usable
from skill.coach.situation import Details

_SENTENCE_END = re.compile(r"[.?!]+(?=\s|$)")
_WORD = re.compile(r"\w")
_VOWELS = re.compile(r"[aeiouy]+")
_GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_TWICE = frozenset("^{}\\[~]|€")
_UNFILLED = re.compile(
    r"[{}<>]|\bNone\b|&\w+;|\b(at|in|on|about|from) [.,?!]|\b(at|about|from)[.,?!]|\ufffd|Ã.|â€|[\ue000-\uf8ff]"
)
_SHOUTED = re.compile(r"\?\?|!!|\b[A-Z]{3,}\b")
_NETSPEAK = re.compile(r"\b(lol|omg|u|ur|r|plz|thx|gonna|wanna|btw|tbh)\b", re.IGNORECASE)
MASK = "it"


@dataclass(frozen=True)
class Measures:
    """What can be counted in a text; `grade` is its Flesch-Kincaid grade."""

    words: int
    chars: int
    sentences: int
    longest: int
    questions: int
    syllables: int

    @property
    def grade(self) -> float:
        """The US school grade that reads it."""
        return grade(self.words, self.sentences, self.syllables)

    @property
    def average(self) -> float:
        """The average number of words in a sentence."""
        return self.words / max(self.sentences, 1)


def grade(words: int, sentences: int, syllables: int) -> float:
    """Return the Flesch-Kincaid grade of these counts."""
    if not words:
        return 0.0
    return 0.39 * words / max(sentences, 1) + 11.8 * syllables / words - 15.59


@lru_cache(maxsize=8192)
def syllables(word: str) -> int:
    """Return about how many syllables a word has."""
    low = re.sub(r"[^a-z]", "", word.casefold())
    count = len(_VOWELS.findall(low))
    if low.endswith("e") and not low.endswith(("le", "ee")) and count > 1:
        count -= 1
    if (
        low.endswith(("ed", "es"))
        and count > 1
        and not low.endswith(("ted", "ded", "ses", "ces", "xes", "ges", "ches", "shes"))
    ):
        count -= 1
    return max(count, 1)


def sentences(text: str) -> list[str]:
    """Return a text's sentences, without their ends."""
    return [s for part in _SENTENCE_END.split(text) if (s := part.strip())]


def measure(text: str) -> Measures:
    """Return what can be counted in a text."""
    words = text.split()
    each = sentences(text)
    return Measures(
        words=len(words),
        chars=len(text),
        sentences=len(each),
        longest=max((len(s.split()) for s in each), default=0),
        questions=text.count("?"),
        syllables=sum(syllables(w) for w in words),
    )


def segments(text: str) -> int:
    """Return how many SMS a text takes: 160 characters of GSM-7 in one, 70 of anything else."""
    if all(c in _GSM or c in _GSM_TWICE for c in text):
        units, one, more = sum(2 if c in _GSM_TWICE else 1 for c in text), 160, 153
    else:
        units, one, more = len(text.encode("utf-16-le")) // 2, 70, 67
    return 1 if units <= one else -(-units // more)


def masked(text: str, details: Details) -> str:
    """Return a text with the user's own details as one short word each."""
    for said in _said(details):
        text = re.sub(rf"(?<!\w){re.escape(said)}(?!\w)", MASK, text, flags=re.IGNORECASE)
    return text


def _named_twice(text: str, details: Details) -> bool:
    name = details.person
    if not name or len(name) < 3 or name.casefold() in listed("named_like_words"):
        return False
    if name in (details.you, details.friend):
        return False
    return len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", text)) > 1


def _longest(text: str, details: Details) -> int:
    """Count the words of the longest sentence, the details in; a detail ends no sentence, whatever stands in it."""
    for said in _said(details):
        if _SENTENCE_END.search(said):
            text = text.replace(said, _SENTENCE_END.sub("", said))
    return measure(text).longest


@lru_cache(maxsize=256)
def _said(details: Details) -> tuple[str, ...]:
    found: set[str] = {str(v) for name in BITS if (v := getattr(details, name))}
    for audience in ("them", "friend"):
        for out in (False, True):
            known: dict[str, Phrase] = phrases(usable(details), audience, out)
            found |= {p.text for p in known.values() if p.uses}
    return tuple(sorted(filter(_WORD.search, found), key=lambda s: (-len(s), s)))


@cache
def _marks(name: str) -> re.Pattern[str]:
    return re.compile("|".join(content.lexicon()["marks"][name]), re.IGNORECASE)


def breaches(text: str, channel: str, details: Details | None = None, line: str = "hello") -> list[str]:
    """Return in plain words where a draft breaks the message standard; an empty list where it keeps it."""
    row = CHANNELS[channel]
    details = details or Details()
    whole = measure(text)
    bare = masked(text, details)
    own = measure(bare)
    found = [
        (whole.words > row.words, f"has {whole.words} words, over {row.words}"),
        (bool(row.chars) and whole.chars > row.chars, f"has {whole.chars} characters, over {row.chars}"),
        (own.sentences > row.sentences, f"has {own.sentences} sentences, over {row.sentences}"),
        (own.questions > row.questions, f"has {own.questions} questions, over {row.questions}"),
        (_longest(text, details) > row.sentence_words, f"has a sentence over {row.sentence_words} words"),
        (own.average > 15, "has sentences that are long on average"),
        (own.longest > 25, "has a sentence over 25 words"),
        (own.words >= 12 and own.grade > 8, f"reads at grade {own.grade:.1f}"),
        (bool(_SHOUTED.search(bare)) or text.count("!") > 1, "shouts"),
        (bool(_NETSPEAK.search(bare)), "has netspeak"),
        (any(ord(c) > 0x7E for c in bare), "has more than plain characters of its own"),
        (
            bool(_UNFILLED.search(bare)) or "  " in text or text != text.strip(),
            "has an unfilled or broken place",
        ),
        (text != unicodedata.normalize("NFC", text), "is not NFC"),
        (_named_twice(text, details), "says the name twice"),
    ]
    return [what for broken, what in found if broken] + missing(text, channel, line)


def missing(text: str, channel: str, line: str = "hello") -> list[str]:
    """Return what a draft of this channel has to hold and does not."""
    need = _NEEDS["ask" if (channel, line) == ("in_person", "ask") else channel]
    found = [why for name, why in need if not _marks(name).search(text)]
    if channel == "first_text" and _marks("invites").search(text) and not _marks("frees").search(text):
        found.append("leaves no way out")
    return found


_NEEDS: dict[str, tuple[tuple[str, str], ...]] = {
    "ask": (("opens", "does not ask in the open form"),),
    "in_person": (("greets", "does not greet or recall the talk"),),
    "via_friend": (("offers", "does not offer the user's own number"), ("frees", "leaves no way out")),
    "social_dm": (("thanks", "has no line of thanks"), ("meets", "does not say who or where")),
    "first_text": (),
    "after_no_reply": (("releases", "does not release"),),
    "graceful_close": (("accepts", "neither thanks nor accepts"), ("wishes", "wishes nothing good")),
}
