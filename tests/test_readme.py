"""What the README promises holds: its transcript is what the skill says."""

import io
import re
from pathlib import Path

from skill import content
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


def test_the_readme_shows_what_it_does_within_ten_lines() -> None:
    lines = README.read_text(encoding="utf-8").splitlines()[:10]
    assert any(line.startswith("Alexa: ") for line in lines)
