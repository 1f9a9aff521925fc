"""Rows of data as requests: a good one, signed, with one thing bent."""

import copy
import itertools
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from tests.alexa.requests import intent, launch, slot
from tests.hostile.authority import Authority
from tests.hostile.host import NAME

ORIGIN = f"https://{NAME}"
GOOD_PATH = "/echo.api/good.pem"
OTHER_APPLICATION = "amzn1.ask.skill.22222222-2222-2222-2222-222222222222"
_KEYS = {
    *("name", "expect", "fetches", "origin", "url", "chain", "host", "drop_headers", "headers", "signature"),
    *("body", "change", "wrap", "type", "event", "at", "timestamp", "now", "set", "drop", "says", "method", "twice"),
}
_numbers = itertools.count()


@dataclass
class Sent:
    """A request as it goes over the wire."""

    body: bytes
    headers: list[tuple[str, str | bytes]] = field(default_factory=list)
    method: str = "POST"


def rows(*stems: str) -> Iterator[dict[str, Any]]:
    """The rows of some files, or of all."""
    for path in sorted(Path(__file__).parent.glob("*.yaml")):
        if not stems or path.stem in stems:
            for row in yaml.safe_load(path.read_text(encoding="utf-8")):
                assert set(row) <= _KEYS, f"unknown keys in {path.name}: {row}"
                yield {"file": path.stem, **row}


def stamp(after: float = 0.0) -> str:
    return (datetime.now(UTC) + timedelta(seconds=after)).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def fresh(envelope: dict[str, Any] | None = None) -> dict[str, Any]:
    """A good envelope with an id of its own."""
    made = envelope or intent("TipsIntent", {"area": slot("area", "listening", "listening")})
    made["request"] = made["request"] | {
        "requestId": f"amzn1.echo-api.request.{next(_numbers)}-{datetime.now(UTC).timestamp()}",
        "timestamp": stamp(),
    }
    return made


def signed(authority: Authority, body: bytes, path: str = GOOD_PATH, key: Any = None) -> Sent:
    headers: list[tuple[str, str | bytes]] = [
        ("Content-Type", "application/json; charset=utf-8"),
        ("SignatureCertChainUrl", f"{ORIGIN}{path}"),
        ("Signature-256", authority.sign_text(body, key=key)),
    ]
    return Sent(body, headers)


def good(authority: Authority) -> Sent:
    return signed(authority, json.dumps(fresh(launch())).encode())


def request_of(row: Mapping[str, Any], authority: Authority, path: str) -> Sent:
    """The request that a row describes; `path`: where its chain is, if it has one of its own."""
    body = _wrapped(_body(row), row)
    chain = row.get("chain", "good")
    sent = signed(authority, body, path, authority.key_of(chain))
    if row.get("signature"):
        _set_header(sent, "Signature-256", _signature(row["signature"], body, authority))
    if "url" in row:
        _set_header(sent, "SignatureCertChainUrl", _text(row["url"]))
    for name in row.get("drop_headers", ()):
        sent.headers = [header for header in sent.headers if header[0] != name]
    for name, value in row.get("headers", ()):
        sent.headers.append((name, _filled(value, body, authority, sent)))
    sent.method = row.get("method", "POST")
    if change := row.get("change"):
        sent.body = _changed(body, change)
    return sent


def _filled(value: Any, body: bytes, authority: Authority, sent: Sent) -> str | bytes:
    text: str | bytes = _text(value)
    held = dict(sent.headers)
    if isinstance(text, bytes):
        return text
    made: dict[str, str] = {
        "{good}": authority.sign_text(body),
        "{sha1}": authority.sign_text(body, sha1=True),
        "{url}": str(held.get("SignatureCertChainUrl")),
    }
    return made.get(text, text)


def _set_header(sent: Sent, name: str, value: str | bytes) -> None:
    sent.headers = [(known, value if known == name else old) for known, old in sent.headers]


def _signature(how: str, body: bytes, authority: Authority) -> str:
    right = authority.sign_text(body)
    last = right.rstrip("=")[-1]
    twin = chr(ord(last) + 1) if last in "AQgw" else last
    return {
        "of another key": authority.sign_text(body, key=authority.other_key),
        "of another body": authority.sign_text(body + b" "),
        "of nothing": authority.sign_text(b""),
        "sha1": authority.sign_text(body, sha1=True),
        "of the small key": authority.sign_text(body, key=authority.small_key),
        "without padding": right.rstrip("="),
        "more padding": right + "==",
        "padding in the middle": right[:100] + "==" + right[100:],
        "a space within": right[:100] + " " + right[100:],
        "a line end within": right[:100] + "\r\n " + right[100:],
        "trailing bytes": right.rstrip("=")[:-1] + "AAAA" + right[-2:],
        "url-safe": "-_" + right[2:],
        "twin of the last letter": right.rstrip("=")[:-1] + twin + "==",
        "two": f"{right}, {right}",
        "twice": right + right,
        "half": right[:172],
        "a letter changed": right[:10] + ("A" if right[10] != "A" else "B") + right[11:],
        "lower case": right.lower(),
        "hexadecimal": authority.sign(body).hex(),
        "zeros": "A" * 342 + "==",
        "ones": "/" * 341 + "w==",
        "60 KB": "A" * 60_000,
        "quoted": f'"{right}"',
    }.get(how, how)


