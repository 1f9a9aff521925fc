"""Certificates of every kind, right and wrong, made on the spot, and signatures with their keys."""

import base64
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

NAME = "echo-api.amazon.com"
_DAY = timedelta(days=1)
_USES = (
    "digital_signature content_commitment key_encipherment data_encipherment key_agreement key_cert_sign"
    " crl_sign encipher_only decipher_only"
)
_SERVER, _CLIENT = ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH

Key = Any


def pem(*certificates: x509.Certificate) -> bytes:
    return b"".join(certificate.public_bytes(serialization.Encoding.PEM) for certificate in certificates)


def private(key: Key) -> bytes:
    encoding, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    made: bytes = key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, plain)
    return made


def issued(
    name: str,
    key: Key,
    issuer: str,
    issuer_key: Key,
    *,
    start: timedelta = -_DAY,
    end: timedelta = 30 * _DAY,
    ca: bool = False,
    depth: int | None = None,
    sans: Sequence[x509.GeneralName] | None = None,
    uses: Sequence[str] | None = ("digital_signature",),
    extended: Sequence[x509.ObjectIdentifier] | None = (_SERVER,),
) -> x509.Certificate:
    """A certificate, for a leaf right in everything that is not said; a CA needs `ca`."""
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + start)
        .not_valid_after(now + end)
        .add_extension(x509.BasicConstraints(ca, depth), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
    )
    if uses is not None:
        flags = dict.fromkeys(_USES.split(), False) | dict.fromkeys(uses, True)
        builder = builder.add_extension(x509.KeyUsage(**flags), critical=True)
    if extended is not None and not ca:
        builder = builder.add_extension(x509.ExtendedKeyUsage(extended), critical=False)
    if sans is None and not ca:
        sans = (x509.DNSName(NAME),)
    if sans:
        builder = builder.add_extension(x509.SubjectAlternativeName(sans), critical=False)
    return builder.sign(issuer_key, SHA256())


