"""What a turn means where it was said: answers, what leans on the table, and whom a name belongs to."""

import pytest

from skill.coach.drafting import Recipe
from skill.coach.situation import Details, Situation
from skill.voice.heard import Heard, Slot, heard
from skill.voice.questions import NO, QUESTIONS, YES
from skill.voice.reply import Reply
from skill.voice.routes import respond
from skill.voice.state import State
from skill.voice.turn import Turn

STORY = Details(person="Mia", place="cafe", topic="jazz", pronoun="she")
DRAFT = State(Situation(STORY), asked="keep_it", recipe=Recipe("social_dm", STORY))
_NAMES = ("person", "friend", "you")


def _says(state: State, intent: str, **slots: str) -> Reply:
    return respond(Turn(Heard(intent, {name: Slot(value, value) for name, value in slots.items()}), state))


@pytest.mark.parametrize("asked", [name for name, question in QUESTIONS.items() if question.optional])
def test_a_no_that_brings_a_detail_does_not_end_the_talk(asked: str) -> None:
    for state in (DRAFT, State(Situation(STORY))):
        told = Turn(Heard(NO, {"person": Slot("Maya")}), State(state.situation, asked=asked, recipe=state.recipe))
        reply = respond(told)
        assert reply.asks or QUESTIONS[asked].no.intent != "AMAZON.CancelIntent", reply.speech
        assert reply.state.situation.details.person == "Maya"


@pytest.mark.parametrize("slots", [{"reason": "nerves"}, {"often": "yes"}, {"reason": "nerves", "often": "yes"}])
def test_a_story_without_a_detail_leaves_the_draft_alone(slots: dict[str, str]) -> None:
    reply = _says(DRAFT, "MyStoryIntent", **slots)
    assert "Of course" not in reply.speech
    assert reply.state.recipe == DRAFT.recipe


@pytest.mark.parametrize("asked", ["gone_question", "keep_it", None])
def test_a_question_that_there_is_no_more_is_not_asked(asked: str | None) -> None:
    state = State(Situation(STORY), asked=asked, said="Hello there. Gone?", said_asks="gone_question")
    assert "Gone" not in _says(state, "AMAZON.RepeatIntent").speech
    assert _says(state, YES).speech


@pytest.mark.parametrize("intent", ["MyStoryIntent", "DraftMessageIntent", "ChangeDetailIntent", "MutualFriendIntent"])
@pytest.mark.parametrize("slot", _NAMES)
@pytest.mark.parametrize("asked", ["which_friend", "write_friend", "your_name", "new_name", None])
@pytest.mark.parametrize("name", ["Mia", "Dan", "Zoe"])
def test_nobody_is_both_the_friend_and_the_one_who_was_met(intent: str, slot: str, asked: str, name: str) -> None:
    for details in (STORY, Details(person="Mia", friend="Dan"), Details(friend="Dan")):
        reply = _says(State(Situation(details), asked=asked), intent, **{slot: name})
        told = reply.state.situation.details
        assert told.friend is None or told.friend != told.person
        if asked == "which_friend" and name == "Zoe" and slot == "person":
            assert told.friend == "Zoe"
        recipe = reply.state.recipe
        if recipe and recipe.channel in ("first_text", "social_dm"):
            assert recipe.details.person != told.friend or told.friend is None


def test_what_was_taken_off_the_table_is_kept_only_to_be_taken_back() -> None:
    quiet = _says(DRAFT, "NoReplyIntent").state
    assert quiet.recipe is None
    assert quiet.situation.history == "waiting"
    back = _says(quiet, "NotThatIntent").state
    assert back.recipe == DRAFT.recipe
    assert back.situation == DRAFT.situation
    assert not any(key.startswith("speech/outcome.") for key in back.told)


def test_a_message_that_is_checked_outlives_that_it_is_a_second_one() -> None:
    checked = State(asked="written_before", checking="hi noor it was nice meeting you, please please answer me")
    assert "rest" in _says(checked, "WrittenBeforeIntent", before="yes").speech


def test_every_step_back_is_one_change_and_there_are_five() -> None:
    state = DRAFT
    names = ("Ana", "Bea", "Cleo", "Dora", "Eve", "Fay", "Gia")
    for name in names:
        state = respond(Turn(heard("ChangeDetailIntent", person=name), state)).state
    for name in (*names[-2:-7:-1], names[-6]):
        state = respond(Turn(heard("UndoIntent"), state)).state
        assert state.recipe
        assert state.recipe.details.person == state.situation.details.person == name
