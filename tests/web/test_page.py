"""The page as a browser without scripts gets it: one form, sent whole."""

import html
import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from skill.coach.style import CHANGES

STORY = {"person": "Maya", "place": "at the gym", "topic": "hiking", "way": "instagram"}
_FIELD = re.compile(r'<input[^>]* name="(\w+)" value="([^"]*)"')
_CHOICE = re.compile(r'<select[^>]* name="(\w+)">(.*?)</select>', re.DOTALL)
_TEXT = re.compile(r'<textarea[^>]* name="(\w+)"[^>]*>\n(.*?)</textarea>', re.DOTALL)


def values(text: str) -> dict[str, str]:
    """What a browser would send of a page."""
    chosen = {name: re.search(r'value="(\w*)" selected', options) for name, options in _CHOICE.findall(text)}
    found = (
        dict(_FIELD.findall(text)) | {name: one[1] for name, one in chosen.items() if one} | dict(_TEXT.findall(text))
    )
    return {name: html.unescape(value) for name, value in found.items()}


class Visitor:
    """Somebody who fills in the form and presses its buttons."""

    def __init__(self, client: FlaskClient) -> None:
        self.client, self.status = client, 0
        self._took(client.get("/"))

    def press(self, button: str, **typed: str) -> None:
        self._took(self.client.post("/", data={**values(self.html), **typed, "do": button}))

    @property
    def draft(self) -> str:
        return values(self.html)["text"]

    def _took(self, answer: Any) -> None:
        self.status, self.html = answer.status_code, answer.text
        # What is seen, without the markup around it.
        self.seen = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", self.html)).split())


@pytest.fixture
def visitor(client: FlaskClient) -> Visitor:
    return Visitor(client)


def test_it_opens_with_the_sentence_and_the_place_to_paste(visitor: Visitor) -> None:
    assert visitor.status == 200
    for words in ("I met", "we talked about", "and I'd like to", "Already wrote one? Paste it."):
        assert words in visitor.seen
    assert 'id="draft"' not in visitor.html


def test_nothing_in_it_runs_or_comes_from_elsewhere(visitor: Visitor) -> None:
    visitor.press("show", **STORY)
    assert not re.search(
        r"\son\w+=|\sstyle=|<style|javascript:|<script(?! type=\"module\" src=\"/static/)", visitor.html
    )
    assert not re.search(r'(src|href|action)="(?!/|#)', visitor.html)


def test_it_gives_a_step_and_one_draft(visitor: Visitor) -> None:
    visitor.press("show", **STORY)
    assert "one short hello is fine" in visitor.seen
    for words in ("Why", "Mind", "Courage", "A note on Instagram", "Nothing in it weighs on them."):
        assert words in visitor.seen
    assert visitor.draft.startswith("Hi Maya")
    assert values(visitor.html)["person"] == "Maya"


def test_an_empty_sentence_is_enough(visitor: Visitor) -> None:
    visitor.press("show")
    assert "A line to say" in visitor.seen
    assert "It would help to know where you met." in visitor.seen
    assert visitor.draft


def test_a_question_of_the_page_is_answered_with_a_button(visitor: Visitor) -> None:
    visitor.press("show", person="Maya", place="a bench by the river")
    assert "Will you meet them there again anyway?" in visitor.seen
    visitor.press("set:meets_again=no")
    assert values(visitor.html)["meets_again"] == "no"
    assert "they could pass on your number" in visitor.seen


@pytest.mark.parametrize("way", ["in_person", "ask", "friend", "instagram", "facebook", "linkedin", "text"])
def test_every_way_has_its_step_and_draft(visitor: Visitor, way: str) -> None:
    visitor.press("show", **{**STORY, "way": way, "friend": "Dan", "you": "Sam"})
    assert visitor.status == 200
    assert visitor.draft
    assert 'class="advice"' in visitor.html
    assert "Undefined" not in visitor.html


def test_a_better_way_is_named(visitor: Visitor) -> None:
    visitor.press("show", **STORY, meets_again="yes")
    assert "What I'd do first. When you're both at the gym again" in visitor.seen


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_says_what_it_did(visitor: Visitor, change: str) -> None:
    visitor.press("show", **STORY)
    before = visitor.draft
    visitor.press(f"change:{change}")
    stayed = "Nothing fits further that way" in visitor.seen
    assert stayed == (visitor.draft == before)
    if not stayed:
        visitor.press("undo")
        assert visitor.draft == before
        assert "Back to the one before." in visitor.seen


def test_a_change_of_a_detail_keeps_the_changes(visitor: Visitor) -> None:
    visitor.press("show", **STORY)
    visitor.press("change:shorter")
    shorter = visitor.draft
    visitor.press("show", person="Mia")
    assert visitor.draft == shorter.replace("Maya", "Mia")


