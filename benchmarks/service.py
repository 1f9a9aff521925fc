"""The service in a process of its own, as `second-hello run` starts it, and what that process uses."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.hostile.authority import Authority
from tests.hostile.door import SKILLS
from tests.hostile.rows import GOOD_PATH

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Service:
    """A running process that serves at `url`."""

    url: str
    pid: int

    def memory(self) -> float:
        """Return what it holds, in MB."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        return int(status.split("VmRSS:")[1].split()[0]) / 1024

    def seconds(self) -> float:
        """Return the CPU time that it has used."""
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS


@contextmanager
def started(command: Sequence[str], environ: Mapping[str, str]) -> Iterator[Service]:
    """Run a command that says on one line of its stderr where it listens."""
    process = subprocess.Popen(
        [sys.executable, "-m", *command], env={**os.environ, **environ}, stderr=subprocess.PIPE, text=True
    )
    try:
        assert process.stderr
        for line in process.stderr:
            if found := re.search(r"listens on (\S+)", line):
                yield Service(found[1], process.pid)
                return
        raise RuntimeError(f"{command} did not start")
    finally:
        process.terminate()
        process.communicate(timeout=30)


@contextmanager
def second_hello(authority: Authority, folder: Path) -> Iterator[Service]:
    """The service as it is documented, with a folder in place of Amazon's host."""
    (folder / "root.pem").write_bytes(authority.roots)
    put(authority, folder, "good", GOOD_PATH)
    settings = {
        "SECOND_HELLO_SKILL_ID": ",".join(SKILLS),
        "SECOND_HELLO_TRUST_ROOTS": str(folder / "root.pem"),
        "SECOND_HELLO_CERT_MIRROR": str(folder),
    }
    with started(["skill.cli", "run", "--port", "0"], settings) as service:
        yield service


def put(authority: Authority, folder: Path, chain: str, path: str) -> None:
    """Let the folder have a chain."""
    file = folder / path.lstrip("/")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(authority.chains[chain]())
