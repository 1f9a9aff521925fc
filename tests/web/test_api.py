"""The API as a program meets it."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from skill.coach.channels import CHANNELS, channel_of
from skill.coach.situation import Details
from skill.coach.standard import breaches
from skill.coach.style import CHANGES, TONES

ABOUT = {"person": "Maya", "place": "the gym", "topic": "hiking", "pronoun": "she", "you": "Sam"}


DETAILS = Details(person="Maya", place="the gym", topic="hiking", pronoun="she", you="Sam")


def post(client: FlaskClient, path: str, body: Any) -> Any:
    answer = client.post(f"/api/v1/{path}", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json


def drafts(client: FlaskClient, **body: Any) -> Any:
    return post(client, "drafts", body)["drafts"]


def test_the_next_step_goes_by_what_is_known(client: FlaskClient) -> None:
    step = post(client, "next-step", {"about": {**ABOUT, "meets_again": "yes"}})
    assert (step["name"], step["missing"]) == ("see_again", [])
    assert "hiking" in step["advice"]
    assert step["line"]["channel"] == "in_person"
    assert all(step[part] for part in ("reason", "caution", "courage", "brief"))


@pytest.mark.parametrize("body", [{}, {"about": {}}, {"about": {"person": None, "history": None}}])
def test_missing_facts_never_block(client: FlaskClient, body: Any) -> None:
    step = post(client, "next-step", body)
    assert step["advice"]
    assert step["missing"] == ["place", "other_way"]


@pytest.mark.parametrize(
    ("about", "name"),
    [
        ({"history": "declined"}, "respect_no"),
        ({"history": "waiting"}, "respect_silence"),
        ({"history": "replied"}, "first_text"),
        ({"history": "met_again"}, "ask_once"),
        ({"place": "a wedding", "friend": "Dan"}, "mutual_friend"),
        ({"place": "the gym", "reason": "unsure"}, "look"),
    ],
)
def test_each_history_has_its_step(client: FlaskClient, about: Any, name: str) -> None:
    step = post(client, "next-step", {"about": about})
    assert step["name"] == name
    assert (step["line"] is None) == name.startswith("respect")


@pytest.mark.parametrize("tone", TONES)
@pytest.mark.parametrize("channel", CHANNELS)
def test_drafts_differ_and_keep_the_standard(client: FlaskClient, channel: str, tone: str) -> None:
    made = drafts(client, channel=channel, tone=tone, count=10, about=ABOUT)
    assert len({draft["text"] for draft in made}) == 10
    for draft in made:
        assert (draft["channel"], draft["tone"], draft["fits"]) == (channel, tone, True)
        assert draft["lands"].endswith(".")
        assert not breaches(draft["text"], channel, DETAILS), draft["text"]
        assert (draft["segments"] == 1) == (channel == "first_text")


def test_the_same_seed_makes_the_same_drafts(client: FlaskClient) -> None:
    one, again, other = (drafts(client, channel="text", about=ABOUT, count=5, seed=s) for s in (7, 7, 400))
    assert one == again
    assert one != other


@pytest.mark.parametrize(("spoken", "platform"), [("instagram", "instagram"), ("linkedin", "linkedin"), ("text", None)])
def test_a_spoken_id_leads_to_its_channel(client: FlaskClient, spoken: str, platform: str | None) -> None:
    (draft,) = drafts(client, channel=spoken)
    assert (draft["channel"], draft["platform"]) == (channel_of(spoken)[0], platform)
    (same,) = drafts(client, channel=channel_of(spoken)[0], platform=platform)
    assert same == draft


def test_in_person_a_hello_and_the_ask_are_two_lines(client: FlaskClient) -> None:
    (hello,), (ask,) = (drafts(client, channel="in_person", line=line, about=ABOUT) for line in ("hello", "ask"))
    assert (hello["line"], ask["line"]) == ("hello", "ask")
    assert (hello["audience"], ask["audience"]) == ("aloud", "aloud")
    assert "open to" in ask["text"]
    assert "open to" not in hello["text"]


def test_a_draft_sent_back_is_changed(client: FlaskClient) -> None:
    (first,) = drafts(client, channel="instagram", about=ABOUT)
    (shorter,) = drafts(client, draft=first["id"], change="shorter")
    assert len(shorter["text"].split()) < len(first["text"].split())
    assert shorter["changes"] == ["shorter"]
    (back,) = drafts(client, draft=shorter["id"], change="undo")
    assert back == first
    (same,) = drafts(client, draft=shorter["id"])
    assert same == shorter


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_is_visible_or_says_that_it_is_not(client: FlaskClient, change: str) -> None:
    (first,) = drafts(client, channel="instagram", about=ABOUT)
    (changed,) = drafts(client, draft=first["id"], change=change)
    assert changed["fits"] == (changed["text"] != first["text"])
    assert changed["changes"] == ([change] if changed["fits"] else [])


def test_where_nothing_fits_the_draft_stays(client: FlaskClient) -> None:
    (draft,) = drafts(client, channel="after_no_reply", about=ABOUT)
    for change in ("funnier", "bolder", "undo"):
        (same,) = drafts(client, draft=draft["id"], change=change)
        assert same == {**draft, "fits": False}


def test_a_chain_of_changes_ends(client: FlaskClient) -> None:
    (draft,) = drafts(client, channel="instagram", about=ABOUT)
    seen = [draft["text"]]
    while draft["fits"]:
        (draft,) = drafts(client, draft=draft["id"], change="another")
        seen.append(draft["text"])
        assert len(seen) < 40
    assert len(seen) > 10


def test_a_detail_is_changed_alone(client: FlaskClient) -> None:
    (first,) = drafts(client, channel="instagram", about=ABOUT)
    (other,) = drafts(client, draft=first["id"], about={"person": "Mia"})
    assert other["text"] == first["text"].replace("Maya", "Mia")
    (nameless,) = drafts(client, draft=first["id"], about={"person": None})
    assert "Maya" not in nameless["text"]
    assert "gym" in nameless["text"]


@pytest.mark.parametrize("channel", ["instagram", "friend", "text", "in_person"])
@pytest.mark.parametrize("history", ["waiting", "declined"])
def test_after_silence_or_a_no_there_is_a_reason_and_no_draft(client: FlaskClient, history: str, channel: str) -> None:
    for line in ("hello", "ask"):
        answer = post(client, "drafts", {"channel": channel, "line": line, "about": {"history": history}})
        if (history, channel, line) == ("waiting", "in_person", "hello"):
            assert answer["drafts"]
        else:
            assert answer["drafts"] == []
            assert answer["held_back"]["reason"].endswith(".")
            assert answer["held_back"]["helps"].endswith(".")


@pytest.mark.parametrize("history", [None, "none", "waiting", "declined", "replied", "met_again"])
def test_the_two_endings_have_their_moment(client: FlaskClient, history: str | None) -> None:
    for channel, moment in (("after_no_reply", "waiting"), ("graceful_close", "declined")):
        answer = post(client, "drafts", {"channel": channel, "about": {"history": history}})
        assert bool(answer["drafts"]) == (history in (None, moment)), answer
        assert (answer["held_back"] is None) == bool(answer["drafts"])


def test_what_happened_goes_along_with_a_draft(client: FlaskClient) -> None:
    (first,) = drafts(client, channel="instagram", about=ABOUT)
    answer = post(client, "drafts", {"draft": first["id"], "change": "bolder", "about": {"history": "waiting"}})
    assert answer["drafts"] == []
    (note,) = drafts(client, channel="after_no_reply", about={"history": "waiting"})
    assert drafts(client, draft=note["id"], change="shorter")


def test_a_review_names_the_phrase(client: FlaskClient) -> None:
    text = "Hi Maya, it was nice to talk. You owe me an answer."
    read = post(client, "reviews", {"text": text, "channel": "instagram", "about": ABOUT})
    assert read["verdict"] == "concern"
    for finding in read["findings"]:
        assert text[finding["start"] : finding["end"]] == finding["phrase"]
        assert finding["reason"].endswith(".")
        assert finding["rewrite"] == read["rewrite"]


def test_a_review_lets_a_kind_message_pass(client: FlaskClient) -> None:
    text = "Hi Maya, it was nice meeting you at the gym. I enjoyed our talk about hiking."
    read = post(client, "reviews", {"text": text, "channel": "instagram"})
    assert (read["verdict"], read["findings"], read["rewrite"]) == ("ok", [], None)
    assert read["lands"].endswith(".")


def test_a_review_owns_up_to_a_language_it_cannot_read(client: FlaskClient) -> None:
    read = post(client, "reviews", {"text": " Te voy a matar ", "channel": "instagram"})
    (finding,) = read["findings"]
    assert (read["verdict"], read["rewrite"], finding["kind"]) == ("concern", None, "grammar")
    assert (finding["start"], finding["end"], finding["phrase"]) == (1, 15, "Te voy a matar")
    assert read["lands"] == "I can only read English, so I can't say how this lands."


def test_a_review_goes_by_what_went_before(client: FlaskClient) -> None:
    body = {"text": "Hi Maya, would you like to get coffee some day? No is fine.", "channel": "text"}
    assert post(client, "reviews", body)["verdict"] == "ok"
    assert post(client, "reviews", {**body, "about": {"history": "declined"}})["verdict"] == "concern"


def test_what_there_is_to_choose_from(client: FlaskClient) -> None:
    lists = {name: client.get(f"/api/v1/{name}").json for name in ("channels", "tones", "changes")}
    channels, tones, changes = (lists[name][name] for name in lists)  # type: ignore[index]
    assert [row["name"] for row in channels] == list(CHANNELS)
    assert {i: row["name"] for row in channels for i in row["ids"]}["linkedin"] == "social_dm"
    assert [row["name"] for row in tones] == list(TONES)
    assert [row["name"] for row in changes] == [*CHANGES, "undo"]
    assert all(re.fullmatch(r"[A-Z][A-Za-z ]+", row["label"]) for row in (*channels, *tones, *changes))
