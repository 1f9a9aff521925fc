"""What is wrong, and where: one line a finding, as compilers write it."""

from dataclasses import dataclass
from pathlib import Path

_SHOWN = 60  # characters


@dataclass(frozen=True, order=True)
class Finding:
    """One thing to mend, in a line of a file."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {' '.join(self.message.split()) or 'has no name.'}"


def shown(text: str) -> str:
    """Return a text as it may stand in a message: quoted, in one line, cut where it is long."""
    return repr(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}...")


def short(path: Path) -> str:
    """Return a path as the caller would write it: relative where it lies below the working directory."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
