"""The message standard, as it measures and as it finds breaches."""

import pytest

from skill.coach.situation import Details
from skill.coach.standard import breaches, measure, segments

MAYA = Details(person="Maya", place="climbing gym", topic="old bikes", day="Tuesday", you="Sam", friend="Dan")

# the twelve messages that the drafts have to equal
GOOD = [
    (
        "in_person",
        "hello",
        "Hey, good to see you again. I liked talking about hiking the other day. What got you into it?",
    ),
    (
        "in_person",
        "ask",
        "I've really liked talking with you. Would you be open to swapping numbers? It's fine if not.",
    ),
    (
        "via_friend",
        "hello",
        "Hey Dan, I had a good talk with Priya on Friday. Would you ask if she'd like my number? "
        "If that's awkward for either of you, no problem at all.",
    ),
    (
        "via_friend",
        "hello",
        "I met Priya at the party and liked our talk about the cello. If you think she'd be glad, "
        "please pass her my number. If not, just skip it.",
    ),
    (
        "social_dm",
        "hello",
        "Hi Maya, it's Sam from the library on Tuesday. I enjoyed talking about jazz. That's all, have a good week.",
    ),
    ("first_text", "hello", "Hi Noor, it's Sam from the cafe. I enjoyed our talk, terrible landlords and all."),
    (
        "first_text",
        "hello",
        "Hi Noor, Sam from the cafe here. Would you like to get coffee this week? No is a fine answer too.",
    ),
    ("after_no_reply", "hello", "Hi Maya, no need to reply to this. It was nice meeting you, and I wish you well."),
    (
        "after_no_reply",
        "hello",
        "No reply needed, and no more notes from me. Thanks for a good talk about jazz, Maya.",
    ),
    ("graceful_close", "hello", "Thanks for telling me, I appreciate it. It was really nice meeting you. Take care."),
    ("graceful_close", "hello", "That's completely fine, thank you for saying so. Enjoy the hiking, Maya."),
]


@pytest.mark.parametrize(("channel", "line", "text"), GOOD)
def test_good_messages_have_no_breach(channel: str, line: str, text: str) -> None:
    assert breaches(text, channel, line=line) == []


@pytest.mark.parametrize(
    ("channel", "text", "what"),
    [
        ("social_dm", "Hi Maya, " + "it was nice to meet you and to talk " * 4 + "today.", "words"),
        ("social_dm", "Hi Maya, it was nice meeting you at .", "unfilled"),
        ("social_dm", "Hi Maya, it was nice meeting you {{ where }}.", "unfilled"),
        ("social_dm", "Hi Maya,  it was nice meeting you.", "broken"),
        ("social_dm", "Hi Maya, it was nice meeting you, Maya.", "twice"),
        ("social_dm", "Hi Maya, it was NICE meeting you.", "shouts"),
        ("social_dm", "Hi Maya, it was nice meeting u.", "netspeak"),
        ("social_dm", "Hi Maya, it was nice meeting you 😀.", "plain characters"),
        ("social_dm", "Hi Maya, it was nice meeting you. Are you free? Can I call?", "questions"),
        ("social_dm", "Hi Maya, we met at the gym.", "thanks"),
        ("via_friend", "Hey Dan, could you give Maya my number?", "way out"),
        ("first_text", "Hi Maya, it's Sam. Would you like to get coffee?", "way out"),
        ("after_no_reply", "Hi Maya, it was nice meeting you.", "release"),
        ("graceful_close", "Okay. Take care.", "accepts"),
    ],
)
def test_breaches_are_named(channel: str, text: str, what: str) -> None:
    assert any(what in found for found in breaches(text, channel, MAYA)), breaches(text, channel, MAYA)


def test_the_ask_has_to_be_the_open_form() -> None:
    assert breaches("I like talking to you. Can I have your number?", "in_person", line="ask")


def test_a_name_is_no_fault_of_the_draft() -> None:
    for name in ("MIA", "Mia 🌸", "李", "None", "J. R. R.", "LOL"):
        assert breaches(f"Hi {name}, it was nice meeting you.", "social_dm", Details(person=name)) == []


def test_measures() -> None:
    found = measure("Hi Maya, good to see you. How are you?")
    assert (found.words, found.sentences, found.questions, found.longest) == (9, 2, 1, 6)
    assert found.grade < 3


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("é" * 160, 1),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("李" * 70, 1),
        ("李" * 71, 2),
        ("😀" * 35, 1),
    ],
)
def test_sms_segments(text: str, count: int) -> None:
    assert segments(text) == count
