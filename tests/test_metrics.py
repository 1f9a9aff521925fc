"""Every number, as Prometheus reads it."""

import pytest
from prometheus_client.parser import text_string_to_metric_families

from skill import metrics

_Samples = dict[tuple[str, frozenset[tuple[str, str]]], float]


def _samples() -> _Samples:
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(metrics.text())
        for sample in family.samples
    }


def _value(name: str, **labels: str) -> float:
    return _samples().get((f"second_hello_{name}", frozenset(labels.items())), 0.0)


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Numbers that begin at nothing, for this test."""
    monkeypatch.setattr(metrics, "_counts", type(metrics._counts)())
    monkeypatch.setattr(metrics, "_fell", {name: [0] * len(counts) for name, counts in metrics._fell.items()})
    monkeypatch.setattr(metrics, "_sums", dict.fromkeys(metrics._sums, 0.0))


def test_what_is_counted_is_told() -> None:
    before = metrics.total("verification_failures", "url")
    metrics.count("verification_failures", reason="url")
    metrics.count("turns", request="IntentRequest", outcome="answered")
    assert metrics.total("verification_failures", "url") == before + 1
    assert metrics.total("verification_failures") > before
    assert _value("verification_failures_total", reason="url") == before + 1
    answered = _value("turns_total", request="IntentRequest", outcome="answered")
    assert answered == metrics.total("turns", "IntentRequest", "answered") > 0


def test_only_what_is_known_is_counted() -> None:
    with pytest.raises(KeyError):
        metrics.count("surprises")
    with pytest.raises(KeyError):
        metrics.count("turns", request="IntentRequest")
    with pytest.raises(KeyError):
        metrics.observe("surprises", 1)


def test_every_family_has_its_help_and_type() -> None:
    families = list(text_string_to_metric_families(metrics.text()))
    assert len(families) == metrics.text().count("# HELP ") == metrics.text().count("# TYPE ")
    assert {family.type for family in families} == {"counter", "histogram"}
    assert all(family.documentation.endswith(".") for family in families)
    assert all(family.name.startswith("second_hello_") for family in families)
    assert metrics.text().endswith("\n")


@pytest.mark.usefixtures("fresh")
def test_a_counter_without_labels_is_there_from_the_start() -> None:
    assert ("second_hello_replays_total", frozenset()) in _samples()
    assert not [name for name, _ in _samples() if name == "second_hello_turns_total"]


@pytest.mark.usefixtures("fresh")
def test_durations_fall_into_buckets() -> None:
    for seconds in (0.005, 0.0051, 0.3, 8.0, 9.5):
        metrics.observe("turn_seconds", seconds)
    fallen = {
        dict(labels)["le"]: n for (name, labels), n in _samples().items() if name == "second_hello_turn_seconds_bucket"
    }
    assert list(fallen) == [*map(str, metrics.BUCKETS), "+Inf"]
    # A bound belongs to its bucket, and each holds all that is below it.
    assert (fallen["0.005"], fallen["0.01"], fallen["0.25"], fallen["0.5"]) == (1, 2, 2, 3)
    assert (fallen["8.0"], fallen["+Inf"]) == (4, 5)
    assert _value("turn_seconds_count") == 5
    assert _value("turn_seconds_sum") == pytest.approx(17.8101)
    assert max(metrics.BUCKETS) == 8.0


@pytest.mark.parametrize("odd", ['a "quoted" one', "a\\b", "a\nb", "\\n", "ends with \\", "{}=,", "é\u2028"])
@pytest.mark.usefixtures("fresh")
def test_a_label_may_be_anything(odd: str) -> None:
    metrics.count("verification_failures", reason=odd)
    assert _value("verification_failures_total", reason=odd) == 1
