"""What is a severe concern in any company: rules that nothing else in a message outweighs."""

from functools import lru_cache

from skill.coach.review.reading import read
from skill.coach.review.rules import book

_OUTRIGHT = 20.0  # the weight of such a rule; the scorer's own scale ends at about 15
_ASKED = "Would you like to {}?"


@lru_cache(maxsize=4096)
def is_outright(words: str) -> bool:
    """Tell whether words are open abuse, a threat, an order or plainly sexual, alone or as what one asks for."""
    looks = (book().look(read(text), "first_text", "none") for text in (words, _ASKED.format(words)))
    return any(hit.rule.weight >= _OUTRIGHT for look in looks for hit in look.hits())
