"""What is no request, or could be two: it is refused, and the service goes on."""

import urllib.request

import pytest

from tests.web.wire import exchange, head


def _healthy(url: str) -> bool:
    with urllib.request.urlopen(f"{url}/healthz", timeout=10) as answer:
        return bool(answer.status == 200)


@pytest.mark.parametrize(
    ("sent", "statuses"),
    [
        (head("Content-Length: 5") + b"hello", {400}),
        (head(), {400}),
        (head("Content-Length: -5") + b"hello", {400}),
        (head("Content-Length: five") + b"hello", {400}),
        (head("Content-Length: 99999999999"), {413}),
        (head("Content-Length: 200000") + b" " * 200_000, {413}),
        (head("Transfer-Encoding: chunked") + b"5\r\nhello\r\n0\r\n\r\n", {400}),
        (head("Transfer-Encoding: chunked") + b"30D40\r\n" + b" " * 200_000 + b"\r\n0\r\n\r\n", {413}),
        (head("Transfer-Encoding: chunked") + b"zz\r\nhello\r\n", {400}),
        (head("SignatureCertChainUrl: https://x/" + "a" * 60_000), {400}),
        (b"BREW /alexa HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", {405}),
        (b"nonsense\r\n\r\n", {400}),
        (b"GET http://[ HTTP/1.1\r\nHost: x\r\n\r\n", {400}),
        (b"GET http://[::1/ HTTP/1.1\r\nHost: x\r\n\r\n", {400}),
        (b"GET /healthz HTTP/1.1\r\nHost: x\r\nhost: y\r\n\r\n", {400}),
        (b"GET /healthz HTTP/9.9\r\nHost: x\r\n\r\n", {400}),
        (b"GET /healthz HTTP/2.0\r\nHost: x\r\n\r\n", {400}),
        (b"GET /healthz\r\n\r\n", {400}),
        (head("Content-Length: " + "9" * 5_000), {400}),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", {400}),
    ],
)
def test_what_is_no_request_is_refused(service_url: str, sent: bytes, statuses: set[int]) -> None:
    answer = exchange(service_url, sent)
    assert int(answer.split()[1]) in statuses, answer[:200]
    assert b"Content-Type: application/problem+json" in answer
    assert b"Traceback" not in answer
    assert _healthy(service_url)


def test_what_is_no_address_is_no_error_of_ours(service_url: str, caplog: pytest.LogCaptureFixture) -> None:
    exchange(service_url, b"GET http://[ HTTP/1.1\r\nHost: x\r\n\r\n")
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


def test_with_two_lengths_a_connection_ends(service_url: str) -> None:
    twice = b"POST /alexa HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    answer = exchange(service_url, twice + b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
    assert answer.count(b"HTTP/1.1 ") == 1
    assert b"\r\nConnection: close\r\n" in answer


@pytest.mark.parametrize(
    "path", ["//docs", "//api/v1/tones", "/static//base.css", "/api//v1/docs", "//evil.example/", "/docs/"]
)
def test_nobody_is_sent_elsewhere(service_url: str, path: str) -> None:
    answer = exchange(service_url, f"GET {path} HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n".encode())
    assert answer.startswith(b"HTTP/1.1 200 " if path == "//api/v1/tones" else b"HTTP/1.1 404 ")
    assert b"evil.example" not in answer
