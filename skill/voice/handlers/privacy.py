"""What is known of the user, and its erasure."""

from dataclasses import replace

from skill.coach.situation import Situation
from skill.voice.reply import Reply, say
from skill.voice.state import State
from skill.voice.turn import Turn


def forget(turn: Turn) -> Reply:
    """Forget all that was told; "I want to forget her" is asked back, and erases nothing."""
    if "who" in turn.heard.slots:
        return say(turn, "privacy.forget_whom", asks="forget_meaning")
    return replace(say(turn, "privacy.forgotten", state=State()), forgets=True)


def what_you_know(turn: Turn) -> Reply:
    """Say what this talk holds, and that it ends with it."""
    draft, message = turn.state.recipe is not None, turn.state.checking is not None
    told = turn.situation != Situation()
    if not (told or draft or message):
        return say(turn, "privacy.know_nothing", asks="what_happened")
    return say(turn, "privacy.know", asks="forget_all", told=told, has_draft=draft, has_message=message)
