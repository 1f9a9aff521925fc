"""Every question, answered in every way: whatever it stands for is a reply that keeps the manners."""

from dataclasses import replace

import pytest

from skill import wording
from skill.coach.drafting import Recipe
from skill.coach.situation import Details, Situation
from skill.coach.words import words
from skill.voice.heard import Heard, Slot, heard
from skill.voice.questions import NO, QUESTIONS, UNSURE, YES
from skill.voice.reply import Reply
from skill.voice.routes import ROUTES, respond
from skill.voice.state import State
from skill.voice.turn import Turn
from tests import manners

LOCALE = "en-US"
STORY = Details(person="Mia", place="climbing gym", topic="old bikes", day="Tuesday", pronoun="she")
FRIEND = replace(STORY, friend="Dan")
STATES = {
    "nothing known": State(),
    "a story": State(Situation(STORY)),
    "seen again": State(Situation(STORY, meets_again="yes")),
    "never again": State(Situation(FRIEND, meets_again="no")),
    "a number": State(Situation(STORY, has_number=True)),
    "silence": State(Situation(STORY, history="waiting")),
    "a no": State(Situation(STORY, history="declined")),
    "a reply": State(Situation(STORY, history="replied")),
    "a note on the table": State(Situation(STORY), recipe=Recipe("social_dm", STORY)),
    "a line on the table": State(Situation(STORY), recipe=Recipe("in_person", STORY)),
    "a note to a friend": State(Situation(FRIEND), recipe=Recipe("via_friend", FRIEND)),
    "tips": State(subject="talk/tips", told=("talk/tips/listening.say",)),
}
BARE = {
    "place": Slot("library", "library"),
    "topic": Slot("jazz", "jazz"),
    "reason": Slot("shy", "nerves"),
    "channel": Slot("instagram", "instagram"),
    "you": Slot("sam"),
    "friend": Slot("dan"),
    "person": Slot("noor"),
    "message": Slot("hi noor it was nice meeting you at the library"),
    "words": Slot("i still owe you a coffee"),
}


def _answered(name: str, said: Heard, state: State) -> Reply:
    return respond(Turn(said, replace(state, asked=name, said="Something. And then?", said_asks=name), LOCALE))


def _breaches(reply: Reply) -> list[str]:
    return manners.breaches(reply.speech, reply.reprompt, is_open=reply.asks is not None)


ASKED = [
    pytest.param(name, state, id=f"{name}: {situation}") for name in QUESTIONS for situation, state in STATES.items()
]


@pytest.mark.parametrize("answer", [YES, NO, UNSURE])
@pytest.mark.parametrize(("name", "state"), ASKED)
def test_yes_no_and_not_knowing_are_answered(name: str, state: State, answer: str) -> None:
    reply = _answered(name, Heard(answer), state)
    assert not _breaches(reply), reply.speech
    assert reply.state.misses == 0, f"not understood: {reply.speech}"


@pytest.mark.parametrize(("name", "state"), ASKED)
def test_help_with_a_question_comes_back_to_a_question(name: str, state: State) -> None:
    reply = _answered(name, heard("AMAZON.HelpIntent"), state)
    assert not _breaches(reply), reply.speech
    assert reply.asks


@pytest.mark.parametrize("state", list(STATES.values()), ids=list(STATES))
@pytest.mark.parametrize("name", [name for name, question in QUESTIONS.items() if question.elicits])
def test_a_bare_word_fills_what_was_asked_for(name: str, state: State) -> None:
    intent, slot = QUESTIONS[name].elicits or ("", "")
    reply = _answered(name, Heard(intent, {slot: BARE[slot]}), state)
    assert not _breaches(reply), reply.speech
    other = "MyStoryIntent" if intent != "MyStoryIntent" else "DraftMessageIntent"
    assert QUESTIONS[name].stands_for(Heard(other, {slot: BARE[slot]})) == Heard(intent, {slot: BARE[slot]})


@pytest.mark.parametrize("name", list(QUESTIONS))
def test_an_answer_stands_for_something_that_is_handled(name: str) -> None:
    question = QUESTIONS[name]
    for answer in (question.yes, question.no, question.unsure):
        folder = "".join(f"_{c.lower()}" if c.isupper() else c for c in answer.intent.removesuffix("Intent"))
        assert answer.intent in ROUTES or wording.names(LOCALE, f"talk/{folder.lstrip('_')}"), answer
        assert answer.intent not in (YES, NO, UNSURE)


@pytest.mark.parametrize("name", list(QUESTIONS))
def test_a_question_says_what_it_asks_again_and_helps(name: str) -> None:
    assert set(wording.blocks(LOCALE, f"questions/{name}")) >= {"ask", "again"}
    for kind in ("ask", "again"):
        assert all(line.endswith("?") for line in _lines(name, kind)), name


def _lines(name: str, kind: str) -> tuple[str, ...]:
    return wording.lines(LOCALE, f"questions/{name}", kind, **words(Situation(FRIEND)))


@pytest.mark.parametrize("name", list(QUESTIONS))
def test_a_settled_question_gives_way_to_another(name: str) -> None:
    seen = [name]
    while (following := QUESTIONS[seen[-1]].next) is not None:
        assert following in QUESTIONS
        assert following not in seen, f"{seen} never ends"
        seen.append(following)


def test_a_plain_other_intent_is_no_answer() -> None:
    for question in QUESTIONS.values():
        assert question.stands_for(heard("CrisisIntent")) is None
        assert question.stands_for(heard("AMAZON.StopIntent")) is None


def test_a_no_to_an_offer_is_not_thanked_for() -> None:
    reply = _answered("another_tip", Heard(NO), State())
    assert reply.asks is None
    assert "welcome" not in reply.speech
    assert "welcome" in _answered("another_tip", heard("ThanksIntent"), State()).speech
