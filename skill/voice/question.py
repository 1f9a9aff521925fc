"""A question, and how an answer to it is told from anything else."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from skill.coach.situation import Situation
from skill.voice.heard import Heard

_TAKE_AWAY = ("LeaveOutIntent", "NoNameIntent")  # they name what is not meant, and so answer nothing
_NAMES = ("person", "you", "friend")
YES, NO, UNSURE = "AMAZON.YesIntent", "AMAZON.NoIntent", "DontKnowIntent"


def _never(situation: Situation) -> bool:
    return False


def _bare_name(said: Heard) -> bool:
    """Tell whether only a name was heard, whoever it was taken for; "my name is Sam" says for whom."""
    named = said.intent != "ChangeDetailIntent" or "person" in said.slots
    return len(said.slots) == 1 and set(said.slots) <= set(_NAMES) and named


@dataclass(frozen=True)
class Question:
    """A named thing that Alexa asks.

    yes, no, unsure: what these answers stand for. elicits: the intent and slot that a bare word fills. also: intents
    that answer it in other words, by the answer they stand for. settled: tells that the answer is known already, and
    then `next` is asked in its place (None: nothing). optional: an offer, not made to someone who came for one thing.
    """

    yes: Heard
    no: Heard
    unsure: Heard
    elicits: tuple[str, str] | None = None
    also: Mapping[str, str] = field(default_factory=dict)
    settled: Callable[[Situation], bool] = _never
    next: str | None = None
    optional: bool = False

    def stands_for(self, said: Heard) -> Heard | None:
        """Return what an answer stands for, or None where `said` is no answer to this question."""
        answers = {"yes": self.yes, "no": self.no, "unsure": self.unsure}
        answer = {YES: "yes", NO: "no", UNSURE: "unsure"}.get(said.intent) or self.also.get(said.intent)
        if answer:
            return answers[answer].with_slots(said.slots)
        if said.intent in _TAKE_AWAY:
            return None
        if self.elicits and self.elicits[0] != said.intent and self._filled_by(said):
            return Heard(self.elicits[0], said.slots)
        if self.elicits and self.elicits[1] in _NAMES and _bare_name(said):
            return Heard(self.elicits[0], {self.elicits[1]: next(iter(said.slots.values()))})
        return None

    def _filled_by(self, said: Heard) -> bool:
        """Tell whether all that was heard is the bare word asked for; a friend may be told with whom they know."""
        slot = self.elicits[1] if self.elicits else ""
        beside = {"who", "person"} if slot == "friend" and said.intent != "DraftMessageIntent" else set()
        return slot in said.slots and set(said.slots) <= {slot} | beside
