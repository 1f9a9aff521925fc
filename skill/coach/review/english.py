"""Whether words are English, the one language that the coach reads."""

import re
from functools import cache

from skill import content
from skill.coach.review.lexicon import lexicon
from skill.coach.review.reading import Reading
from skill.coach.review.rules import book
from skill.coach.review.scorer import scorer

# So many of a sentence's words at least are everyday English, and so many of a message's known to the review: of 7,040
# labelled English messages none has fewer.
_EVERYDAY, _KNOWN = 1 / 5, 2 / 5


def is_everyday(words: str) -> bool:
    """Tell whether a sentence holds enough of the commonest English words (lexicon.yaml, own_words)."""
    said = re.findall(r"[\w'’]+", words.casefold().replace("’", "'"))
    return sum(word in _everyday() for word in said) >= _EVERYDAY * len(said)


def is_english(reading: Reading) -> bool:
    """Tell whether a message is English as far as its words are known; names among them count on neither side."""
    known = strange = 0
    for n, word in enumerate(reading.words[1:], 1):
        if word.isdigit() or not any(map(str.isalpha, word)):
            continue
        is_first = reading.words[n - 1] in ".?!"
        if _is_known(word):
            known += 1
        elif is_first or not reading.text[reading.spans[n][0]].isupper():
            strange += 1
    return known >= _KNOWN * (known + strange)


def _is_known(word: str) -> bool:
    return word in _everyday() or scorer().knows(word) or book().knows(word) or word in lexicon().netspeak


@cache
def _everyday() -> frozenset[str]:
    return frozenset(str(content.lexicon()["own_words"]["english"]).split())
