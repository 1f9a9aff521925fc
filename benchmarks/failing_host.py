"""Valid turns at full load while the host of the certificates fails: python -m benchmarks.failing_host --seconds 600

The chain was had once. From then on the host stalls, drips, resets and lies in turn, and strangers point at it as
fast as they can. No valid turn may be lost.
"""

import argparse
import itertools
import json
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from benchmarks.sending import Line
from benchmarks.service import started
from tests.hostile.authority import Authority, private
from tests.hostile.door import opened
from tests.hostile.rows import good, signed

_TROUBLES = ("stall", "no handshake", "drip", "reset", "503", "redirect", "untrusted", "endless head", "10 MB")
_EACH = 5.0  # seconds of a trouble


@dataclass
class Load:
    """Callers and strangers at a service, for some time."""

    url: str
    authority: Authority
    seconds: float
    statuses: Counter[int] = field(default_factory=Counter)
    strangers: Counter[int] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    times: list[float] = field(default_factory=list)

    def run(self, callers: int = 4, strangers: int = 40) -> None:
        """Let them all send until the time is over."""
        until = time.monotonic() + self.seconds
        crowd = [threading.Thread(target=self._call, args=(until,)) for _ in range(callers)]
        crowd += [threading.Thread(target=self._point, args=(until, number)) for number in range(strangers)]
        for one in crowd:
            one.start()
        for one in crowd:
            one.join()

    def _call(self, until: float) -> None:
        line = Line(self.url)
        while (began := time.monotonic()) < until:
            try:
                status, body = line.send(good(self.authority))
            except OSError as error:
                self.lost.append(f"{type(error).__name__}: {error}")
                continue
            self.times.append(time.monotonic() - began)
            self.statuses[status] += 1
            if status != 200:
                self.lost.append(f"{status}: {body[:200]!r}")
        line.close()

    def _point(self, until: float, number: int) -> None:
        line = Line(self.url)
        body = b"{}"
        for count in itertools.count():
            if time.monotonic() > until:
                break
            self.strangers[line.send(signed(self.authority, body, f"/echo.api/{number}-{count}.pem"))[0]] += 1
            time.sleep(0.02)
        line.close()


def serve(file: Path) -> None:
    """Serve with a host that fails; `file` gets what the callers sign with."""
    authority = Authority()
    with opened(authority) as door:
        file.write_bytes(private(authority.leaf_key))
        print(f"A host that fails listens on {door.url}", file=sys.stderr, flush=True)
        for trouble in itertools.cycle(_TROUBLES):
            door.host.trouble = trouble
            time.sleep(_EACH)


def _signer(file: Path) -> Authority:
    made = Authority()
    key = load_pem_private_key(file.read_bytes(), None)
    assert isinstance(key, RSAPrivateKey)
    made.leaf_key = key
    return made


def main() -> int:
    """Send them, and say what was lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=600, choices=range(1, 3_601), metavar="N")
    parser.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.serve:
        serve(args.serve)
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "keys"
        with started(["benchmarks.failing_host", "--serve", str(file)], {}) as service:
            load = Load(service.url, _signer(file), args.seconds)
            load.run()
            memory = service.memory()
    times = sorted(load.times)
    print(
        json.dumps(
            {
                "valid turns": len(times),
                "a second": round(len(times) / args.seconds),
                "lost": len(load.lost),
                "p50 ms": round(times[len(times) // 2] * 1000, 1),
                "p99 ms": round(times[len(times) * 99 // 100] * 1000, 1),
                "max ms": round(times[-1] * 1000, 1),
                "strangers": dict(load.strangers),
                "memory MB": round(memory, 1),
            }
        )
    )
    for trouble in load.lost[:10]:
        print(trouble, file=sys.stderr)
    return 1 if load.lost else 0


if __name__ == "__main__":
    sys.exit(main())
