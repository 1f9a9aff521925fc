from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from skill.alexa.chain import roots_of, validate
from skill.errors import Refused, SettingsError
from tests.hostile.authority import Authority, issued, pem

_NOW = datetime.now(UTC)


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority()


def test_a_chain_is_trusted_until_its_first_end(authority: Authority) -> None:
    roots = roots_of(authority.roots)
    trusted = validate(authority.chains["good"](), roots, _NOW)
    assert isinstance(trusted.key, RSAPublicKey)
    assert trusted.key.public_numbers() == authority.leaf_key.public_key().public_numbers()
    assert abs(trusted.until - _NOW - timedelta(days=30)) < timedelta(minutes=5)
    brief = validate(authority.until(timedelta(hours=1)), roots, _NOW)
    assert abs(brief.until - _NOW - timedelta(hours=1)) < timedelta(minutes=5)


@pytest.mark.parametrize(("chain", "words"), [("small key", "1024 bits"), ("wildcard SAN", "not that of")])
def test_what_the_web_would_take_is_refused(authority: Authority, chain: str, words: str) -> None:
    with pytest.raises(Refused, match=words) as refused:
        validate(authority.chains[chain](), roots_of(authority.roots), _NOW)
    assert refused.value.reason == "chain"


@pytest.mark.parametrize("days", [-2, 31])
def test_no_chain_is_trusted_outside_its_dates(authority: Authority, days: int) -> None:
    with pytest.raises(Refused):
        validate(authority.chains["good"](), roots_of(authority.roots), _NOW + timedelta(days=days))


def test_roots_are_read_past_what_cannot_be(authority: Authority) -> None:
    other = issued("Elsewhere", authority.other_key, "Elsewhere", authority.other_key, ca=True)
    bundle = b"# roots\n" + pem(other).replace(b"M", b"*", 3) + authority.roots + b"\nmore words"
    assert validate(authority.chains["good"](), roots_of(bundle), _NOW).key


@pytest.mark.parametrize("bundle", [b"", b"words", b"-----BEGIN CERTIFICATE-----\nno\n-----END CERTIFICATE-----"])
def test_no_roots_are_no_start(bundle: bytes) -> None:
    with pytest.raises(SettingsError, match="SECOND_HELLO_TRUST_ROOTS"):
        roots_of(bundle)
