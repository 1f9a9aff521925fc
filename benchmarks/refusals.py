"""What it costs to refuse a body without a valid signature: python -m benchmarks.refusals

CPU time of the server's process for a request, ours beside the stock adapter's, in one run.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.sending import Line
from benchmarks.service import Service, second_hello, started
from tests.alexa.requests import launch
from tests.hostile.authority import Authority
from tests.hostile.rows import GOOD_PATH, ORIGIN, Sent, fresh, signed

LIMIT = 2.0  # milliseconds of CPU
_FULL = 64 * 1024


def bodies() -> Mapping[str, bytes]:
    """Bodies up to 64 KB of the kinds that parsers hate."""
    request = json.dumps(fresh(launch()))

    def stamped(text: str) -> bytes:
        made = fresh(launch())
        made["request"]["timestamp"] = text
        return json.dumps(made).encode()

    full: Mapping[str, bytes] = {
        "an ordinary request": request.encode(),
        "spaces in a timestamp": stamped(" " * 62_000),
        "digits in a timestamp": stamped("9" * 62_000),
        "brackets": b"[" * _FULL,
        "objects": b'{"a":' * (_FULL // 5),
        "a long number": b"9" * _FULL,
        "a long text": b'"' + b"\\u0041" * (_FULL // 6 - 1) + b'"',
        "properties": ("{" + ",".join(f'"{n:x}":0' for n in range(7_000)) + "}").encode()[:_FULL],
        "zeros": bytes(_FULL),
        "quotes": b'"\\' * (_FULL // 2),
    }
    return full


def ways(authority: Authority) -> Mapping[str, Callable[[bytes], Sent]]:
    """How a body can lack a valid signature where no chain must be had."""

    def bad(body: bytes) -> Sent:
        sent = signed(authority, body, key=authority.other_key)
        return Sent(body, [*sent.headers, ("Signature", "AAAA")])

    return {"no headers": lambda body: Sent(body, [("Content-Type", "application/json")]), "another key": bad}


def cost(service: Service, sent: Sent, path: str, times: int, patience: float) -> float:
    """Return the milliseconds of CPU that the answer to a request takes; at most `patience` seconds are spent."""
    line = Line(service.url, timeout=120)
    began, done = service.seconds(), 0
    while done < times and service.seconds() - began < patience:
        status, _ = line.send(sent, path)
        assert 400 <= status < 600, status
        done += 1
    return (service.seconds() - began) * 1000 / done


def main() -> int:
    """Measure every body and way at both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=300, choices=range(1, 10_001), metavar="N")
    args = parser.parse_args()
    authority = Authority()
    worst = 0.0
    with tempfile.TemporaryDirectory() as name, second_hello(authority, Path(name)) as ours:
        chain = str(Path(name) / GOOD_PATH.lstrip("/"))
        trust = {"SSL_CERT_FILE": str(Path(name) / "root.pem")}
        with started(["benchmarks.stock", chain, f"{ORIGIN}{GOOD_PATH}"], trust) as stock:
            for service, path in ((ours, "/alexa"), (stock, "/")):
                # What is loaded at the first request is no cost of a refusal.
                Line(service.url).send(signed(authority, json.dumps(fresh(launch())).encode()), path)
            print(f"{'milliseconds of CPU to refuse':44}{'ours':>8}{'stock':>10}")
            for way, made in ways(authority).items():
                for kind, body in bodies().items():
                    sent = made(body)
                    mine = cost(ours, sent, "/alexa", args.times, 10)
                    theirs = cost(stock, sent, "/", args.times, 3)
                    worst = max(worst, mine)
                    print(f"{f'{kind}, {way}':44}{mine:8.2f}{theirs:10.2f}", flush=True)
    print(f"worst of ours {worst:.2f} ms, limit {LIMIT:.0f} ms")
    return 0 if worst < LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
