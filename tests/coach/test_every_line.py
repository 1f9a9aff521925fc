"""Every shape and every line of the messages can stand in a draft that keeps the standard."""

import pytest

from skill import wording
from skill.coach.channels import CHANNELS
from skill.coach.choosing import Search
from skill.coach.material import Setting, Stock, stock
from skill.coach.parts import Line, Shape, shapes, ways
from skill.coach.situation import Details
from skill.coach.standard import breaches
from skill.coach.style import REGISTERS, Tone
from skill.content import TEMPLATES

LOCALE = "en-US"
KINDS = (
    Details(person="Maya", place="gym", topic="her dog", day="Tuesday", pronoun="she", you="Sam", friend="Dan"),
    Details(person="Maya", place="party", topic="chess", you="Sam", friend="Dan"),
    Details(person="Noor", topic="hiking", you="Sam", invitation="coffee"),
    Details(person="Noor", place="party", you="Sam"),
    Details(topic="jazz"),
    Details(person="Maya", place="gym", day="Tuesday", you="Sam", own="I still owe you a coffee"),
    Details(person="Maya", place="gym", you="Sam", own="how's Biscuit", invitation="a walk"),
    Details(person="Maya", place="gym", you="Sam", own="good morning Maya, I've got a good one for you"),
    Details(person="Maya", place="gym", you="Sam", own="good morning Maya, how's your knee"),
    Details(),
)


def _stocks(channel: str) -> list[Stock]:
    lines = ("hello", "ask") if channel == "in_person" else ("hello",)
    return [stock(Setting(channel, line, None, kind, "friendly", LOCALE)) for kind in KINDS for line in lines]


def _draft_with(found: Stock, shape: Shape, line: Line) -> str | None:
    """Return the text of a draft in this shape that says this line, whatever else it says."""
    for beside in (("plain", line.register), REGISTERS):
        tone = Tone("any", line.register, tuple(dict.fromkeys(beside)))
        choices = [
            (line,) if part == line.part else tuple(x for x in found.pool(part) if x.register in tone.beside)
            for part in shape.parts
        ]
        state = Search(found, tone, shape, choices, 1, None).run() if all(choices) else None
        if state:
            return state.text
    return None


@pytest.mark.parametrize("part", wording.names(LOCALE, "messages/parts"))
def test_every_line_is_said(part: str) -> None:
    left = {way: " ".join(way.pieces) for way in ways(LOCALE, part)}
    assert left, "a part without lines"
    for channel in CHANNELS:
        for found in _stocks(channel):
            for shape in found.shapes:
                if part not in shape.parts:
                    continue
                for line in found.pool(part):
                    text = _draft_with(found, shape, line) if line.way in left else None
                    if text:
                        assert breaches(text, channel, found.setting.details, found.setting.line) == []
                        del left[line.way]
    assert sorted(left.values()) == []


@pytest.mark.parametrize("channel", CHANNELS)
def test_every_shape_is_used(channel: str) -> None:
    used = {shape.name for found in _stocks(channel) for shape in found.shapes}
    assert {shape.name for shape in shapes(LOCALE, channel)} == used
    assert len(used) >= 5


def test_no_line_names_a_detail_that_there_is_not() -> None:
    for part in wording.names(LOCALE, "messages/parts"):
        text = (TEMPLATES / "en" / "messages" / "parts" / f"{part}.j2").read_text(encoding="utf-8")
        written = [line for line in text.splitlines() if line and not line.startswith(("{%", "{#"))]
        assert len(ways(LOCALE, part)) == len(written), part


def test_no_line_is_written_twice() -> None:
    for part in wording.names(LOCALE, "messages/parts"):
        said = [way.pieces for way in ways(LOCALE, part) if way.register not in ("casual", "formal")]
        assert len(said) == len(set(said)), part


def test_lines_are_plain_text() -> None:
    for part in wording.names(LOCALE, "messages/parts"):
        for way in ways(LOCALE, part):
            assert way.bare.isascii(), way.bare
            assert not set(way.bare) & set('!;:()"—'), way.bare
            assert way.bare.endswith((".", "?", ",")), way.bare