class Authority:
    """A root, an intermediate, a leaf, and whatever else is asked for by its name in `chains`."""

    def __init__(self) -> None:
        self.root_key, self.middle_key, self.leaf_key, self.other_key = (
            rsa.generate_private_key(65537, 2048) for _ in range(4)
        )
        self.root = self._ca("Root", self.root_key, "Root", self.root_key)
        self.middle = self._ca("Middle", self.middle_key, "Root", self.root_key, depth=0)
        self.leaf = self._leaf()
        self.roots = pem(self.root)

    def sign(self, body: bytes, *, key: Key = None, sha1: bool = False) -> bytes:
        signer = key or self.leaf_key
        signed: bytes = signer.sign(body, padding.PKCS1v15(), SHA1() if sha1 else SHA256())
        return signed

    def sign_text(self, body: bytes, *, key: Key = None, sha1: bool = False) -> str:
        return base64.b64encode(self.sign(body, key=key, sha1=sha1)).decode()

    def host_certificate(self, name: str) -> bytes:
        """A server's certificate with its key, that a client with our roots takes."""
        made = self._leaf(name=name, sans=[x509.DNSName(name)])
        return private(self.leaf_key) + pem(made, self.middle)

    def stranger_certificate(self, name: str) -> bytes:
        made = issued(name, self.other_key, name, self.other_key, sans=[x509.DNSName(name)])
        return private(self.other_key) + pem(made)

    def until(self, end: timedelta) -> bytes:
        """A right chain whose leaf ends then."""
        return pem(self._leaf(end=end), self.middle)

    def key_of(self, chain: str) -> Key:
        """The key that signs for a chain: the leaf's, but where the chain is about its key."""
        return {"small key": self.small_key, "another leaf": self.other_key, "stale root name": self.other_key}.get(
            chain, self.leaf_key
        )

    @cached_property
    def small_key(self) -> Key:
        return rsa.generate_private_key(65537, 1024)

    @cached_property
    def chains(self) -> Mapping[str, Callable[[], bytes]]:
        good, middle, root = self.leaf, self.middle, self.root
        leaf, ca, key = self._leaf, self._ca, self.other_key
        dns = x509.DNSName
        whole = pem(good, middle)
        return {
            "good": lambda: whole,
            "with its root": lambda: pem(good, middle, root),
            "out of order": lambda: pem(good, root, middle),
            "twice the same": lambda: pem(good, middle, middle),
            "an extra cross-signed root": lambda: pem(good, middle, ca("Root", self.root_key, "Elsewhere", key)),
            "an unrelated certificate": lambda: pem(good, middle, ca("Elsewhere", key, "Elsewhere", key)),
            "windows line ends": lambda: whole.replace(b"\n", b"\r\n"),
            "words between": lambda: b"subject=CN\n" + pem(good) + b"\nissuer=CN\n" + pem(middle),
            "several names": lambda: pem(leaf(sans=[dns("a.example.org"), dns(NAME)]), middle),
            "client too": lambda: pem(leaf(extended=[_SERVER, _CLIENT]), middle),
            "another leaf": lambda: pem(leaf(key=key), middle),
            "empty": lambda: b"",
            "spaces": lambda: b" \n" * 100,
            "html": lambda: b"<!doctype html><title>404</title><h1>Not found</h1>",
            "bytes": lambda: bytes(range(256)) * 16,
            "der": lambda: good.public_bytes(serialization.Encoding.DER),
            "truncated": lambda: whole[: len(whole) - 300],
            "truncated leaf": lambda: whole[:400],
            "broken base64": lambda: whole.replace(b"M", b"*", 5),
            "another byte": lambda: whole[:200] + (b"A" if whole[200:201] != b"A" else b"B") + whole[201:],
            "a private key": lambda: private(self.leaf_key),
            "a private key too": lambda: whole + private(self.leaf_key),
            "leaf only": lambda: pem(good),
            "middle only": lambda: pem(middle),
            "root only": lambda: pem(root),
            "reversed": lambda: pem(middle, good),
            "wrong middle": lambda: pem(good, ca("Middle", key, "Root", self.root_key, depth=0)),
            "self-signed": lambda: pem(issued(NAME, self.leaf_key, NAME, self.leaf_key)),
            "unknown root": lambda: pem(good, ca("Middle", self.middle_key, "Elsewhere", key, depth=0)),
            "stale root name": lambda: pem(issued(NAME, key, "Root", key), ca("Root", key, "Root", key)),
            "leaf expired": lambda: pem(leaf(start=-30 * _DAY, end=-timedelta(seconds=5)), middle),
            "leaf not yet valid": lambda: pem(leaf(start=_DAY), middle),
            "middle expired": lambda: pem(good, self._middle(start=-30 * _DAY, end=-_DAY)),
            "middle not yet valid": lambda: pem(good, self._middle(start=_DAY)),
            "issuer is no CA": lambda: pem(
                good, issued("Middle", self.middle_key, "Root", self.root_key, sans=[dns("m.example.org")])
            ),
            "issuer may not issue": lambda: pem(good, self._middle(uses=("digital_signature",))),
            "path too long": lambda: pem(
                issued(NAME, self.leaf_key, "Lower", key), ca("Lower", key, "Middle", self.middle_key), middle
            ),
            "no SAN": lambda: pem(leaf(sans=()), middle),
            "other SAN": lambda: pem(leaf(sans=[dns("echo-api.example.org")]), middle),
            "wildcard SAN": lambda: pem(leaf(sans=[dns("*.amazon.com")]), middle),
            "URI SAN": lambda: pem(leaf(sans=[x509.UniformResourceIdentifier(f"https://{NAME}")]), middle),
            "suffix SAN": lambda: pem(leaf(sans=[dns(f"{NAME}.example.org")]), middle),
            "prefix SAN": lambda: pem(leaf(sans=[dns(f"x-{NAME}")]), middle),
            "parent SAN": lambda: pem(leaf(sans=[dns("amazon.com")]), middle),
            "mail SAN": lambda: pem(leaf(sans=[x509.RFC822Name(f"alexa@{NAME}")]), middle),
            "EC key": lambda: pem(leaf(key=ec.generate_private_key(ec.SECP256R1())), middle),
            "small key": lambda: pem(leaf(key=self.small_key), middle),
            "client only": lambda: pem(leaf(extended=[_CLIENT]), middle),
            "no extended usage": lambda: pem(leaf(extended=None), middle),
            "code signing": lambda: pem(leaf(extended=[ExtendedKeyUsageOID.CODE_SIGNING]), middle),
            "no digitalSignature": lambda: pem(leaf(uses=("key_encipherment",)), middle),
            "no usage": lambda: pem(leaf(uses=None), middle),
            "leaf is a CA": lambda: pem(
                issued(
                    NAME,
                    self.leaf_key,
                    "Middle",
                    self.middle_key,
                    ca=True,
                    sans=[dns(NAME)],
                    uses=("digital_signature", "key_cert_sign"),
                ),
                middle,
            ),
            "2,000 certificates": lambda: whole * 1_000,
            "20 certificates": lambda: pem(good, middle) + pem(middle) * 18,
            "70 KB": lambda: whole + b"\n" * 70_000,
        }

    def _leaf(self, *, key: Key = None, name: str = NAME, **more: Any) -> x509.Certificate:
        return issued(name, key or self.leaf_key, "Middle", self.middle_key, **more)

    def _middle(self, **more: Any) -> x509.Certificate:
        return self._ca("Middle", self.middle_key, "Root", self.root_key, depth=0, **more)

    def _ca(self, name: str, key: Key, issuer: str, issuer_key: Key, **more: Any) -> x509.Certificate:
        given = {"uses": ("digital_signature", "key_cert_sign", "crl_sign"), **more}
        return issued(name, key, issuer, issuer_key, ca=True, **given)
