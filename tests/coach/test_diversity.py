"""Ten drafts of one situation keep the standard, and are ten messages."""

import pytest

from skill.coach.drafting import write, write_many
from skill.coach.standard import breaches
from skill.coach.style import TONES
from tests.messages import DETAILS, SETTINGS, distinct_pairs, recipe, self_bleu


@pytest.mark.parametrize("tone", TONES)
@pytest.mark.parametrize("setting", SETTINGS, ids=lambda s: "-".join(filter(None, s)))
def test_ten_drafts_differ_and_keep_the_standard(setting: tuple[str, str, str | None], tone: str) -> None:
    for name, details in DETAILS.items():
        drafts = write_many(recipe(setting, details, tone), 10)
        texts = [draft.text for draft in drafts]
        assert [b for t in texts for b in breaches(t, setting[0], details, setting[1])] == [], (name, texts)
        assert len({draft.skeleton for draft in drafts}) >= 5, (name, texts)
        assert self_bleu(drafts) <= 0.45, (name, texts)
        assert distinct_pairs(drafts) >= 0.60, (name, texts)


def test_each_of_many_is_made_again_by_its_recipe() -> None:
    for setting in SETTINGS:
        for draft in write_many(recipe(setting, DETAILS["everything"], "warm", seed=3), 12):
            assert write(draft.recipe) == draft


def test_as_many_as_were_asked_for() -> None:
    assert [len(write_many(recipe(SETTINGS[3], DETAILS["nothing"]), n)) for n in (1, 2, 20)] == [1, 2, 20]
    drafts = write_many(recipe(SETTINGS[3], DETAILS["everything"]), 20)
    assert len({draft.text for draft in drafts}) == 20
