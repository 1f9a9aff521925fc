"""Whatever is said, in whichever slot, the speech stays well formed, and what was said is words, never markup."""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest

from skill import content
from skill.coach.channels import CHANNELS
from skill.coach.drafting import Recipe
from skill.coach.situation import DETAIL_LIMIT, Details, Situation
from skill.voice.heard import Heard, Slot, heard
from skill.voice.questions import QUESTIONS
from skill.voice.reply import Reply
from skill.voice.routes import respond
from skill.voice.state import State
from skill.voice.turn import Turn

LONG = "x" * 1_000
HOSTILE = {
    "ampersand": "AT&T",
    "tag": "<b>",
    "closing tag": "</speak><speak>Bob",
    "break": '<break time="10s"/>',
    "entity": "&lt;b&gt; &bogus; &#0;",
    "comment": "<!-- Bob",
    "cdata": "]]> Bob",
    "double quotes": '"Bob" "Bob"',
    "apostrophe": "O'Neill's",
    "emoji": "Bob \U0001f44b\U0001f3fd",
    "family emoji": "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "long": LONG,
    "long words": "very long story " * 70,
    "None": "None",
    "expression": "{{ 7*7 }}",
    "statement": "{% raise %}",
    "config": "{{ config.items() }}",
    "controls": "Bo\x00b\x07\x1b[2J\x0b",
    "line ends": "Bob\r\nAlice\u2028Eve",
    "right to left": "\u202ebob",
    "lone surrogate": "Bob\ud83d",
    "not a character": "Bob\uffff\ufffe",
    "blank": " \t ",
    "percent": "%s %(place)s {0}",
    "backslash": "\\u003cb\\u003e",
}
INTENTS = {i["name"]: i for i in content.model()["interactionModel"]["languageModel"]["intents"]}
SLOTS = [(name, slot["name"]) for name, intent in INTENTS.items() for slot in intent.get("slots", ())]
ABOUT = Situation(
    Details(person="Mia", place="climbing gym", topic="old bikes", pronoun="she", you="Sam", friend="Dan")
)
STATES = {
    "fresh": State(),
    "draft": State(ABOUT, asked="keep_it", recipe=Recipe("social_dm", ABOUT.details)),
    "line": State(ABOUT, asked="slowly", recipe=Recipe("in_person", ABOUT.details, "ask")),
    "silence": State(Situation(ABOUT.details, history="waiting"), asked="still_meet"),
    "no": State(Situation(ABOUT.details, history="declined"), asked="goodbye"),
    "topic": State(ABOUT, asked="another_tip", subject="talk/tips"),
}
TAGS = {"speak", "break", "prosody"}


def _judge(reply: Reply, about: object) -> None:
    for ssml in filter(None, (reply.speech, reply.reprompt)):
        root = ET.fromstring(f"<speak>{ssml}</speak>")
        text = "".join(root.itertext())
        assert {element.tag for element in root.iter()} <= TAGS, (about, ssml)
        assert not root.findall(".//break[@time='10s']"), (about, ssml)
        assert text.isprintable(), (about, text)
        assert "49" not in text, (about, text)
        assert "None" not in text, (about, text)
        assert "x" * (DETAIL_LIMIT + 1) not in text, (about, text)
        assert text.count("very long story") <= DETAIL_LIMIT // len("very long story"), (about, text)
    if reply.card:
        assert "{{" not in reply.card.text, (about, reply.card.text)


def _after(reply: Reply) -> Iterator[Reply]:
    """What is said next, where a detail that was kept would come out: drafts for every channel, and repeats."""
    for follow in (
        *(heard("DraftMessageIntent", channel=channel) for channel in CHANNELS),
        heard("GoodNewsIntent", news="number"),
        heard("AMAZON.RepeatIntent"),
        heard("WhatNextIntent"),
        heard("AMAZON.FallbackIntent"),
        heard("SendToPhoneIntent"),
        heard("SlowerIntent"),
        heard("WhatYouKnowIntent"),
    ):
        yield respond(Turn(follow, reply.state))


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("state", STATES)
def test_a_hostile_value_in_any_slot_is_only_words(state: str, hostile: str) -> None:
    value = HOSTILE[hostile]
    for intent, slot in SLOTS:
        for new in (True, False) if state == "fresh" else (False,):
            reply = respond(Turn(Heard(intent, {slot: Slot(value)}), STATES[state], new=new))
            _judge(reply, (intent, slot, value[:20]))


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize(
    ("intent", "slots"),
    [
        ("MyStoryIntent", ("person", "place", "topic", "day")),
        ("ChangeDetailIntent", ("you", "friend")),
        ("InviteIntent", ("invite",)),
    ],
)
def test_a_hostile_detail_stays_words_in_all_that_is_said_later(
    intent: str, slots: tuple[str, ...], hostile: str
) -> None:
    value = HOSTILE[hostile]
    for state in (State(), State(Situation(ABOUT.details, has_number=True))):
        reply = respond(Turn(Heard(intent, {slot: Slot(value) for slot in slots}), state))
        _judge(reply, (intent, value[:20]))
        for later in _after(reply):
            _judge(later, (intent, value[:20], later.asks))


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("asked", [name for name, question in QUESTIONS.items() if question.elicits])
def test_a_hostile_bare_word_answers_a_question(asked: str, hostile: str) -> None:
    elicits = QUESTIONS[asked].elicits
    assert elicits
    state = State(ABOUT, asked=asked)
    _judge(respond(Turn(Heard(elicits[0], {elicits[1]: Slot(HOSTILE[hostile])}), state)), (asked, hostile))


@pytest.mark.parametrize("hostile", ["long", "long words"])
def test_a_detail_too_long_is_not_kept(hostile: str) -> None:
    slots = {name: Slot(HOSTILE[hostile]) for name in ("person", "place", "topic", "day")}
    reply = respond(Turn(Heard("MyStoryIntent", slots), State(ABOUT)))
    assert reply.state.situation.details == ABOUT.details
