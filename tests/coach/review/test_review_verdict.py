"""What the review says of messages: the verdict, the phrase, the reason, how it lands and what it offers."""

import time
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.coach.channels import CHANNELS
from skill.coach.review import review
from skill.coach.situation import Details, History
from skill.coach.standard import breaches
from skill.errors import BadInput

FINE: list[tuple[str, str, History | None]] = [
    ("Hey, it was nice meeting you the other day at lunch. I enjoyed our conversation.", "social_dm", "none"),
    ("I've really enjoyed talking to you. Would you be open to exchanging numbers?", "in_person", "met_again"),
    ("Hey Dan, could you ask Priya if she'd like my number? If not, that's fine.", "via_friend", "none"),
    (
        "Hi Noor, Sam from the cafe here. Would you like to get coffee this week? No is a fine answer too.",
        "first_text",
        None,
    ),
    ("Hi Maya, no need to reply to this. It was nice meeting you, and I wish you well.", "after_no_reply", "waiting"),
    (
        "Thanks for telling me, I appreciate it. It was really nice meeting you. Take care.",
        "graceful_close",
        "declined",
    ),
    ("That killer playlist got me through a night shift. Thanks, Sam from the queue.", "social_dm", None),
    ("", "first_text", None),
]
WEIGHS: list[tuple[str, str, History | None, str]] = [
    ("Would you be so kind as to explain why you never answered?", "social_dm", None, "pressure"),
    ("Your train was late again, I noticed.", "first_text", None, "creepy"),
    ("Your sister told me that you like jazz.", "social_dm", None, "third_party"),
    ("I have something of yours, meet me and I'll give it back.", "first_text", None, "deception"),
    ("Give me Priya's number, but don't tell her I asked.", "via_friend", None, "third_party"),
    ("Fine. You'll regret this.", "graceful_close", "declined", "threat"),
    ("You look so sexy in that dress.", "social_dm", None, "looks"),
    ("After all I did for you, you owe me a date.", "first_text", None, "entitlement"),
    ("Hello Maya, I love you. We are meant to be together.", "first_text", None, "intensity"),
    ("What's your number?", "social_dm", None, "pressure"),
    ("Hi {name}, it was nice meeting you at the gym.", "social_dm", None, "slot"),
    ("Hi Maya, still up for that coffee on Friday?", "first_text", "waiting", "repeat"),
    ("Could you ask Sam if she'd like my number? He was good company.", "via_friend", None, "pronoun"),
]


@pytest.mark.parametrize(("text", "channel", "history"), FINE)
def test_a_harmless_message_passes(text: str, channel: str, history: History | None) -> None:
    found = review(text, channel, history)
    assert (found.verdict, found.findings, found.rewrite) == ("ok", (), None)
    assert found.lands.endswith(".")


@pytest.mark.parametrize(("text", "channel", "history", "kind"), WEIGHS)
def test_a_message_that_weighs_is_named_with_phrase_and_reason(
    text: str, channel: str, history: History | None, kind: str
) -> None:
    found = review(text, channel, history)
    assert found.verdict == "concern"
    assert kind in {f.kind for f in found.findings}
    for finding in found.findings:
        assert text[finding.start : finding.end] == finding.phrase != ""
        assert finding.reason.endswith(".")


@pytest.mark.parametrize("history", ["waiting", "declined"])
def test_history_decides_what_the_words_leave_open(history: History) -> None:
    text = "Hi Maya, it's Sam from the gym. Fancy a coffee on Friday?"
    assert review(text, "first_text").verdict == "ok"
    assert "repeat" in {f.kind for f in review(text, "first_text", history).findings}


def test_a_hello_in_person_stays_possible_after_silence_but_not_an_ask() -> None:
    assert review("Morning. Good to see you. I'll let you get on.", "in_person", "waiting").verdict == "ok"
    assert review("Morning! Did you get my text? Lunch?", "in_person", "waiting").verdict == "concern"


@pytest.mark.parametrize(
    ("text", "channel", "history"),
    [
        ("You'll be sorry, I know where you live.", "first_text", None),
        ("I keep picturing you in my bed.", "social_dm", "replied"),
        ("I followed you home, your lights were on till two.", "first_text", None),
    ],
)
def test_nothing_is_offered_for_what_frightens(text: str, channel: str, history: History | None) -> None:
    assert review(text, channel, history).rewrite is None


@pytest.mark.parametrize(("history", "close"), [("waiting", "after_no_reply"), ("declined", "graceful_close")])
def test_asking_again_is_answered_with_a_close(history: History | None, close: str) -> None:
    rewrite = review("Hi Maya, coffee on Friday then?", "first_text", history).rewrite
    assert rewrite is not None
    assert not breaches(rewrite.text, close)
    assert review(rewrite.text, close, history).verdict == "ok"


@pytest.mark.parametrize("name", CHANNELS)
def test_the_offered_message_keeps_the_standard_and_passes_itself(name: str) -> None:
    text = "Hi Maya, it's Sam from the gym. You owe me a coffee, say yes now or I'll be sad."
    found = review(text, name)
    assert found.rewrite is not None
    assert not breaches(found.rewrite.text, name)
    assert review(found.rewrite.text, name).verdict == "ok"


def test_the_rewrite_keeps_what_the_text_tells() -> None:
    found = review("Hi Maya, it's Sam from the gym. Say yes to coffee, I won't take no for an answer.", "first_text")
    assert found.rewrite is not None
    assert found.rewrite.text == "Hi Maya, it's Sam from the gym. Would you like to get coffee? It's fine if not."


def test_what_is_known_goes_before_what_the_text_tells() -> None:
    known = Details(person="Noor", you="Ali")
    found = review("Hi Maya, it's Sam. You owe me an answer.", "first_text", about=known)
    assert found.rewrite is not None
    assert "Noor" in found.rewrite.text
    assert "Sam" not in found.rewrite.text


def test_a_spoken_text_is_not_judged_for_its_form() -> None:
    text = (
        "hi maya its sam from the pottery class i just wanted to say thank you for showing me how to fix the handle "
        "on my mug and for the story about your uncle and the kiln i have told it to my sister and to my neighbors "
        "and we all laughed"
    )
    assert review(text, "social_dm", spoken=True).verdict == "ok"
    assert {f.kind for f in review(text, "social_dm").findings} == {"length"}


def test_a_spoken_id_leads_to_its_channel_and_an_unknown_one_is_refused() -> None:
    assert review("What's your number?", "instagram") == review("What's your number?", "social_dm")
    with pytest.raises(BadInput):
        review("Hi.", "pigeon")


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=300), channel=st.sampled_from(list(CHANNELS)), spoken=st.booleans())
def test_no_text_breaks_it(text: str, channel: str, spoken: bool) -> None:
    found = review(text, channel, spoken=spoken)
    assert (found.verdict == "ok") == (not found.findings)
    assert all(text[f.start : f.end] == f.phrase for f in found.findings)


def test_two_hundred_characters_take_under_five_milliseconds() -> None:
    text = (
        "Hi Noor, it's Sam from the cafe. I enjoyed our talk about landlords. Would you like to get coffee this week? "
        "I noticed that you always sit by the window at eight, so I came earlier, I hope that's ok."
    )
    assert len(text) >= 195
    review(text, "first_text")
    taken = []
    for _ in range(30):
        start = time.perf_counter()
        review(text, "first_text")
        taken.append(time.perf_counter() - start)
    assert median(taken) < 0.005
