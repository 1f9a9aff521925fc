"""Settings that drafts are tested in, and how alike the drafts of one setting are."""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import mean

from nltk.translate.bleu_score import SmoothingFunction, sentence_bleu

from skill.coach.drafting import Draft, Recipe
from skill.coach.situation import Details
from skill.coach.standard import masked

SETTINGS = (
    ("in_person", "hello", None),
    ("in_person", "ask", None),
    ("via_friend", "hello", None),
    ("social_dm", "hello", None),
    ("social_dm", "hello", "instagram"),
    ("social_dm", "hello", "facebook"),
    ("social_dm", "hello", "linkedin"),
    ("first_text", "hello", None),
    ("after_no_reply", "hello", None),
    ("graceful_close", "hello", None),
)

DETAILS = {
    "nothing": Details(),
    "where and when": Details(place="gym", day="Tuesday"),
    "who and what": Details(person="Noor", topic="hiking", pronoun="she"),
    "everything": Details(
        person="Maya",
        place="climbing gym",
        topic="her dog",
        day="Tuesday",
        pronoun="she",
        you="Sam",
        friend="Dan",
    ),
    "a clause": Details(
        person="O'Neil", place="the lunch line at work", topic="how you fix old bikes", pronoun="he", you="Zoë"
    ),
    "an invitation": Details(
        person="Noor",
        place="cafe",
        topic="her terrible landlord",
        day="Friday",
        pronoun="she",
        you="Sam",
        invitation="coffee",
    ),
}


def recipe(setting: tuple[str, str, str | None], details: Details, tone: str = "friendly", seed: int = 0) -> Recipe:
    channel, line, platform = setting
    return Recipe(channel, details, line, platform, tone, seed)


def _words(draft: Draft) -> list[str]:
    return re.sub(r"[^\w' ]", "", masked(draft.text, draft.recipe.details).casefold()).split()


def self_bleu(drafts: Sequence[Draft]) -> float:
    """Return the mean of each draft's BLEU-4 against the others."""
    texts = [_words(draft) for draft in drafts]
    smooth = SmoothingFunction().method1
    return mean(
        float(sentence_bleu(texts[:i] + texts[i + 1 :], text, smoothing_function=smooth))
        for i, text in enumerate(texts)
    )


def distinct_pairs(drafts: Sequence[Draft]) -> float:
    """Return the distinct pairs of neighbouring words over all such pairs."""
    pairs = [pair for draft in drafts for pair in pairwise(_words(draft))]
    return len(set(pairs)) / len(pairs)
