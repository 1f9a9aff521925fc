"""Hostile requests without end: python -m benchmarks.flood --requests 100000

Each is a row of tests/hostile with more bent: headers, body, address, signature. None may be answered 500, only
what is well signed may be answered 200, and memory may not grow.
"""

import argparse
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.sending import Line
from benchmarks.service import put, second_hello
from tests.hostile.authority import Authority
from tests.hostile.rows import GOOD_PATH, Sent, good, request_of, rows

_GOOD_EVERY = 50
_WARM = 10_000


@dataclass(frozen=True)
class Attempt:
    """A hostile request, and whether its signature is right."""

    sent: Sent
    signed: bool


def attempts(authority: Authority, seed: int) -> Iterator[Attempt]:
    """Bent rows, the same for a seed but for their ids, times and keys."""
    chance = random.Random(seed)
    usable = [row for row in rows() if "host" not in row and "twice" not in row]
    while True:
        row = chance.choice(usable)
        path = f"/echo.api/{chance.choice(['bad', 'none'])}.pem" if "chain" in row else GOOD_PATH
        sent = request_of(row, authority, path)
        # What a row bends is seen from what it ends in; what is bent here spoils the signature.
        yield Attempt(sent, True) if chance.random() < 0.3 else Attempt(_bent(sent, chance), False)


def _bent(sent: Sent, chance: random.Random) -> Sent:
    body, headers = sent.body, list(sent.headers)
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(body) + 1)
        match chance.randrange(6):
            case 0:
                body = body[:at] + chance.randbytes(chance.randint(1, 40)) + body[at:]
            case 1:
                body = body[:at]
            case 2 if headers:
                headers.pop(chance.randrange(len(headers)))
            case 3 if headers:
                place = chance.randrange(len(headers))
                name, value = headers[place]
                headers[place] = (name, _scrambled(value, chance))
            case 4:
                body = (body[at : at + 50] or b"[") * chance.randint(2, 1_000)
            case _:
                body = bytes(chance.choice((byte, byte ^ 1)) for byte in body[:2_000])
    return replace(sent, body=body[:80_000] + b"\x01", headers=headers)


def _scrambled(value: str | bytes, chance: random.Random) -> bytes:
    raw = bytearray(value if isinstance(value, bytes) else value.encode())
    for _ in range(chance.randint(1, 4)):
        raw.insert(chance.randrange(len(raw) + 1), chance.choice(b"/.:@%#?\\&=;, \t0aA\xc3\xa9"))
    return bytes(raw).replace(b"\r", b"").replace(b"\n", b"").replace(b"\0", b"")


def judge(attempt: Attempt, status: int, body: bytes) -> str | None:
    """Return what is wrong with an answer, or None."""
    if status >= 500 or b"Traceback" in body:
        return f"{status} for {attempt.sent.method} {attempt.sent.headers} {attempt.sent.body[:200]!r}"
    if status == 200 and not attempt.signed:
        return f"200 without a signature for {attempt.sent.headers} {attempt.sent.body[:200]!r}"
    return None


def main() -> int:
    """Send them, and say what came back."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=100_000, choices=range(1, 1_000_001), metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    authority = Authority()
    statuses: Counter[int] = Counter()
    wrong: list[str] = []
    warm = 0.0
    course: list[float] = []
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as name, second_hello(authority, Path(name)) as service:
        put(authority, Path(name), "other SAN", "/echo.api/bad.pem")
        line = Line(service.url)
        for number, attempt in enumerate(attempts(authority, args.seed), 1):
            status, body = line.send(attempt.sent)
            statuses[status] += 1
            if (trouble := judge(attempt, status, body)) is not None:
                wrong.append(trouble)
            if number % _GOOD_EVERY == 0 and line.send(good(authority))[0] != 200:
                wrong.append(f"A good request after number {number} was not answered.")
            if number % max(1, args.requests // 20) == 0:
                course.append(round(service.memory(), 1))
            if number == min(_WARM, args.requests // 2):
                warm = service.memory()
            if number == args.requests:
                break
        grown = service.memory() - warm
    print(
        json.dumps(
            {
                "requests": args.requests,
                "seconds": round(time.monotonic() - began, 1),
                "statuses": dict(sorted(statuses.items())),
                "wrong": len(wrong),
                "memory MB": round(warm + grown, 1),
                "grown MB": round(grown, 2),
                "course MB": course,
            }
        )
    )
    for trouble in wrong[:10]:
        print(trouble, file=sys.stderr)
    return 1 if wrong or grown >= 5 else 0


if __name__ == "__main__":
    sys.exit(main())
