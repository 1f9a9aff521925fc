"""`second-hello check` as it is run: clean on what we ship, each fault of a copy named by file and line, exit codes."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from skill import content
from skill.publish.check_all import check_all

ROOT = content.TEMPLATES.parent

# file, what is replaced (first time), by what, and what is found on the line of what stands instead
WORDS = [
    ("talk/tips/practice", "Nothing rides on it", "Nothing rides on {{ it }}", "'it' is undefined"),
    ("talk/tips/listening", "Pick one thing", "Pick one <bold>thing</bold>", "no <bold>"),
    ("talk/tips/presence", "When your mind", "<p>When your mind", "not well formed"),
    ("talk/tips/confidence", "another_tip", "another_trick", "a question that there is not"),
    (
        "talk/tips/small_talk",
        "like the rain, or",
        "like the rain, or the wind, or a very old, very tall tree, or",
        "words:",
    ),
    ("talk/tips/rejection", "Before you ask, decide", "Ask. Wait. Before you ask, decide", "sentences before"),
    ("talk/tips/eye_contact", "It's kinder", "Is it kinder? It's kinder", "closed session"),
    ("talk/tips/authenticity", "Use a borrowed line,", "Use a borrowed line!", "not spoken"),
    ("talk/tips/body_language", "Put the phone away", "Ben & Jerry", "not well formed"),
    ("talk/tips/vulnerability", "block say", "block tell", "no block say"),
    ("questions/got_it", "Have you got it?", "Have you got it.", "without a question"),
    ("questions/let_go", "Shall we let it go?", "Shall we let it go, or {{ what }}?", "'what' is undefined"),
    (
        "questions/joked",
        "Were you two joking?",
        "Were you two joking all along on that long and lovely summer day?",
        "reprompt",
    ),
    ("questions/invitation", "block help", "block hint", "no block help"),
    ("speech/manners", "A clean page, then.", "A clean page for {{ whom }}, then.", "'whom' is undefined"),
    ("speech/message", "Fewer hedges.", "Fewer {{ hedges }}.", "'hedges' is undefined"),
    (
        "speech/outcome",
        "{% if friend %}, with {{ friend }}",
        "{% if friend %}, with {{ freind }}",
        "'freind' is undefined",
    ),
    ("speech/review", "{% block", "{% blok", "cannot be read"),
    ("steps/look", "block courage", "block bravery", "no block courage"),
    ("messages/parts/wish", "\n", "\n{% block odd %}Have a good {{ dya }}.{% endblock %}\n", "'dya'"),
    ("messages/social_dm", "{{ greeting }}", "{{ greating }}", "'greating'"),
    ("listing", "Alexa, open second hello", "Alexa, ask second hello", "first example"),
    ("listing", "what should I do next", "what shall I do next", "word for word"),
    ("listing", "not medical advice", "only advice", "not medical advice"),
    ("listing", "small talk", "small talk and all that comes before and after it", "is the limit"),
]
MANIFEST = [
    ('"manifestVersion": "1.0"', '"manifestVersion": "2.0"', "manifestVersion"),
    ('"uri": "https:', '"uri": "http:', "https address"),
    ('"Trusted"', '"Any"', "sslCertificateType"),
    ('"SKILL_DISABLED"', '"SKILL_ENABLED"', "SKILL_DISABLED"),
    ('"usesPersonalInfo": true', '"usesPersonalInfo": false', "personal data"),
    ('"isExportCompliant": true', '"isExportCompliant": "yes"', "true or false"),
    ('"isChildDirected": false', '"isChildDirected": true', "adults"),
    ('"privacyPolicyUrl": "https:', '"privacyPolicyUrl": "http:', "privacyPolicyUrl"),
    ('"en-US": {', '"fr-FR": {', "no model for fr-FR"),
    ('"SELF_IMPROVEMENT"', '"SELF_IMPROVMENT"', "category"),
    ('"PUBLIC"', '"OPEN"', "distributionMode"),
    ('"isAvailableWorldwide": true', '"isAvailableWorldwide": false', "worldwide"),
    ('"category"', '"locales": {}, "category"', "listing.j2"),
]
MODEL = [
    ('"name": "OpinionIntent"', '"name": "ViewIntent"', "Nothing answers 'ViewIntent'"),
    ('"id": "rumination"', '"id": "brooding"', "talk/psychology/brooding.j2"),
]


def _run(*arguments: str, at: Path = ROOT) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "skill.cli", "check", *arguments],
        cwd=at,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of all that is published, with the code that checks it."""
    place = tmp_path_factory.mktemp("copy")
    for folder in ("skill", "templates", "models"):
        shutil.copytree(ROOT / folder, place / folder, ignore=shutil.ignore_patterns("__pycache__", "_shipped"))
    return place


