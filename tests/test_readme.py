"""What the README promises holds: its transcript is what the skill says."""

import io
import re
from pathlib import Path
from typing import get_args

from skill import content
from skill.coach.channels import CHANNELS, PLATFORMS
from skill.coach.situation import History
from skill.coach.style import TONES
from skill.simulator.device import Echo
from skill.simulator.model import Model
from skill.simulator.terminal import chat
from skill.simulator.understanding import Understanding

README = Path(__file__).parents[1] / "README.md"


def test_the_transcript_is_true(skill_url: str) -> None:
    transcript = re.search(r"```\n(you > .*?)\n```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert transcript
    asked = re.findall(r"^you > (.*)$", transcript[1], re.MULTILINE)
    assert len(asked) >= 3
    out = io.StringIO()
    echo = Echo(Understanding(Model.read(content.model_path())), skill_url)
    chat(echo, [f"{line}\n" for line in asked], out, jsonl=False, reprompt=False, explain=False, interactive=False)
    assert out.getvalue().strip() == transcript[1].strip()


def test_what_it_says_to_say_is_understood() -> None:
    ears = Understanding(Model.read(content.model_path()))
    table = README.read_text(encoding="utf-8").partition("| you want | say |")[2].partition("\n\n")[0]
    phrases = re.findall(r'"(.*?)"', table)
    assert len(phrases) > 20
    assert [phrase for phrase in phrases if ears.resolve(phrase).intent == "AMAZON.FallbackIntent"] == []


def test_what_it_points_to_is_there() -> None:
    text = README.read_text(encoding="utf-8")
    linked = re.findall(r"\]\(([^:)]+)\)", text)
    assert [link for link in linked if not (README.parent / link).is_file()] == []
    targets = re.findall(r"^(\w+):", (README.parent / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(re.findall(r"(?:`|^)make (\w+)", text, re.MULTILINE)) == set(targets)


def test_it_names_every_channel_and_tone() -> None:
    named = set(re.findall(r"`(\w+)`", README.read_text(encoding="utf-8")))
    assert {*CHANNELS, *PLATFORMS, *TONES, *get_args(History)} <= named


def test_the_readme_shows_what_it_does_within_ten_lines() -> None:
    lines = README.read_text(encoding="utf-8").splitlines()[:10]
    assert any(line.startswith("Alexa: ") for line in lines)
