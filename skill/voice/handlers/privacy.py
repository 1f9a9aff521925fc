"""What is known of the user, and its erasure."""

from dataclasses import replace

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
    if turn.situation == State().situation:
        return say(turn, "privacy.know_nothing", asks="what_happened")
    return say(turn, "privacy.know", asks="forget_all", has_draft=turn.state.recipe is not None)