@pytest.fixture(scope="module")
def found(copy: Path) -> list[str]:
    """What is found in a copy with every fault of the tables in it."""
    for name, old, new, _ in WORDS:
        _seed(copy / "templates" / "en" / f"{name}.j2", old, new)
    for old, new, _ in MANIFEST:
        _seed(copy / "models" / "skill.json", old, new)
    for old, new, _ in MODEL:
        _seed(copy / "models" / "en-US.json", old, new)
    (copy / "templates" / "en" / "questions" / "ready.j2").unlink()
    (copy / "templates" / "en" / "questions" / "spare.j2").write_text("{% block ask %}So?{% endblock %}", "utf-8")
    ran = _run(at=copy)
    assert ran.returncode == 1, ran.stderr
    assert "Traceback" not in ran.stderr
    assert all(re.match(r"(templates|models)/[\w/.-]+:\d+: ", line) for line in ran.stdout.splitlines()), ran.stdout
    return ran.stdout.splitlines()


def _seed(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {path}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def _is_found(found: list[str], copy: Path, file: str, new: str, says: str) -> bool:
    """Tell whether the words are found in the file, in the block that has what was put there."""
    text = (copy / file).read_text(encoding="utf-8")
    seeded = text[: text.index(new)].count("\n") + 1
    lines = [int(each.split(":")[1]) for each in found if each.startswith(f"{file}:") and says in each]
    starts = text[: text.index(new)].rfind("{% block")
    block = text[:starts].count("\n") + 1 if starts >= 0 else seeded
    return any(line in (1, block, seeded) for line in lines)


def test_what_we_ship_is_clean() -> None:
    assert check_all() == []


@pytest.mark.parametrize(("name", "old", "new", "says"), WORDS, ids=lambda value: str(value)[:30])
def test_a_fault_in_the_words_is_found(found: list[str], copy: Path, name: str, old: str, new: str, says: str) -> None:
    assert _is_found(found, copy, f"templates/en/{name}.j2", new.strip("\n"), says), "\n".join(found)


@pytest.mark.parametrize(("old", "new", "says"), MANIFEST, ids=lambda value: str(value)[:30])
def test_a_fault_in_the_manifest_is_found(found: list[str], copy: Path, old: str, new: str, says: str) -> None:
    assert any(each.startswith("models/skill.json:") and says in each for each in found), "\n".join(found)


@pytest.mark.parametrize(("old", "new", "says"), MODEL, ids=lambda value: str(value)[:30])
def test_a_model_that_the_words_do_not_answer_is_found(
    found: list[str], copy: Path, old: str, new: str, says: str
) -> None:
    assert _is_found(found, copy, "models/en-US.json", new, says), "\n".join(found)


def test_a_question_without_a_file_and_a_file_without_a_question_are_found(found: list[str]) -> None:
    assert "templates/en/questions/ready.j2:1: The question ready has no file." in found
    assert any(each.startswith("templates/en/questions/spare.j2:1: No question is named spare") for each in found)


def test_the_command_is_quiet_and_0_where_nothing_is_found() -> None:
    ran = _run()
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "No findings.\n")


def test_any_model_is_linted_alone(tmp_path: Path) -> None:
    model = {"interactionModel": {"languageModel": {"invocationName": "plants", "intents": []}}}
    path = tmp_path / "de-DE.json"
    path.write_text(json.dumps(model), encoding="utf-8")
    ran = _run(str(path))
    assert ran.returncode == 1
    assert f"{path}:1: The invocation name has two words or more." in ran.stdout.splitlines()
    assert "templates" not in ran.stdout


@pytest.mark.parametrize("text", [None, "no json", "[]", '{"interactionModel": []}', '"\\ud83d'])
def test_what_is_no_model_is_one_line_and_2(text: str | None, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    ran = _run(str(path))
    assert (ran.returncode, ran.stdout, ran.stderr.count("\n")) == (2, "", 1)
    assert ran.stderr.startswith(f"second-hello: {path}")
