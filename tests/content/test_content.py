"""Model, templates, questions, conversations and docs agree with each other."""

import re
from pathlib import Path

import pytest
import yaml

from skill import content, wording
from skill.coach.situation import Details, Situation
from skill.coach.words import words
from skill.voice.questions import QUESTIONS
from skill.voice.routes import ROUTES
from tests import manners

ROOT = Path(__file__).parents[2]
CONVERSATIONS = ROOT / "tests" / "conversations" / "en"
LANGUAGE_MODEL = content.model()["interactionModel"]["languageModel"]
INTENTS = {intent["name"]: intent for intent in LANGUAGE_MODEL["intents"]}
TYPES = {kind["name"]: kind for kind in LANGUAGE_MODEL["types"]}
ANSWERS = {"AMAZON.YesIntent", "AMAZON.NoIntent", "DontKnowIntent"}
TALK = sorted(p.name for p in (content.TEMPLATES / "en" / "talk").iterdir())
SITUATIONS = [
    Situation(),
    Situation(details=Details(person="Maya", place="gym", topic="hiking", day="Tuesday", pronoun="she")),
    Situation(details=Details(place="lunch line at work", topic="her dog", pronoun="he", friend="Dan", you="Sam")),
]


def folder_of(intent: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", intent.removesuffix("Intent")).lower()


def test_every_intent_of_the_model_is_answered() -> None:
    unanswered = [
        name for name in INTENTS if name not in ROUTES and name not in ANSWERS and folder_of(name) not in TALK
    ]
    assert not unanswered


def test_every_route_is_in_the_model() -> None:
    assert set(ROUTES) - set(INTENTS) == {"LaunchRequest"}


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_stands_for_intents_and_slots_of_the_model(name: str) -> None:
    question = QUESTIONS[name]
    for meant in (question.yes, question.no, question.unsure):
        slots = {slot["name"]: slot["type"] for slot in INTENTS[meant.intent].get("slots", [])}
        for slot, value in meant.slots.items():
            assert value.id in {v["id"] for v in TYPES[slots[slot]]["values"]}, (slot, value)
    if question.elicits:
        intent, slot = question.elicits
        dialog = {i["name"]: i for i in content.model()["interactionModel"]["dialog"]["intents"]}
        assert slot in {s["name"] for s in dialog[intent]["slots"]}
        assert next(s for s in INTENTS[intent]["slots"] if s["name"] == slot).get("samples")
    for intent in question.also:
        assert intent in INTENTS
    assert question.next is None or question.next in QUESTIONS


def test_questions_and_their_templates_agree() -> None:
    assert set(QUESTIONS) == set(wording.names("en-US", "questions"))


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_is_short_and_clear(name: str) -> None:
    assert set(wording.blocks("en-US", f"questions/{name}")) == {"ask", "again", "help"}
    for situation in SITUATIONS:
        known = words(situation)
        asked = wording.lines("en-US", f"questions/{name}", "ask", **known)
        assert asked
        again = wording.render("en-US", f"questions/{name}", "again", **known)
        help_ = wording.render("en-US", f"questions/{name}", "help", **known)
        for way in asked:
            assert not manners.breaches(way, again, is_open=True), way
            if QUESTIONS[name].elicits is None and name not in (
                "other_way",
                "matter",
                "which_words",
                "forget_meaning",
            ):
                assert " or " not in way, f"{way} expects yes or no"
        assert not manners.breaches(f"{help_} {asked[0]}", again, is_open=True), help_


@pytest.mark.parametrize("topic", TALK)
def test_talk_is_short_and_asks_what_exists(topic: str) -> None:
    for name in wording.names("en-US", f"talk/{topic}"):
        template = f"talk/{topic}/{name}"
        assert set(wording.blocks("en-US", template)) <= {"say", "asks"}
        for situation in SITUATIONS:
            known = words(situation) | {"said": None}
            if wording.has("en-US", template, "asks"):
                assert wording.render("en-US", template, "asks", **known) in QUESTIONS
            said = wording.render("en-US", template, "say", **known)
            assert not manners.breaches(said, is_open=False), (template, said)


def test_every_value_of_a_talk_slot_has_its_file() -> None:
    for name, intent in INTENTS.items():
        topic = folder_of(name)
        kinds = [slot["type"] for slot in intent.get("slots", []) if slot["type"] in set(TYPES) - {"WHO"}]
        if topic in TALK and len(kinds) == 1:
            values = {value["id"] for value in TYPES[kinds[0]]["values"]}
            assert values <= set(wording.names("en-US", f"talk/{topic}")), topic


def test_a_talk_folder_is_reached_by_an_intent_or_a_handler() -> None:
    handlers = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "skill/voice/handlers").glob("*.py"))
    for topic in TALK:
        assert topic in {folder_of(name) for name in INTENTS} or f"talk/{topic}/" in handlers, topic


def test_conversations_are_named_after_what_they_try() -> None:
    stems = {p.stem for p in CONVERSATIONS.glob("*.yaml")}
    handlers = {p.stem for p in (ROOT / "skill/voice/handlers").glob("*.py")} - {"__init__", "talk"}
    reached = {topic for topic in TALK if topic in {folder_of(name) for name in INTENTS}}
    assert handlers | reached <= stems
    assert stems - handlers - reached == {"eight"}


def test_coverage_names_every_talk_and_step_and_nothing_that_is_missing() -> None:
    table = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")
    named = set()
    for template, blocks in re.findall(r"`((?:talk|steps|speech|questions)/[\w/]+): (\w+)`", table):
        assert wording.has("en-US", template, blocks), f"{template}: {blocks}"
        named.add(template)
    english = content.TEMPLATES / "en"
    files = {
        str(p.relative_to(english).with_suffix("")) for f in ("talk", "steps") for p in (english / f).rglob("*.j2")
    }
    assert files <= named, files - named
    assert len(re.findall(r"^\|.*\|$", table, re.MULTILINE)) > 60


def test_conversations_are_well_formed() -> None:
    for path in CONVERSATIONS.glob("*.yaml"):
        for conversation in yaml.safe_load(path.read_text(encoding="utf-8")):
            assert conversation["name"]
            assert conversation["turns"]