def _envelope(row: Mapping[str, Any]) -> dict[str, Any]:
    if "type" in row:
        made = fresh(launch())
        made["request"] = {**made["request"], "type": row["type"]}
    else:
        made = fresh()
    if row.get("event"):
        del made["session"]
    if "at" in row:
        made["request"]["timestamp"] = stamp(row["at"])
    if "now" in row:
        # On some systems a NUL ends what is formatted.
        now = datetime.now(UTC)
        made["request"]["timestamp"] = "\0".join(map(now.strftime, row["now"].split("\0")))
    if "timestamp" in row:
        made["request"]["timestamp"] = row["timestamp"]
    made = copy.deepcopy(made)
    for path, value in row.get("set", ()):
        *way, last = path.split(".")
        place: Any = made
        for step in way:
            place = place[step]
        place[last] = _text(value)
    for path in row.get("drop", ()):
        *way, last = path.split(".")
        place = made
        for step in way:
            place = place[step]
        del place[last]
    return made


def _body(row: Mapping[str, Any]) -> bytes:
    if "body" in row:
        text = _text(row["body"])
        return text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return json.dumps(_envelope(row), ensure_ascii=False).encode("utf-8", "surrogatepass")


def _wrapped(body: bytes, row: Mapping[str, Any]) -> bytes:
    """A body as it is signed: with what no JSON writer writes."""
    text = body.decode("utf-8", "surrogatepass")
    made: Mapping[str | None, Callable[[], bytes]] = {
        None: lambda: body,
        "BOM": lambda: b"\xef\xbb\xbf" + body,
        "UTF-16": lambda: text.encode("utf-16"),
        "UTF-16 without BOM": lambda: text.encode("utf-16-le"),
        "UTF-32": lambda: text.encode("utf-32"),
        "latin-1": lambda: body[:-1] + b', "x": "\xe9"}',
        "half a character": lambda: body[:-1] + b', "x": "\xc3"}',
        "an overlong character": lambda: body[:-1] + b', "x": "\xc0\xaf"}',
        "a surrogate in UTF-8": lambda: body[:-1] + b', "x": "\xed\xa0\x80"}',
        "a lone surrogate": lambda: body[:-1] + b', "x": "\\ud800"}',
        "a pair of surrogates": lambda: body[:-1] + b', "x": "\\ud83d\\ude00"}',
        "NaN": lambda: body[:-1] + b', "x": NaN}',
        "Infinity": lambda: body[:-1] + b', "x": [-Infinity]}',
        "1e999": lambda: body[:-1] + b', "x": 1e999}',
        "a name twice": lambda: body[:-1] + b', "version": "1.0"}',
        "a request twice": lambda: body[:-1] + b', "request": {"type": "LaunchRequest"}}',
        "a name twice, deep": lambda: body[:-1] + b', "x": [{"a": 1, "a": 2}]}',
        "a raw NUL": lambda: body[:-1] + b', "x": "\x00"}',
        "a NUL after": lambda: body + b"\x00",
        "a raw tab in a text": lambda: body[:-1] + b', "x": "\t"}',
        "5,000 digits": lambda: body[:-1] + b', "x": ' + b"9" * 5_000 + b"}",
        "5,000 decimals": lambda: body[:-1] + b', "x": 0.' + b"9" * 5_000 + b"}",
        "a comma too many": lambda: body[:-1] + b",}",
        "a comment": lambda: body + b" // hello",
        "single quotes": lambda: body.replace(b'"', b"'"),
        "two objects": lambda: body + body,
        "half": lambda: body[: len(body) // 2],
        "in a list": lambda: b"[" + body + b"]",
        "in a text": lambda: json.dumps(text).encode(),
        "spaces around": lambda: b" \r\n\t" + body + b"\n ",
        "to 64 KB": lambda: body + b" " * (65_536 - len(body)),
        "over 64 KB": lambda: body + b" " * (65_537 - len(body)),
        "1 MB": lambda: body + b" " * 1_000_000,
        "10 levels deeper": lambda: body[:-1] + b', "x": ' + b"[" * 10 + b"]" * 10 + b"}",
        "100 levels deeper": lambda: body[:-1] + b', "x": ' + b"[" * 100 + b"]" * 100 + b"}",
        "30,000 levels deeper": lambda: body[:-1] + b', "x": ' + b"[" * 30_000 + b"]" * 30_000 + b"}",
        "10,000 objects deeper": lambda: body[:-1] + b', "x": ' + b'{"a":' * 10_000 + b"1" + b"}" * 10_000 + b"}",
        "5,000 properties": lambda: body[:-1] + b"".join(b', "x%d": 1' % number for number in range(5_000)) + b"}",
    }
    return made[row.get("wrap")]()


def _changed(body: bytes, how: str) -> bytes:
    """A body as it arrives, after it was signed."""
    return {
        "a letter": body.replace(b"T", b"t", 1),
        "a newline added": body + b"\n",
        "a space before": b" " + body,
        "the last byte lost": body[:-1],
        "nothing left": b"",
        "sorted": json.dumps(json.loads(body), sort_keys=True, indent=1).encode(),
        "a BOM before": b"\xef\xbb\xbf" + body,
    }[how]


def _text(value: Any) -> Any:
    """A value of a row: `{repeat: text, times: n}` is a long one, `{bytes: text}` is latin-1."""
    if isinstance(value, dict) and set(value) == {"repeat", "times"}:
        return value["repeat"] * value["times"]
    if isinstance(value, dict) and set(value) == {"before", "repeat", "times", "after"}:
        return value["before"] + value["repeat"] * value["times"] + value["after"]
    if isinstance(value, dict) and set(value) == {"latin1"}:
        return value["latin1"].encode("latin-1")
    return value
