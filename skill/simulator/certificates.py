"""Certificates for this machine, made like those of Alexa's, and signing requests with them.

The folder stands for the host of Alexa's certificates: a skill that reads chains from it, and trusts its root,
takes what is signed here for Alexa's.
"""

import base64
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from skill.errors import BadInput

ROOT = "root.pem"
CHAIN = "echo.api/second-hello-dev.pem"
URL = f"https://s3.amazonaws.com/{CHAIN}"
_KEY = "leaf.key"
_NAME = "echo-api.amazon.com"
_DAYS = 365
_SIGNS = {"digital_signature": True, "key_encipherment": True}
_ISSUES = {"key_cert_sign": True, "crl_sign": True, "digital_signature": True}
_USES = (
    "digital_signature content_commitment key_encipherment data_encipherment key_agreement key_cert_sign"
    " crl_sign encipher_only decipher_only"
)


def make(folder: Path, now: datetime | None = None) -> None:
    """Put a root, a chain that leads to it, and the leaf's key into a folder, in place of those that were there.

    They are valid from an hour before `now` for a year. Raises BadInput where the folder cannot be written.
    """
    root, between, leaf = (rsa.generate_private_key(65537, 2048) for _ in range(3))
    start = (now or datetime.now(UTC)) - timedelta(hours=1)
    top, middle = "Second Hello Development Root", "Second Hello Development CA"
    trusted = _issued(top, root, top, root, start, depth=1)
    chain = (
        _issued(_NAME, leaf, middle, between, start, depth=None),
        _issued(middle, between, top, root, start, depth=0),
    )
    encoding, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    key = leaf.private_bytes(encoding, serialization.PrivateFormat.PKCS8, plain)
    try:
        (folder / CHAIN).parent.mkdir(parents=True, exist_ok=True)
        (folder / _KEY).touch(mode=0o600)
        (folder / _KEY).write_bytes(key)
        (folder / ROOT).write_bytes(trusted.public_bytes(encoding))
        (folder / CHAIN).write_bytes(b"".join(certificate.public_bytes(encoding) for certificate in chain))
    except OSError as error:
        raise BadInput(f"Certificates cannot be written to {str(folder)!r}: {error.strerror or error}.") from error


class Signer:
    """Signs bodies as Alexa does, with the certificates of a folder."""

    def __init__(self, folder: Path) -> None:
        """Read the key; raises BadInput where the folder was not made by `make`."""
        try:
            key = serialization.load_pem_private_key((folder / _KEY).read_bytes(), None)
        except (OSError, ValueError):
            key = None
        if not isinstance(key, rsa.RSAPrivateKey) or not (folder / CHAIN).is_file():
            raise BadInput(f"There are no certificates in {str(folder)!r}. Make them: second-hello dev-certs {folder}")
        self._key = key

    def headers(self, body: bytes) -> Mapping[str, str]:
        """Return the headers that a signed request has."""
        return {
            "SignatureCertChainUrl": URL,
            # The older one is still sent, and still to be left alone.
            "Signature": _text(self._key.sign(body, padding.PKCS1v15(), SHA1())),
            "Signature-256": _text(self._key.sign(body, padding.PKCS1v15(), SHA256())),
        }


def _text(signature: bytes) -> str:
    return base64.b64encode(signature).decode("ascii")


def _issued(
    name: str,
    key: rsa.RSAPrivateKey,
    issuer: str,
    issuer_key: rsa.RSAPrivateKey,
    start: datetime,
    *,
    depth: int | None,
) -> x509.Certificate:
    """Return a certificate; depth: how many may stand between it and a leaf, None for a leaf."""
    uses = dict.fromkeys(_USES.split(), False) | (_SIGNS if depth is None else _ISSUES)
    builder = (
        x509.CertificateBuilder()
        .subject_name(_distinguished(name))
        .issuer_name(_distinguished(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=_DAYS))
        .add_extension(x509.BasicConstraints(depth is not None, depth), critical=True)
        .add_extension(x509.KeyUsage(**uses), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
    )
    if depth is None:
        builder = builder.add_extension(
            x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False
        ).add_extension(x509.SubjectAlternativeName([x509.DNSName(_NAME)]), critical=False)
    return builder.sign(issuer_key, SHA256())


def _distinguished(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
