"""The page as a browser without scripts gets it: one form, sent whole."""

import re

import pytest
from flask.testing import FlaskClient

from skill.coach.style import CHANGES
from tests.web.visitor import STORY, Visitor, values


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
    for words in ("Why", "Keep in mind", "Courage", "A note on Instagram", "Nothing in it weighs on them."):
        assert words in visitor.seen
    assert visitor.draft.startswith("Hi Maya")
    assert values(visitor.html)["person"] == "Maya"


def test_an_empty_sentence_is_enough(visitor: Visitor) -> None:
    visitor.press("show")
    assert "A line to say" in visitor.seen
    assert "It would help to know where you met." in visitor.seen
    assert visitor.draft


@pytest.mark.parametrize("way", ["in_person", "ask", "friend", "instagram", "facebook", "linkedin", "text"])
def test_every_way_has_its_step_and_draft(visitor: Visitor, way: str) -> None:
    visitor.press("show", **{**STORY, "way": way, "friend": "Dan", "you": "Sam"})
    assert visitor.status == 200
    assert visitor.draft
    assert 'class="advice"' in visitor.html
    assert "Undefined" not in visitor.html


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


@pytest.mark.parametrize("name", ["person", "place", "topic", "day", "you", "friend"])
def test_what_does_not_fit_is_said_beside_it(visitor: Visitor, name: str) -> None:
    visitor.press("show", **{name: '"><script>alert(1)</script>'})
    assert visitor.status == 422
    assert "<script>alert" not in visitor.html
    assert f'aria-describedby="{name}-wrong"' in visitor.html
    assert values(visitor.html)[name] == '"><script>alert(1)</script>'
    assert 'id="draft"' not in visitor.html
    # Without a script the browser jumps to the answer, and must not land below what is wrong.
    assert visitor.html.index('id="answer"') < visitor.html.index('id="story"')


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
