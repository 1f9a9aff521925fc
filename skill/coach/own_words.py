"""A sentence of the user's own in a note: whether it may stand there, for it goes to someone they have met once."""

import re
from dataclasses import replace
from functools import cache

from skill import content
from skill.coach.closing import close_of
from skill.coach.drafting import Recipe, write
from skill.coach.review import review
from skill.coach.review.english import is_everyday
from skill.coach.situation import History
from skill.coach.standard import breaches

_OPEN_END = re.compile(r"\b(about|from|at)(?=[.?!])", re.IGNORECASE)  # "the song we talked about" lacks nothing


def is_refused(words: str) -> bool:
    """Tell whether words court, press, ask, speak of looks or tell how to reach anyone (lexicon.yaml, own_words)."""
    return any(pattern.search(words) for pattern in _refused())


def stands(own: str, recipe: Recipe, history: History = "none", locale: str = "en-US") -> bool:
    """Tell whether a sentence may stand in the draft of a recipe: it weighs on nobody, and the standard holds."""
    if close_of(history) or is_refused(own) or not is_everyday(own):
        return False
    made = write(recipe.with_details(replace(recipe.details, own=own)), locale)
    whole = _OPEN_END.sub(r"\1 it", made.text)
    if "own" not in made.uses or breaches(whole, recipe.channel, replace(recipe.details, own=None), recipe.line):
        return False
    if review(made.text, recipe.channel, locale=locale, spoken=True).findings:
        return False
    alone = review(own, recipe.channel, locale=locale, spoken=True).findings
    return all(finding.phrase == own for finding in alone)  # of a sentence alone the whole is only ever guessed at


@cache
def _refused() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row, re.IGNORECASE) for row in content.lexicon()["own_words"]["refused"])
