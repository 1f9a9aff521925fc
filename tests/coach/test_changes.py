"""A change shows, in its own direction; changes add up, and the last one can be taken back."""

from dataclasses import replace
from functools import cache
from itertools import permutations, product

import pytest

from skill.coach.changing import Trail, follow
from skill.coach.choosing import base
from skill.coach.composing import State
from skill.coach.drafting import Draft, Recipe, write
from skill.coach.material import Setting, Stock, stock
from skill.coach.situation import Details
from skill.coach.standard import breaches, masked, measure
from skill.coach.style import CHANGES, TONES
from tests.messages import DETAILS, SETTINGS, recipe

MEASURED = [name for name, change in CHANGES.items() if change.measure]
EVERYTHING = DETAILS["everything"]


@cache
def _stock(channel: str, line: str, platform: str | None, details: Details, tone: str) -> Stock:
    return stock(Setting(channel, line, platform, details, tone, "en-US"))


@cache
def _trail(one: Recipe) -> Trail:
    found = _stock(one.channel, one.line, one.platform, one.details, one.tone)
    if one.changes:
        return follow(_trail(one.undone()), found, one.changes[-1])
    first = base(found, one.seed)
    assert first
    return Trail(first)


def _state_of(one: Recipe) -> State:
    """What can be counted in the draft of a recipe: its words, and how warm, funny, casual or bold it is."""
    state = _trail(one).state
    assert state.text == write(one).text
    return state


def _value(draft: Draft, change: str) -> float:
    measure_ = CHANGES[change].measure
    assert measure_
    value: float = getattr(_state_of(draft.recipe), measure_)
    return value if CHANGES[change].up else -value


@pytest.mark.parametrize("change", MEASURED)
@pytest.mark.parametrize("setting", SETTINGS, ids=lambda s: "-".join(filter(None, s)))
def test_a_change_moves_its_measure(setting: tuple[str, str, str | None], change: str) -> None:
    for details, tone, seed in product(DETAILS.values(), ("friendly", "casual", "polite"), (0, 3)):
        before = write(recipe(setting, details, tone, seed))
        after = write(before.recipe.changed(change))
        assert breaches(after.text, setting[0], details, setting[1]) == []
        if after.fits:
            assert after.text != before.text
            assert _value(after, change) > _value(before, change)
        else:
            assert after.text == before.text


def test_words_are_counted_as_anyone_counts_them() -> None:
    for setting, details in product(SETTINGS, DETAILS.values()):
        first = write(recipe(setting, details))
        for change, sign in (("shorter", -1), ("longer", 1)):
            then = write(first.recipe.changed(change))
            assert not then.fits or sign * (len(then.text.split()) - len(first.text.split())) > 0


def test_simpler_reads_at_a_lower_grade() -> None:
    for setting, details in product(SETTINGS, DETAILS.values()):
        first = write(recipe(setting, details, "polite"))
        then = write(first.recipe.changed("simpler"))
        if then.fits:
            grades = [measure(masked(draft.text, details)).grade for draft in (first, then)]
            assert grades[1] < grades[0]


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda s: "-".join(filter(None, s)))
def test_most_changes_fit_at_first(setting: tuple[str, str, str | None]) -> None:
    gentle = setting[0] in ("after_no_reply", "graceful_close")
    for change in CHANGES.keys() - {"simpler"}:
        fits = write(recipe(setting, EVERYTHING).changed(change)).fits
        assert fits == (not gentle or change not in ("funnier", "bolder")), change


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda s: "-".join(filter(None, s)))
def test_changes_add_up(setting: tuple[str, str, str | None]) -> None:
    opposite = {("shorter", "longer"), ("more_casual", "more_formal"), ("bolder", "softer")}
    for one, other in permutations(MEASURED, 2):
        if (one, other) in opposite or (other, one) in opposite:
            continue
        for details in (EVERYTHING, Details()):
            first = write(recipe(setting, details))
            middle = write(first.recipe.changed(one))
            last = write(middle.recipe.changed(other))
            if middle.fits and last.fits:
                assert _value(last, one) > _value(first, one), (one, other, first.text, last.text)
                assert _value(last, other) > _value(middle, other), (one, other)


