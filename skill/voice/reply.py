"""What a turn answers, in words and not yet in Alexa's JSON, and `say`, which makes one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from skill import wording
from skill.coach.drafting import Draft
from skill.coach.words import words
from skill.voice.questions import QUESTIONS
from skill.voice.state import State
from skill.voice.turn import Turn

_SENTENCE = re.compile(r"(?<=[.!?…。！？])\s+")


@dataclass(frozen=True)
class Card:
    """A note for the Alexa app: plain text, to copy."""

    title: str
    text: str


@dataclass(frozen=True)
class Reply:
    """What is said, and what goes on.

    speech: SSML without the <speak> around it, the question included. asks: the open question's name; None closes the
    session. reprompt: SSML, there when a question is. elicits: the intent and slot that a bare word fills now. forgets:
    whether the user asked that nothing be kept of them, anywhere.
    """

    speech: str
    state: State
    asks: str | None = None
    reprompt: str | None = None
    elicits: tuple[str, str] | None = None
    card: Card | None = None
    forgets: bool = False


def say(
    turn: Turn,
    block: str,
    *,
    asks: str | None = None,
    draft: Draft | None = None,
    card: Card | None = None,
    state: State | None = None,
    **values: object,
) -> Reply:
    """Return the reply that a block of speech ("message.drafted") makes, ending in a question or in none.

    A question whose answer is known already gives way to the next useful one; an offer is not made to someone who came
    for one thing. A draft is put on the table: "shorter", "undo" and "send it" act on it from now on.
    """
    file, name = block.split(".")
    return tell(turn, f"speech/{file}", name, asks=asks, draft=draft, card=card, state=state, **values)


def tell(
    turn: Turn,
    template: str,
    block: str,
    *,
    asks: str | None = None,
    draft: Draft | None = None,
    card: Card | None = None,
    state: State | None = None,
    **values: object,
) -> Reply:
    """Return the reply that any block of a speech template makes; see `say`."""
    state = state or turn.state
    known = words(state.situation) | {"redrafted": draft is not None and turn.state.recipe is not None}
    if draft is not None:
        state = state.with_draft(draft.recipe)
        known |= {"draft": draft.text, "sentences": _SENTENCE.split(draft.text), "lands": draft.lands}
    speech = wording.render(turn.locale, template, block, **{**known, **values})
    question = _due(turn, state, asks)
    asked = _asked(turn.locale, state, question, known) if question else ""
    return Reply(
        speech=f"{speech} {asked}".strip(),
        state=replace(state, told=state.telling(f"{template}.{block}")),
        asks=question,
        reprompt=wording.render(turn.locale, f"questions/{question}", "again", **known) if question else None,
        elicits=QUESTIONS[question].elicits if question else None,
        card=card,
    )


def _due(turn: Turn, state: State, asks: str | None) -> str | None:
    while asks and QUESTIONS[asks].settled(state.situation):
        asks = QUESTIONS[asks].next
    if asks and turn.one_shot and QUESTIONS[asks].optional:
        return None
    return asks


def _asked(locale: str, state: State, question: str, known: Mapping[str, object]) -> str:
    ways = wording.lines(locale, f"questions/{question}", "ask", **known)
    return ways[sum(key == f"asked.{question}" for key in state.told) % len(ways)]
