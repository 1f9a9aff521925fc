"""Nothing in the understanding knows which skill it hears for."""

import pytest

from skill.simulator.understanding import Understanding


@pytest.mark.parametrize(
    ("text", "intent", "slots"),
    [
        ("water the swiss cheese plant", "WaterIntent", {"plant": "monstera"}),
        ("please could you water the ferns", "WaterIntent", {"plant": "fern"}),
        ("remind me to water the basil in two days", "WaterIntent", {"plant": "basil", "after": "P2D"}),
        ("ask plant keeper if the orchid needs watering", "WaterIntent", {"plant": "orchid"}),
        ("move twenty one pots to the second shelf", "ShelfIntent", {"count": "21", "shelf": "2"}),
        ("call me quinby", "NameIntent", {"gardener": "quinby"}),
        ("write down that the tomatoes want sun", "NoteIntent", {"text": "that the tomatoes want sun"}),
        ("is it gonna rain", "WeatherIntent", {}),
        ("will it be frosty tonight", "WeatherIntent", {}),
        ("play some jazz", "AMAZON.FallbackIntent", {}),
        ("yes please", "AMAZON.YesIntent", {}),
        ("alexa open plant keeper", "LaunchRequest", {}),
        ("forget it", "AMAZON.FallbackIntent", {}),
    ],
)
def test_it_hears_for_a_plant_keeper(plant_ears: Understanding, text: str, intent: str, slots: dict[str, str]) -> None:
    heard = plant_ears.resolve(text)
    assert heard.intent == intent, heard
    assert {name: each.id or each.value for name, each in heard.slots.items()} == slots


def test_it_hears_an_answer(plant_ears: Understanding) -> None:
    heard = plant_ears.resolve("the snake plant i think", ("WaterIntent", "plant"))
    assert (heard.intent, heard.slots["plant"].id) == ("WaterIntent", "snake_plant")
