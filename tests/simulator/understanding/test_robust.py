"""Whatever is said gets an answer, soon, and always the same."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from skill.simulator.model import Model
from skill.simulator.understanding import Understanding

ODD = [
    "",
    " ",
    "...",
    "🙂🙂",
    "'''",
    "{}",
    "{who}",
    "{who} {place}",
    "привет как дела",
    "你好吗",
    "a" * 10_000,
    "\x00\ud800",
]


@pytest.mark.parametrize("text", [*ODD, "and then i said hello to the " * 400, "no " * 3_000, "m. i. a. " * 1_000])
def test_odd_texts(ears: Understanding, text: str) -> None:
    begun = time.perf_counter()
    heard = ears.resolve(text)
    assert heard.text == text
    assert heard.intent
    assert time.perf_counter() - begun < 2


@pytest.mark.parametrize("text", ["", " ", "...", "🙂🙂"])
def test_nothing_said_is_nothing_heard(ears: Understanding, text: str) -> None:
    heard = ears.resolve(text)
    assert (heard.intent, dict(heard.slots)) == ("AMAZON.FallbackIntent", {})


@given(text=some.text(max_size=120))
@settings(max_examples=150, deadline=None)
def test_any_text(ears: Understanding, text: str) -> None:
    heard = ears.resolve(text, ("MyStoryIntent", "place"))
    assert heard == ears.resolve(text, ("MyStoryIntent", "place"))
    assert 0 <= heard.confidence <= 1


def test_new_ears_hear_the_same(ears: Understanding, model: Model) -> None:
    texts = ["help me figure out what to do", "uh we met, like, at the velodrome", "will it ever work out", "banana"]
    again = Understanding(model)
    assert [ears.resolve(text) for text in texts] == [again.resolve(text) for text in texts]


def test_it_is_quick(ears: Understanding) -> None:
    ears.resolve("warm up")
    text = "so there was this guy at the gym and we talked about bread for ages and i never asked for his number"
    begun = time.process_time()
    for _ in range(20):
        ears.resolve(text)
    assert (time.process_time() - begun) / 20 < 0.015
