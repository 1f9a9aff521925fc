import pytest

from skill import metrics


def test_what_is_counted_is_told_as_prometheus_reads_it() -> None:
    before = metrics.total("verification_failures", "url")
    metrics.count("verification_failures", "reason", "url")
    metrics.count("replays")
    assert metrics.total("verification_failures", "url") == before + 1
    assert metrics.total("verification_failures") > before
    lines = metrics.text().splitlines()
    assert "# TYPE second_hello_verification_failures_total counter" in lines
    assert f'second_hello_verification_failures_total{{reason="url"}} {before + 1}' in lines
    assert f"second_hello_replays_total {metrics.total('replays')}" in lines


def test_only_what_is_known_is_counted() -> None:
    with pytest.raises(KeyError):
        metrics.count("surprises")
