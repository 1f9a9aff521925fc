"""Every counter of the service, in one place, and their text as Prometheus reads it."""

import threading
from collections import Counter
from collections.abc import Mapping

_HELP: Mapping[str, str] = {
    "verification_failures": "Requests to Alexa's door that were refused, by reason.",
    "certificate_fetches": "Certificate chains asked for, by outcome.",
    "replays": "Requests that came again and got their first answer.",
    "gate_breaches": "Responses that the gate held back, by kind of request.",
}
_PREFIX = "second_hello_"

_lock = threading.Lock()
_counts: Counter[tuple[str, str, str]] = Counter()


def count(name: str, label: str = "", value: str = "") -> None:
    """Add one to a counter, where given to that of a label's value.

    Values come from us, never from a request, so that there are few. Raises KeyError for an unknown name.
    """
    _HELP[name]
    with _lock:
        _counts[name, label, value] += 1


def total(name: str, value: str | None = None) -> int:
    """Return how often something was counted, with any value or with one."""
    with _lock:
        return sum(n for (known, _, v), n in _counts.items() if known == name and value in (None, v))


def text() -> str:
    """Return all counters in Prometheus' text format."""
    with _lock:
        counted = sorted(_counts.items())
    lines = []
    for name, words in _HELP.items():
        lines += [f"# HELP {_PREFIX}{name}_total {words}", f"# TYPE {_PREFIX}{name}_total counter"]
        for (known, label, value), n in counted:
            if known == name:
                labels = f'{{{label}="{value}"}}' if label else ""
                lines.append(f"{_PREFIX}{name}_total{labels} {n}")
    return "\n".join(lines) + "\n"
