"""A key of any certificate of the path is long enough; the path builder takes shorter ones."""

from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from skill.alexa.chain import roots_of, validate
from skill.errors import Refused
from tests.hostile.authority import NAME, issued, pem

_CERTIFIES = ("key_cert_sign", "crl_sign")


def _chain(*, root: int = 2048, middle: int = 2048, leaf: int = 2048) -> tuple[bytes, bytes]:
    """A chain and its root, right in everything but the number of bits."""
    keys = {bits: rsa.generate_private_key(65537, bits) for bits in {root, middle, leaf}}
    top = issued("Root", keys[root], "Root", keys[root], ca=True, uses=_CERTIFIES)
    between = issued("Middle", keys[middle], "Root", keys[root], ca=True, uses=_CERTIFIES)
    return pem(issued(NAME, keys[leaf], "Middle", keys[middle]), between), pem(top)


@pytest.mark.parametrize("sizes", [{}, {"leaf": 3072}, {"middle": 3072, "root": 3072}])
def test_keys_from_2048_bits_on_are_long_enough(sizes: dict[str, int]) -> None:
    chain, root = _chain(**sizes)
    assert validate(chain, roots_of(root), datetime.now(UTC)).key.key_size == sizes.get("leaf", 2048)


@pytest.mark.parametrize("short", [1024, 2047])
@pytest.mark.parametrize("whose", ["root", "middle", "leaf"])
def test_a_short_key_anywhere_is_refused(whose: str, short: int) -> None:
    chain, root = _chain(**{whose: short})
    with pytest.raises(Refused) as refused:
        validate(chain, roots_of(root), datetime.now(UTC))
    assert refused.value.reason == "chain"
