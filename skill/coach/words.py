"""What is known of a situation, in the words that templates of talk, speech, questions and steps may use."""

from skill.coach.grammar import at_place, on_day, pronoun_words, the_place
from skill.coach.situation import Situation


def words(situation: Situation) -> dict[str, object]:
    """Return pronoun forms and details as they are said ("the gym", "at the gym", "on Tuesday"); None where unknown."""
    details = situation.details
    pronouns = pronoun_words(details.pronoun)
    return {
        **pronouns,
        "were_not": "weren't" if details.pronoun == "they" else "wasn't",
        "person": details.person,
        "somebody": details.person or pronouns["them"],
        "place": the_place(details.place) if details.place else None,
        "at_place": at_place(details.place) if details.place else None,
        "topic": details.topic,
        "day": details.day,
        "on_day": on_day(details.day) if details.day else None,
        "you": details.you,
        "friend": details.friend,
        "invitation": details.invitation,
        "history": situation.history,
        "reason": situation.reason,
        "meets_again": situation.meets_again,
    }
