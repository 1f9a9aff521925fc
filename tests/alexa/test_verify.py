"""Headers, dates and addressees, without a host and a server."""

import base64
import json
from datetime import UTC, datetime, timedelta
from typing import Any, NoReturn
from urllib.parse import urlsplit

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from hypothesis import given
from hypothesis import strategies as st

from skill.alexa.verify import Verifier, chain_path, signature_of
from skill.errors import BadInput, Refused
from tests.alexa.requests import APPLICATION, launch, wrap
from tests.hostile.authority import Authority

_NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
_AUTHORITY = Authority()
_URL = "https://s3.amazonaws.com/echo.api/x.pem"


def _key_of(path: str) -> RSAPublicKey:
    key: RSAPublicKey = _AUTHORITY.leaf_key.public_key()
    return key


def _never(path: str) -> NoReturn:
    raise AssertionError(f"{path} is asked for")


def _signed(envelope: dict[str, Any]) -> tuple[dict[str, str], bytes]:
    body = json.dumps(envelope).encode()
    return {"SignatureCertChainUrl": _URL, "Signature-256": _AUTHORITY.sign_text(body)}, body


def _sent(seconds: float, kind: str = "LaunchRequest") -> tuple[dict[str, str], bytes]:
    envelope = wrap({"type": kind})
    envelope["request"]["timestamp"] = (_NOW + timedelta(seconds=seconds)).isoformat()
    return _signed(envelope)


_VERIFIER = Verifier(_key_of, (APPLICATION,), lambda: _NOW)


@pytest.mark.parametrize(("kind", "window"), [("LaunchRequest", 150), ("AlexaSkillEvent.SkillDisabled", 3600)])
def test_the_window_is_sharp_both_ways(kind: str, window: int) -> None:
    for seconds in (-window, 0, window):
        admitted = _VERIFIER.admit(*_sent(seconds, kind))
        assert admitted.until == _NOW + timedelta(seconds=seconds + window)
    for past in (-window - 0.001, window + 0.001):
        with pytest.raises(Refused) as refused:
            _VERIFIER.admit(*_sent(past, kind))
        assert refused.value.reason == "timestamp"


def test_every_refusal_has_its_reason() -> None:
    headers, body = _sent(0)
    signature = headers["Signature-256"]
    for reason, changed, raw in (
        ("headers", {}, body),
        ("headers", {"SignatureCertChainUrl": _URL}, body),
        ("url", {"SignatureCertChainUrl": "x", "Signature-256": signature}, body),
        ("signature", {"SignatureCertChainUrl": _URL, "Signature-256": "x"}, body),
        ("signature", headers, body + b" "),
        ("skill", _signed(launch() | {"context": None})[0], _signed(launch() | {"context": None})[1]),
    ):
        verifier = Verifier(_key_of, (APPLICATION,)) if reason == "skill" else _VERIFIER
        with pytest.raises(Refused) as refused:
            verifier.admit(changed, raw)
        assert refused.value.reason == reason


@given(st.text(max_size=60), st.text(max_size=400))
def test_no_key_is_asked_for_by_headers_of_any_text(url: str, signature: str) -> None:
    for headers in (
        {"SignatureCertChainUrl": url, "Signature-256": signature},
        {"SignatureCertChainUrl": _URL, "Signature-256": signature},
        {"SignatureCertChainUrl": url, "Signature-256": "A" * 342 + "=="},
    ):
        with pytest.raises(Refused):
            Verifier(_never, (APPLICATION,)).admit(headers, b"{}")


_WORDS = """https http HTTPS :// // / \\ : :443 :80 @ # ? . .. %2e %2f ; s3.amazonaws.com S3.AMAZONAWS.COM example.org
echo.api /echo.api/ ECHO.API x.pem /x.pem ../ ./ [ ] user:pw@ é ſ ０ %00 & = + ~ _ - * , a"""
_PIECES = st.sampled_from([*_WORDS.split(), " ", "\t", "\r\n", "\0", "", "https://s3.amazonaws.com/echo.api/"])


@given(st.lists(_PIECES, max_size=9).map("".join))
def test_what_is_asked_for_is_always_in_amazons_folder(url: str) -> None:
    try:
        path = chain_path(url)
    except Refused:
        return
    parts = urlsplit(url)
    assert (parts.scheme, parts.hostname, parts.port or 443) == ("https", "s3.amazonaws.com", 443)
    assert parts.username is None
    assert not parts.query
    assert not parts.fragment
    assert path.isascii()
    assert path.startswith("/echo.api/")
    assert not {"", ".", ".."} & set(path.split("/")[1:])
    assert chain_path(f"https://s3.amazonaws.com{path}") == path


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://s3.amazonaws.com/echo.api/x.pem", "/echo.api/x.pem"),
        ("HTTPS://S3.amazonaws.com:443/echo.api/../echo.api/./x.pem", "/echo.api/x.pem"),
        ("https://s3.amazonaws.com/../echo.api/a/b/../x-1_~.pem", "/echo.api/a/x-1_~.pem"),
    ],
)
def test_an_address_is_asked_for_without_dots(url: str, path: str) -> None:
    assert chain_path(url) == path


@given(st.binary(min_size=256, max_size=1024))
def test_a_signature_has_one_text(signature: bytes) -> None:
    text = base64.b64encode(signature).decode()
    assert signature_of(text) == signature
    for other in (f"{text}=", f"{text}\n", f" {text}", f"{text[:8]}={text[8:]}", text[:-1], f"{text}=="):
        with pytest.raises(Refused):
            signature_of(other)


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(["request", "context", "session", "version"]), st.sampled_from(["", "timestamp", "type"]), _json)
def test_whatever_alexa_signs_is_admitted_or_refused(part: str, name: str, value: Any) -> None:
    envelope = launch()
    envelope["request"]["timestamp"] = _NOW.isoformat()
    if name and part == "request":
        envelope["request"][name] = value
    else:
        envelope[part] = value
    try:
        admitted = _VERIFIER.admit(*_signed(envelope))
    except BadInput:
        return
    assert admitted.envelope["context"]["System"]["application"]["applicationId"] == APPLICATION
