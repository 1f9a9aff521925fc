"""A certificate chain: whether it is Alexa's, and until when.

The path to a root is built by `cryptography`. What its web profile leaves open is checked here: the name to the
letter (it takes a wildcard), the size of keys, and that the leaf may sign and is a server's.
"""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.x509.oid import ExtendedKeyUsageOID
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from skill.errors import Refused, SettingsError

NAME = "echo-api.amazon.com"
SIZE_LIMIT = 64 * 1024  # bytes of a chain
_MOST = 10  # certificates in a chain; Amazon sends four
_BEGIN, _END = b"-----BEGIN CERTIFICATE-----", b"-----END CERTIFICATE-----"
_LEAST_BITS = 2048
_MOST_BITS = 8192


@dataclass(frozen=True)
class Trusted:
    """The key of a chain that leads to a root, and the first moment at which the chain no longer does."""

    key: RSAPublicKey
    until: datetime


def validate(pem: bytes, roots: Store, now: datetime) -> Trusted:
    """Return whose key a chain vouches for; raises Refused where it is not Alexa's, at this moment.

    `pem` is the leaf, then what leads to a root, in any order and with more than needed.
    """
    try:
        with warnings.catch_warnings():
            # What a stranger's certificate has wrong is no news.
            warnings.simplefilter("ignore")
            return _validate(pem, roots, now)
    except Refused:
        raise
    except VerificationError:
        raise Refused("chain", "The certificates lead to no trusted root.") from None
    except Exception:
        # A stranger's bytes can fail in more ways than a parser lists; none of them is a defect here.
        raise Refused("chain", "The certificates cannot be read.") from None


def roots_of(pem: bytes) -> Store:
    """Return the certificates of a PEM text as what to trust; raises SettingsError where there is none."""
    found = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for block in pem.split(_BEGIN)[1:]:
            # A system's list may hold an old one that no longer can be read; the others count.
            try:
                found.append(x509.load_pem_x509_certificate(_BEGIN + block))
            except ValueError:
                continue
    if not found:
        raise SettingsError("There is no certificate to trust. Name a file of them in SECOND_HELLO_TRUST_ROOTS.")
    return Store(found)


def _validate(pem: bytes, roots: Store, now: datetime) -> Trusted:
    blocks = pem.count(b"-----BEGIN ")
    if not 0 < blocks <= _MOST or not blocks == pem.count(_BEGIN) == pem.count(_END):
        raise Refused("chain", "This is no chain of certificates.")
    leaf, *others = x509.load_pem_x509_certificates(pem)
    verifier = PolicyBuilder().store(roots).time(now).build_server_verifier(x509.DNSName(NAME))
    path = verifier.verify(leaf, others)
    _check_leaf(leaf)
    _check_sizes(path)
    key = leaf.public_key()
    if not isinstance(key, RSAPublicKey):
        raise Refused("chain", "The certificate's key is no RSA key.")
    # The last second belongs to it.
    return Trusted(key, min(certificate.not_valid_after_utc for certificate in path) + timedelta(seconds=1))


def _check_leaf(leaf: x509.Certificate) -> None:
    names = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    if NAME not in (name.lower() for name in names.get_values_for_type(x509.DNSName)):
        raise Refused("chain", f"The certificate is not that of {NAME}.")
    usage = leaf.extensions.get_extension_for_class(x509.KeyUsage).value
    extended = leaf.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    if not usage.digital_signature or ExtendedKeyUsageOID.SERVER_AUTH not in extended:
        raise Refused("chain", "The certificate may not sign for a server.")


def _check_sizes(path: Sequence[x509.Certificate]) -> None:
    for certificate in path:
        key = certificate.public_key()
        if isinstance(key, RSAPublicKey) and not _LEAST_BITS <= key.key_size <= _MOST_BITS:
            raise Refused("chain", f"A certificate's key has {key.key_size} bits.")
