"""What is known of a situation, in the words that templates of talk, speech, questions and steps may use."""

import re

from skill.coach.grammar import at_place, on_day, pronoun_words, the_place
from skill.coach.situation import Situation

_YOURS = {
    "my": "your",
    "our": "your",
    "mine": "yours",
    "ours": "yours",
    "i": "you",
    "me": "you",
    "we": "you",
}
_MINE = re.compile(rf"\b({'|'.join(_YOURS)})\b", re.IGNORECASE)


def words(situation: Situation) -> dict[str, object]:
    """Return pronoun forms and details as they are said ("the gym", "at the gym", "on Tuesday"); None where unknown."""
    details = situation.details
    pronouns = pronoun_words(details.pronoun)
    return {
        **pronouns,
        "were_not": "weren't" if details.pronoun == "they" else "wasn't",
        "person": details.person,
        "somebody": details.person or pronouns["them"],
        "place": _to_you(the_place(details.place)) if details.place else None,
        "at_place": _to_you(at_place(details.place)) if details.place else None,
        "topic": _to_you(details.topic) if details.topic else None,
        "day": details.day,
        "on_day": on_day(details.day) if details.day else None,
        "you": details.you,
        "friend": details.friend,
        "invitation": details.invitation,
        "history": situation.history,
        "reason": situation.reason,
        "meets_again": situation.meets_again,
        "other_way": situation.other_way,
    }


def _to_you(said: str) -> str:
    """Return what a user said of themselves as it is said back to them: "my gym" is "your gym"."""
    # A dotless i is an i in any case, and in no dictionary.
    return _MINE.sub(lambda word: _YOURS.get(word[0].lower(), word[0]), said)