def test_a_change_can_be_asked_for_until_nothing_fits() -> None:
    for setting in SETTINGS:
        for change in MEASURED:
            draft = write(recipe(setting, EVERYTHING))
            for _ in range(12):
                then = write(draft.recipe.changed(change))
                if not then.fits:
                    break
                assert _value(then, change) > _value(draft, change)
                draft = then
            else:
                pytest.fail(f"{change} never ends")


def test_shorter_then_longer_goes_back_up() -> None:
    for setting in SETTINGS:
        short = write(recipe(setting, EVERYTHING).changed("shorter"))
        long = write(short.recipe.changed("longer"))
        assert long.fits
        assert len(long.text.split()) > len(short.text.split())


def test_longer_tells_one_more_true_thing_where_there_is_one() -> None:
    first = write(Recipe("via_friend", EVERYTHING))
    then = write(first.recipe.changed("longer"))
    assert then.uses > first.uses


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda s: "-".join(filter(None, s)))
def test_another_is_another(setting: tuple[str, str, str | None]) -> None:
    for details, tone in product(DETAILS.values(), ("friendly", "funny")):
        draft = write(recipe(setting, details, tone))
        texts = [draft.text]
        for _ in range(8):
            draft = write(draft.recipe.changed("another"))
            assert draft.fits
            texts.append(draft.text)
        assert len(set(texts)) == len(texts), texts


def test_another_keeps_what_was_won() -> None:
    for setting in SETTINGS:
        first = write(recipe(setting, EVERYTHING))
        warm = write(first.recipe.changed("shorter").changed("warmer"))
        other = write(warm.recipe.changed("another"))
        if warm.fits and other.fits:
            assert other.text != warm.text
            assert len(other.text.split()) < len(first.text.split())


def test_undo_takes_the_last_change_back() -> None:
    for setting in SETTINGS:
        one = recipe(setting, EVERYTHING).changed("shorter")
        assert write(one.changed("warmer").undone()) == write(one)
        assert write(one.undone()).text == write(recipe(setting, EVERYTHING)).text


def test_a_topic_told_later_comes_in_and_the_shape_stays() -> None:
    known = replace(EVERYTHING, topic=None)
    first = write(Recipe("social_dm", known))
    then = write(first.recipe.with_details(EVERYTHING))
    assert then.skeleton == first.skeleton
    assert "topic" in then.uses


def test_every_tone_takes_every_change() -> None:
    for setting, tone, change in product(SETTINGS, TONES, CHANGES):
        draft = write(replace(recipe(setting, EVERYTHING, tone, 1), changes=(change, "another", change)))
        assert breaches(draft.text, setting[0], EVERYTHING, setting[1]) == []


def test_a_stock_is_made_once() -> None:
    setting = Setting("social_dm", "hello", None, EVERYTHING, "friendly", "en-US")
    assert stock(setting) is stock(replace(setting))


@pytest.mark.parametrize("change", [name for name in MEASURED if name != "funnier"])
def test_only_funnier_brings_a_joke(change: str) -> None:
    for setting, details in product(SETTINGS, DETAILS.values()):
        for tone, seed in product(("friendly", "polite"), (0, 2)):
            first = recipe(setting, details, tone, seed)
            assert _state_of(first.changed(change)).fun <= _state_of(first).fun, write(first.changed(change)).text


def test_longer_and_shorter_stay_in_the_tone() -> None:
    for setting, change in product(SETTINGS, ("longer", "shorter", "simpler")):
        state = _state_of(recipe(setting, EVERYTHING).changed(change))
        assert not {"bold", "soft"} & {line.register for line in state.lines}, state.text


def test_longer_is_one_part_more_where_no_detail_is_left() -> None:
    first = write(Recipe("social_dm", DETAILS["nothing"]))
    then = write(first.recipe.changed("longer"))
    assert then.text.startswith(first.text)


@pytest.mark.parametrize("details", [Details(topic="grief"), Details(place="funeral"), Details(topic="her surgery")])
def test_what_is_grave_is_not_made_funnier(details: Details) -> None:
    for setting in SETTINGS:
        assert not write(recipe(setting, replace(details, pronoun="she")).changed("funnier")).fits
