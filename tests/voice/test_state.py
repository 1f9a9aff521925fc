"""What a session keeps: it comes back as it went, what is broken is forgotten, and it stays small."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.coach.channels import CHANNELS
from skill.coach.drafting import Recipe
from skill.coach.situation import Details, Situation
from skill.coach.style import CHANGES, TONES
from skill.voice.heard import Heard, Slot, heard
from skill.voice.questions import QUESTIONS
from skill.voice.routes import respond
from skill.voice.state import Before, Begun, State
from skill.voice.turn import Turn

BUDGET = 6 * 1024  # bytes of JSON
TURNS = 40
# A place and a topic as long as anyone says them.
LONG_PLACE = "farmers market behind the old railway station on the river"
LONG_TOPIC = "how to keep a sourdough starter alive through a whole summer of travel"

words = st.text(max_size=40)
maybe = st.none() | words
details = st.builds(
    Details,
    person=maybe,
    place=maybe,
    topic=maybe,
    day=maybe,
    pronoun=st.sampled_from(("she", "he", "they")),
    you=maybe,
    friend=maybe,
    invitation=maybe,
)
situations = st.builds(
    Situation,
    details=details,
    meets_again=st.sampled_from((None, "yes", "no", "unsure")),
    other_way=st.sampled_from((None, "friend", "online", "none")),
    has_number=st.sampled_from((None, True, False)),
    reason=st.sampled_from((None, "nerves", "timing", "interrupted", "unsure", "forgot", "friends_around")),
    history=st.sampled_from(("none", "waiting", "declined", "replied", "met_again")),
)
recipes = st.builds(
    Recipe,
    channel=st.sampled_from(sorted(CHANNELS)),
    details=details,
    line=st.sampled_from(("hello", "ask")),
    platform=st.sampled_from((None, "instagram")),
    tone=st.sampled_from(sorted(TONES)),
    seed=st.integers(0, 99),
    changes=st.lists(st.sampled_from(sorted(CHANGES)), max_size=6).map(tuple),
)
begun = st.builds(
    Begun,
    channel=st.none() | st.sampled_from(sorted(CHANNELS)),
    platform=st.sampled_from((None, "instagram")),
    tone=st.none() | st.sampled_from(sorted(TONES)),
)
states = st.builds(
    State,
    situation=situations,
    asked=st.none() | st.sampled_from(sorted(QUESTIONS)),
    subject=maybe,
    recipe=st.none() | recipes,
    past=st.lists(recipes, max_size=3).map(tuple),
    pending=st.none() | begun,
    checking=maybe,
    taken=st.none() | st.builds(Before, st.sampled_from(("none", "replied")), st.none() | recipes),
    told=st.lists(words, max_size=9).map(tuple),
    said=words,
    said_asks=maybe,
    misses=st.integers(0, 9),
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=8,
)
NAMES = sorted(State.__dataclass_fields__)


@given(states)
def test_a_state_comes_back_from_its_attributes(state: State) -> None:
    attributes = json.loads(json.dumps(state.to_attributes()))
    assert State.from_attributes(attributes) == state


def test_a_fresh_state_needs_no_attributes() -> None:
    assert State().to_attributes() == {}
    assert State.from_attributes(None) == State.from_attributes({}) == State()


@pytest.mark.parametrize(
    "broken",
    [
        {"told": 5},
        {"told": "speech/message.drafted"},
        {"told": [1, 2]},
        {"told": None},
        {"misses": "two"},
        {"misses": True},
        {"said": ["Happy to."]},
        {"asked": {"name": "keep_it"}},
        {"situation": "met her"},
        {"situation": {"history": "married"}},
        {"situation": {"has_number": "yes"}},
        {"situation": {"details": ["Maya"]}},
        {"situation": {"details": {"person": 7}}},
        {"situation": {"details": {"pronoun": "it"}}},
        {"recipe": "social_dm"},
        {"recipe": {"tone": "warm"}},
        {"recipe": {"channel": "pigeon"}},
        {"recipe": {"channel": "social_dm", "tone": "stern"}},
        {"recipe": {"channel": "social_dm", "changes": ["sterner"]}},
        {"recipe": {"channel": "social_dm", "platform": "pigeonpost"}},
        {"recipe": {"channel": "in_person", "line": "farewell"}},
        {"past": [{"channel": "pigeon"}]},
        {"pending": {"channel": "pigeon"}},
        {"pending": {"tone": "stern"}},
        {"taken": {"recipe": {"channel": "pigeon"}}},
        {"taken": {"history": "married"}},
        {"recipe": {"channel": "social_dm", "changes": "shorter"}},
        {"recipe": {"channel": "social_dm", "seed": "0"}},
        {"recipe": {"channel": "social_dm", "details": {"place": {}}}},
    ],
    ids=repr,
)
def test_broken_attributes_give_a_fresh_state(broken: dict[str, Any]) -> None:
    whole = State(situation=Situation(Details(person="Mia")), asked="keep_it").to_attributes()
    assert State.from_attributes({**whole, **broken}) == State()


def test_what_an_older_or_newer_skill_kept_is_passed_over() -> None:
    whole = State(situation=Situation(Details(person="Mia"))).to_attributes()
    assert State.from_attributes({**whole, "mood": "hopeful"}) == State.from_attributes(whole)


@given(st.dictionaries(st.sampled_from(NAMES) | words, anything, max_size=5))
def test_any_attributes_can_be_talked_on_with(attributes: dict[str, Any]) -> None:
    state = State.from_attributes(attributes)
    assert respond(Turn(heard("LaunchRequest"), state, new=True)).asks
    assert respond(Turn(heard("AMAZON.YesIntent"), state)).speech
    assert respond(Turn(heard("SetPronounIntent", who="she"), state)).speech


def _long_talk() -> list[Heard]:
    start = heard("DraftMessageIntent", channel="instagram")
    told = {
        "person": Slot("Alexandrina"),
        "place": Slot(LONG_PLACE),
        "topic": Slot(LONG_TOPIC),
        "day": Slot("the other night"),
        "you": Slot("Bartholomew"),
        "friend": Slot("Maximiliane"),
    }
    changes = ("shorter", "warmer", "funnier", "more_casual", "simpler", "softer", "bolder", "longer")
    others = [heard("AnotherOneIntent"), heard("OpinionIntent"), heard("SlowerIntent"), heard("TipsIntent")]
    turns = [start.with_slots(told)]
    while len(turns) < TURNS:
        n = len(turns)
        turns += [heard("RefineMessageIntent", change=changes[n // 2 % len(changes)]), others[n // 2 % len(others)]]
    return turns[:TURNS]


def test_a_long_talk_stays_within_the_budget() -> None:
    state = State()
    for said in _long_talk():
        state = respond(Turn(said, State.from_attributes(json.loads(json.dumps(state.to_attributes()))))).state
    size = len(json.dumps(state.to_attributes()))
    assert size < BUDGET, size


def test_what_has_been_told_is_bounded() -> None:
    state = State()
    for number in range(500):
        state = replace(state, told=state.telling(f"speech/message.block_{number}"))
    assert state.told[-1] == "speech/message.block_499"
    assert len(json.dumps(state.to_attributes())) < BUDGET
