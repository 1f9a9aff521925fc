"""What needs no meaning: a message too long for its channel, an unfilled place, garbled grammar, mixed pronouns."""

import re
from collections.abc import Iterator

from skill.coach.channels import CHANNELS
from skill.coach.review.concerns import Kind
from skill.coach.review.lexicon import Lexicon, lexicon
from skill.coach.review.reading import Reading
from skill.coach.standard import measure

Place = tuple[Kind, int, int]

_SLOT = re.compile(
    r"\{+[^{}]*\}+|\[[^\[\]]{1,30}\]|<[a-zA-Z_ ]{1,20}>|\$\w*[a-z]\w*|%\w+%|%[sd]\b|&[a-z]+;|&#\d+;|\bX{3,}\b|_{3,}"
    r"|\b(?:undefined|NaN|NULL|N/A|TBD|lorem ipsum)\b|\bnull\b(?! and void)|(?i:\binsert (?:your )?name\b)"
    r"|(?<![.?!] )(?<!^)\bNone\b|^None\b(?= [a-z]+ing|,| from)"
    r"|\b(?:at|in|on|about|from|the|with|of|for|your|is|it's|called|meet|met|I'm|this is)\s+[,;](?!\))"
    r"|\b(?:at|about|from|the|with|of|your|my|name is|I'm)\s+[.?!](?![\w.])"
    r"|\b(?:INSERT|YOUR|THEIR) (?:[A-Z]+ )?(?:NAME|PLACE|TOPIC)\b|\b(?:the|Dear|Hi|Hey) (?:NAME|PLACE|TOPIC|DAY)\b"
    r"|\b(?:name|place|topic|day|person|user|first_name)_?(?:here|slot|\d)\b"
    r"|\ufffd|Ã.|â€.|Â[^\w\s]",
    re.MULTILINE,
)
_NO_NAME = re.compile(
    r"^(?:hi|hey|hello|dear)\s+,|\b(?:about|from|at)\s+(?:at|from|about|on)\s+[.,]|\b(?:[Hh]i|[Hh]ey|[Dd]ear)\s*,\s*,",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[\w']+")
_VOWELLESS = re.compile(r"^[bcdfghjklmnpqrstvwxz]{2,}$")
_MIXED = re.compile(r"^(?=.*\d)(?=.*[a-z])(?!\d+(?:am|pm|th|st|nd|rd|k|km|h|m|x|p|s|hr|hrs|min|mins)$)[a-z\d]+$")


def places(reading: Reading, channel: str, spoken: bool, language: str = "en") -> list[Place]:
    """Return what is amiss with a text's form: its kind and where (characters, end exclusive)."""
    known = lexicon(language)
    found = list(_slots(reading.text))
    found += _pronouns(reading, channel, known)
    if not spoken:
        found += _length(reading.text, channel)
        found += _garbled(reading, known)
        found += _netspeak(reading.text, known)
    return found


def _length(text: str, channel: str) -> Iterator[Place]:
    row, size = CHANNELS[channel], measure(text)
    if size.words > row.flag_words:
        words = list(re.finditer(r"\S+", text))
        yield "length", words[row.flag_words].start(), len(text.rstrip())
    elif row.flag_chars and size.chars > row.flag_chars:
        yield "length", row.flag_chars, len(text.rstrip())


def _slots(text: str) -> Iterator[Place]:
    for pattern in (_SLOT, _NO_NAME):
        if found := pattern.search(text):
            yield "slot", found.start(), found.end()
            return


def _garbled(reading: Reading, known: Lexicon) -> Iterator[Place]:
    """Look for words that never stand side by side; one such pair is a slip, more garble the sense."""
    words = reading.words
    odd = [n for n in range(len(words) - 1) if known.clash(words[n], words[n + 1])]
    if len(odd) >= 2 and len(odd) >= len(words) / 25:
        yield "grammar", reading.spans[odd[0]][0], reading.spans[min(odd[-1] + 1, len(words) - 1)][1]


def _netspeak(text: str, known: Lexicon) -> Iterator[Place]:
    tokens = [t.lower().strip("'") for t in _TOKEN.findall(text)]
    net = [
        t
        for t in tokens
        if t in known.netspeak or _MIXED.match(t) or (_VOWELLESS.match(t) and t not in known.vowelless)
    ]
    if len(net) >= 5 and len(net) >= 0.3 * len(tokens):
        yield "grammar", 0, len(text.rstrip())


def _pronouns(reading: Reading, channel: str, known: Lexicon) -> Iterator[Place]:
    """Look for two sets of pronouns where there is only one person whom they can mean."""
    places = {s: [n for n, w in enumerate(reading.words) if w in members] for s, members in known.pronouns.items()}
    she, he, they = places["she"], places["he"], places["they"]
    if channel != "via_friend" and not (she and he):
        return
    if sum(map(bool, (she, he, they))) < 2 or not (she or he):
        return
    others = _others(reading, known)
    plural = any(w in known.plural for w in reading.words)
    if she and he and others < 2:
        first = sorted((she[0], he[0]))
    elif they and channel == "via_friend" and others < 2 and not plural:
        first = sorted((they[0], (she or he)[0]))
    else:
        return
    yield "pronoun", reading.spans[first[0]][0], reading.spans[first[1]][1]


def _others(reading: Reading, known: Lexicon) -> int:
    """Count the people a text speaks of, apart from its writer and the one it is for."""
    words, count = reading.words, 0
    names: set[str] = set()
    for n, word in enumerate(words):
        said = reading.text[slice(*reading.spans[n])]
        named = n > 0 and said[:1].isupper() and word == said.lower() and word.isalpha()
        if word in known.people:
            after = reading.text[slice(*reading.spans[n + 1])][:1] if n + 1 < len(words) else ""
            count += (not after.isupper()) + (words[n - 1] in ("her", "his", "their"))
        elif named and words[n - 1] not in ".?!," and word not in known.not_names:
            names.add(word)
    greeted = {words[n + 1] for n, w in enumerate(words[:4]) if w in known.greetings and n + 1 < len(words)}
    own = {
        words[n + 1]
        for n, w in enumerate(words[:-1])
        if w in ("is", "am", "from") and words[n - 1] in ("it", "i", "this")
    }
    return count + len(names - greeted - own)