def test_an_edit_is_read_and_kept_for_one_undo(visitor: Visitor) -> None:
    visitor.press("show", **STORY)
    mine = "Hi Maya, we met at the gym. You owe me an answer."
    visitor.press("check", text=mine)
    assert visitor.draft == mine
    assert "to look at." in visitor.seen
    assert re.search(r"<mark[^>]*>[^<]*owe me[^<]*</mark>", visitor.html)
    visitor.press("change:warmer")
    assert visitor.draft != mine
    assert "Your own wording is one undo away." in visitor.seen
    visitor.press("undo")
    assert visitor.draft == mine
    visitor.press("undo")
    assert "owe" not in visitor.draft


def test_what_is_offered_instead_is_taken(visitor: Visitor) -> None:
    visitor.press("show", **STORY)
    visitor.press("check", text="Hi Maya, we met at the gym. You owe me an answer.")
    visitor.press("use:draft")
    assert "Nothing in it weighs" in visitor.seen
    assert "owe" not in visitor.draft


@pytest.mark.parametrize(("history", "ending"), [("waiting", "after_no_reply"), ("declined", "graceful_close")])
@pytest.mark.parametrize("way", ["best", "instagram", "ask", "text"])
def test_after_silence_or_a_no_there_is_nothing_to_send(visitor: Visitor, history: str, ending: str, way: str) -> None:
    visitor.press("show", **{**STORY, "way": way, "history": history})
    assert "Nothing to send now" in visitor.seen
    assert 'name="text"' not in visitor.html
    visitor.press(f"set:way={ending}")
    assert visitor.draft
    assert "?" not in visitor.draft


def test_a_pasted_message_is_read(visitor: Visitor) -> None:
    visitor.press("review", own="Your train was late again, I noticed.\nCall me.", own_channel="text")
    assert "to look at." in visitor.seen
    assert 'id="draft"' not in visitor.html
    marked = re.findall(r"<mark[^>]* aria-describedby=\"([^\"]*)\"", visitor.html)
    for name in " ".join(marked).split():
        assert f'id="{name}"' in visitor.html
    visitor.press("review", own="Hi Maya, it was nice to meet you at the gym.")
    assert "Nothing in it weighs on them." in visitor.seen


def test_what_went_before_counts(visitor: Visitor) -> None:
    own = "Hi Maya, would you like to get coffee some day? No is fine."
    visitor.press("review", own=own, own_channel="text")
    assert "Nothing in it weighs" in visitor.seen
    visitor.press("review", own=own, own_history="declined")
    assert "to look at." in visitor.seen


@pytest.mark.parametrize("name", ["person", "place", "topic", "day", "you", "friend"])
def test_what_does_not_fit_is_said_beside_it(visitor: Visitor, name: str) -> None:
    visitor.press("show", **{name: '"><script>alert(1)</script>'})
    assert visitor.status == 422
    assert "<script>alert" not in visitor.html
    assert f'aria-describedby="{name}-wrong"' in visitor.html
    assert values(visitor.html)[name] == '"><script>alert(1)</script>'
    assert 'id="draft"' not in visitor.html


@pytest.mark.parametrize(
    "sent",
    [
        {"do": "show", "draft": "d1AAAAAAAAAAAA", "text": "x"},
        {"do": "undo", "kept": "x" * 9000, "kept_draft": "nonsense"},
        {"do": "change:everything"},
        {"do": "set:way=fax"},
        {"do": "set:person=<b>"},
        {"do": "use:draft"},
        {"do": "use:own", "own": " "},
        {"do": "x" * 1000, "way": "fax", "tone": "angry", "history": "lost", "pronoun": "it"},
        {"do": "show", "own": "\x00\ud7ff<mark>", "text": "\u202e"},
        {},
    ],
)
def test_whatever_is_sent_is_answered(client: FlaskClient, sent: dict[str, str]) -> None:
    answer = client.post("/", data=sent)
    assert answer.status_code in (200, 422)
    assert "<mark>" not in answer.text or "own" not in sent


def test_a_message_too_long_is_not_read(visitor: Visitor) -> None:
    visitor.press("review", own="x" * 2001)
    assert visitor.status == 422
    assert "A message is 2000 characters at most." in visitor.seen


def test_files_come_with_a_name_of_their_own_and_stay(client: FlaskClient) -> None:
    for url in re.findall(r'"(/static/[^"]+)"', client.get("/").text):
        with client.get(url) as answer:
            assert answer.status_code == 200
            assert "immutable" in answer.headers["Cache-Control"]
    assert client.get("/").headers["Cache-Control"] == "no-store"
