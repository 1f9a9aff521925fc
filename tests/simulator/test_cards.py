"""A card fits its box, in any script."""

from hypothesis import given
from hypothesis import strategies as st

from skill.simulator.cards import WIDTH, _columns, box


def test_a_card() -> None:
    lines = box({"type": "Standard", "title": "Your note", "text": "Hey Dan.\n\nBye."}, 20)
    assert lines == [
        "┌──────────────────┐",
        "│ Your note        │",
        "├──────────────────┤",
        "│ Hey Dan.         │",
        "│                  │",
        "│ Bye.             │",
        "└──────────────────┘",
    ]


def test_a_standard_card_and_one_without_words() -> None:
    assert "│ b      │" in box({"type": "Standard", "title": "a", "text": "b"}, 10)
    assert "LinkAccount" in box({"type": "LinkAccount", "title": "", "text": " "})[1]


@given(st.text(max_size=200), st.text(max_size=400))
def test_every_line_has_the_same_width(title: str, text: str) -> None:
    assert {_columns(line) for line in box({"type": "Simple", "title": title, "text": text})} == {WIDTH}


def test_long_and_wide_words_are_cut() -> None:
    lines = box({"type": "Simple", "title": "x" * 100, "text": "日" * 50 + " e\u0301" * 40})
    assert {_columns(line) for line in lines} == {WIDTH}
    assert "".join(lines).count("日") == 50
