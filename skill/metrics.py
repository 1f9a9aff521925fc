"""Every number of the service, in one place, and their text as Prometheus reads it (exposition format 0.0.4)."""

import threading
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import accumulate

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 6.5, 8.0)  # seconds; Alexa waits for eight

_PREFIX = "second_hello_"
# What is counted: its help, and the names of its labels.
_COUNTERS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "turns": ("Requests to Alexa's door, by type and outcome.", ("request", "outcome")),
    "http_requests": ("Requests of every kind, by route and class of status.", ("route", "status")),
    "verification_failures": ("Requests to Alexa's door that were refused, by reason.", ("reason",)),
    "certificate_fetches": ("Certificate chains asked for, by outcome.", ("outcome",)),
    "replays": ("Requests that came again and got their first answer.", ()),
    "gate_breaches": ("Responses that the gate held back, by type of request.", ("request",)),
    "log_lines_dropped": ("Lines that were not logged, because nobody read the log.", ()),
}
_HISTOGRAMS: Mapping[str, str] = {
    "turn_seconds": "How long turns took; what was refused or replayed is not among them.",
    "api_seconds": "How long requests of the API took.",
}

_lock = threading.Lock()
_counts: Counter[tuple[str, tuple[str, ...]]] = Counter()
# Of each histogram how many fell into each bucket, the last one past all bounds; and their sum.
_fell: dict[str, list[int]] = {name: [0] * (len(BUCKETS) + 1) for name in _HISTOGRAMS}
_sums: dict[str, float] = dict.fromkeys(_HISTOGRAMS, 0.0)


def count(name: str, **labels: str) -> None:
    """Add one to a counter, for a value of each of its labels.

    Values come from us, never from a request, so that there are few. Raises KeyError for an unknown name or label.
    """
    values = tuple(labels[label] for label in _COUNTERS[name][1])
    with _lock:
        _counts[name, values] += 1


def observe(name: str, seconds: float) -> None:
    """Add a duration to a histogram; raises KeyError for an unknown name."""
    bucket = bisect_left(BUCKETS, seconds)
    with _lock:
        _fell[name][bucket] += 1
        _sums[name] += seconds


def total(name: str, *values: str) -> int:
    """Return how often something was counted, with these values of its labels or, where none are given, with any."""
    with _lock:
        return sum(n for (known, held), n in _counts.items() if known == name and (not values or held == values))


def text() -> str:
    """Return every number in Prometheus' text format."""
    with _lock:
        counted = sorted(_counts.items())
        fallen = {name: (list(_fell[name]), _sums[name]) for name in _HISTOGRAMS}
    return "\n".join([*_told_counters(counted), *_told_histograms(fallen)]) + "\n"


def _told_counters(counted: list[tuple[tuple[str, tuple[str, ...]], int]]) -> Iterator[str]:
    for name, (words, labels) in _COUNTERS.items():
        full = f"{_PREFIX}{name}_total"
        yield from _head(full, words, "counter")
        found = [(values, n) for (known, values), n in counted if known == name]
        # What has no labels is there from the start, so that its first rise is seen.
        for values, n in found or ([] if labels else [((), 0)]):
            yield _sample(full, dict(zip(labels, values, strict=True)), n)


def _told_histograms(fallen: Mapping[str, tuple[list[int], float]]) -> Iterator[str]:
    for name, words in _HISTOGRAMS.items():
        full = f"{_PREFIX}{name}"
        yield from _head(full, words, "histogram")
        buckets, seconds = fallen[name]
        bounds = [*map(str, BUCKETS), "+Inf"]
        for bound, n in zip(bounds, accumulate(buckets), strict=True):
            yield _sample(f"{full}_bucket", {"le": bound}, n)
        yield _sample(f"{full}_sum", {}, round(seconds, 6))
        yield _sample(f"{full}_count", {}, sum(buckets))


def _head(name: str, words: str, kind: str) -> tuple[str, str]:
    escaped = words.replace("\\", r"\\").replace("\n", r"\n")
    return f"# HELP {name} {escaped}", f"# TYPE {name} {kind}"


def _sample(name: str, labels: Mapping[str, str], value: float) -> str:
    told = ",".join(f'{label}="{_escaped(held)}"' for label, held in labels.items())
    return f"{name}{{{told}}} {value}" if told else f"{name} {value}"


def _escaped(value: str) -> str:
    return value.replace("\\", r"\\").replace("\n", r"\n").replace('"', r"\"")
