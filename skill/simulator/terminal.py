"""Talks with an Echo in a terminal or through a pipe: one sentence a line, one answer each."""

import contextlib
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TextIO
from urllib.parse import urlsplit

from skill.simulator.cards import box
from skill.simulator.device import Echo
from skill.simulator.ears import as_utf8, slots_json, write_json, write_line
from skill.simulator.exchange import Exchange

PROMPT = "you > "
_HELP = """\
  Type what you would say to an Echo, and press Enter.
  /silence  say nothing, as an empty line does
  /help     show this
  /quit     leave, as ctrl-d does"""


def chat(
    echo: Echo,
    lines_in: Iterable[str],
    out: TextIO,
    *,
    jsonl: bool = False,
    reprompt: bool = False,
    explain: bool = False,
    interactive: bool = False,
) -> int:
    """Hold a conversation, a turn for each line, and return the exit code; raises what Echo.say raises.

    `interactive` shows a prompt and waits for a line; without it each line is echoed, so that a transcript
    reads well. `jsonl` writes an object a turn and nothing else. `reprompt` and `explain` show what is
    otherwise unseen.
    """
    if interactive and not jsonl:
        write_line(out, f'Say "open {echo.invocation}" to begin. /help lists the commands.')
    try:
        for line in _lines(lines_in, out, interactive and not jsonl):
            text = line.strip("\ufeff \t\r\n")
            if text == "/quit":
                break
            if not (interactive or jsonl):
                write_line(out, PROMPT + (text or "(silence)"))
            if text.startswith("/") and text != "/silence":
                _command(text, sys.stderr if jsonl else out)
                continue
            turn = _hinted(echo.silence() if text in ("", "/silence") else echo.say(text), echo.url)
            _show(turn, out, jsonl, reprompt, explain)
    except KeyboardInterrupt:
        if not jsonl:
            write_line(out, "")
    return 0


def say(echo: Echo, text: str, out: TextIO, *, jsonl: bool = False, explain: bool = False) -> int:
    """Say one sentence, show what happened, and return the exit code; raises what Echo.say raises.

    The code is 1 where something was sent and no answer came that an Echo can use.
    """
    turn = _hinted(echo.say(text), echo.url)
    _show(turn, out, jsonl, False, explain)
    return int(_failed(turn))


def _failed(turn: Exchange) -> bool:
    return turn.sent is not None and turn.note is not None and not turn.open


def _hinted(turn: Exchange, url: str) -> Exchange:
    """Return a turn with the likely cause beside what went wrong, where there is one."""
    parts = urlsplit(url)
    if turn.sent is None or not _failed(turn):
        return turn
    if parts.path in ("", "/") or turn.status == 404:
        hint = f"Is the path right? This skill hears Alexa at {parts._replace(path='/alexa').geturl()}."
    elif turn.status == 400:
        skill_id = turn.sent["session"]["application"]["applicationId"]
        hint = (
            f"It was sent to {skill_id}. Start the service with this SECOND_HELLO_SKILL_ID; where it verifies"
            " requests, sign them with --sign and certificates that it trusts."
        )
    else:
        return turn
    return replace(turn, note=f"{turn.note} {hint}")


def _lines(lines_in: Iterable[str], out: TextIO, prompted: bool) -> Iterator[str]:
    if not prompted:
        yield from as_utf8(lines_in)
    elif lines_in is sys.stdin:
        yield from _typed(out)
    else:
        lines = iter(lines_in)
        while True:
            out.write(PROMPT)
            out.flush()
            line = next(lines, None)
            if line is None:
                return
            yield line


def _typed(out: TextIO) -> Iterator[str]:
    """Yield lines from the keyboard, with the arrow keys where this Python has them."""
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401
    while True:
        try:
            yield input(PROMPT)
        except EOFError:
            write_line(out, "")
            return


def _command(text: str, out: TextIO) -> None:
    if text != "/help":
        write_line(out, f"  There is no {text.split()[0]} here.")
    write_line(out, _HELP)


def _show(turn: Exchange, out: TextIO, jsonl: bool, reprompt: bool, explain: bool) -> None:
    if jsonl:
        write_json(out, row(turn))
        return
    if turn.speech:
        write_line(out, f"Alexa: {turn.shown}")
    if turn.note:
        write_line(out, f"({turn.note})")
    if turn.card is not None:
        for line in box(turn.card):
            write_line(out, f"  {line}")
    if reprompt and turn.reprompt:
        write_line(out, f"  [reprompt] {turn.reprompt}")
    if explain:
        _explain(turn, out)
    if not turn.open and turn.sent is not None:
        write_line(out, "(the session is closed)")


def _explain(turn: Exchange, out: TextIO) -> None:
    slots = ", ".join(
        f"{name}={slot.value}" + (f" [{slot.id}]" if slot.id else "") for name, slot in turn.slots.items()
    )
    write_line(out, f"  [intent] {turn.intent or 'none'}" + (f": {slots}" if slots else ""))
    if turn.why:
        write_line(out, f"  [why] {turn.why}")


def row(turn: Exchange) -> dict[str, object]:
    """Return a turn as a line of JSON shows it; `note` is there only where the device itself speaks."""
    shown: dict[str, object] = {
        "said": turn.said,
        "intent": turn.intent,
        "slots": slots_json(turn.slots),
        "speech": turn.speech,
        "ssml": turn.ssml,
        "reprompt": turn.reprompt,
        "card": turn.card,
        "open": turn.open,
        "draft": turn.draft,
    }
    return {**shown, "note": turn.note} if turn.note else shown
