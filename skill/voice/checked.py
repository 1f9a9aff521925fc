"""How a message of the user's own reads, with what is known of the story."""

from skill.coach.review import Review, review
from skill.coach.situation import History
from skill.voice.turn import Turn


def channel_of_it(turn: Turn) -> str:
    """Return the channel that a message of the user's own goes to."""
    return "first_text" if turn.situation.has_number else "social_dm"


def read_checked(turn: Turn, history: History | None = None) -> Review:
    """Review the message that is being checked, as if this history had been told, where one is given."""
    situation, text = turn.situation, turn.state.checking or ""
    told = history or situation.history
    return review(text, channel_of_it(turn), told, situation.details, turn.locale, spoken=True)
