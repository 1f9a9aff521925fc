"""What the command line prints of drafts and reviews: for people a line each, for programs JSON lines."""

import json
from collections.abc import Iterable
from typing import Any, NoReturn, TextIO, get_args

from skill.coach.channels import channel_of
from skill.coach.drafting import Draft, Recipe, write_many
from skill.coach.material import TAKES_OWN
from skill.coach.own_words import stands
from skill.coach.review import review
from skill.coach.review.concerns import Review
from skill.coach.situation import Details, History, safe
from skill.coach.style import TONES
from skill.errors import BadInput
from skill.simulator.ears import as_utf8, write_json, write_line

_HISTORIES: tuple[History, ...] = get_args(History)
MOST = 20


def recipe_of(
    channel: str, *, line: str, platform: str | None, tone: str, seed: int, details: dict[str, str | None]
) -> Recipe:
    """Return the recipe that the options of a command name; raises BadInput for what there is not."""
    known, implied = _channel(channel)
    if tone not in TONES:
        raise BadInput(f"There is no tone {tone}. There are: {', '.join(TONES)}.")
    given: dict[str, Any] = {name: safe(name, value) for name, value in details.items() if value}
    recipe = Recipe(known, Details(**given), line, platform or implied, tone, seed)
    if recipe.details.own and (known not in TAKES_OWN or line != "hello"):
        raise BadInput(f"A sentence of your own stands in a hello, in {', '.join(TAKES_OWN)}.")
    if recipe.details.own and not stands(recipe.details.own, recipe):
        raise BadInput("That sentence of your own doesn't fit a first note: it asks, presses, or says too much.")
    return recipe


def print_drafts(recipe: Recipe, count: int, out: TextIO, *, jsonl: bool) -> int:
    """Print as many different drafts of a recipe; raises BadInput for a count outside 1 to 20."""
    if not 1 <= count <= MOST:
        raise BadInput(f"A count is from 1 to {MOST}.")
    for draft in write_many(recipe, count):
        if jsonl:
            write_json(out, _row(draft))
        else:
            write_line(out, draft.text)
    return 0


def print_review(text: str, channel: str, history: History, out: TextIO) -> int:
    """Print how a message lands, phrase by phrase, and another way to say it."""
    read = review(text, _channel(channel)[0], history)
    write_line(out, read.lands)
    for finding in read.findings:
        write_line(out, f'  {finding.kind}: "{finding.phrase}" {finding.reason}')
    if read.rewrite:
        write_line(out, f"Instead: {read.rewrite.text}")
    return 0


def review_lines(lines: Iterable[str], out: TextIO) -> int:
    """Read {"id", "text", "channel", optional "history"} lines, write a line each, in order.

    Raises BadInput, with its number, for the first line that cannot be read; those before it are written.
    """
    for number, read_line in enumerate(as_utf8(lines), 1):
        line = read_line.strip("\ufeff \t\r\n")
        if not line:
            continue
        case = _case(number, line)
        read = review(case["text"], _channel(case["channel"], number)[0], case.get("history") or "none")
        write_json(out, {"id": case.get("id"), **_found(read)})
    return 0


def _case(number: int, line: str) -> dict[str, Any]:
    if any("\ud800" <= c <= "\udfff" for c in line):
        raise BadInput(f"Line {number} is not UTF-8.")
    try:
        case = json.loads(line, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise BadInput(f"Line {number} is not JSON.") from error
    if not isinstance(case, dict) or not isinstance(case.get("text"), str) or not isinstance(case.get("channel"), str):
        raise BadInput(f'Line {number} is not of the form {{"id": ..., "text": "...", "channel": "..."}}.')
    if case.get("history") not in (None, *_HISTORIES):
        raise BadInput(f"Line {number} has no known history. There are: {', '.join(_HISTORIES)}.")
    return case


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number in JSON.")


def _channel(spoken: str, number: int | None = None) -> tuple[str, str | None]:
    try:
        return channel_of(spoken)
    except BadInput as error:
        raise BadInput(f"Line {number}: {error}" if number else str(error)) from error


def _row(draft: Draft) -> dict[str, str]:
    return {
        "text": draft.text,
        "channel": draft.recipe.channel,
        "tone": draft.recipe.tone,
        "skeleton": draft.skeleton,
        "lands": draft.lands,
    }


def _found(read: Review) -> dict[str, Any]:
    findings = [
        {
            "kind": f.kind,
            "start": f.start,
            "end": f.end,
            "phrase": f.phrase,
            "reason": f.reason,
            "rewrite": read.rewrite.text if read.rewrite else None,
        }
        for f in read.findings
    ]
    return {"verdict": read.verdict, "concerns": sorted({f.kind for f in read.findings}), "findings": findings}
