import base64
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256

from skill.alexa.chain import roots_of, validate
from skill.errors import BadInput
from skill.simulator import certificates


def test_what_is_made_is_what_a_skill_asks_of_alexa(signing: Path) -> None:
    roots = roots_of((signing / certificates.ROOT).read_bytes())
    trusted = validate((signing / certificates.CHAIN).read_bytes(), roots, datetime.now(UTC))
    headers = certificates.Signer(signing).headers(b"body")
    assert headers["SignatureCertChainUrl"] == "https://s3.amazonaws.com/echo.api/second-hello-dev.pem"
    trusted.key.verify(base64.b64decode(headers["Signature-256"]), b"body", PKCS1v15(), SHA256())


def test_every_certificate_names_its_keys(signing: Path) -> None:
    chain = x509.load_pem_x509_certificates((signing / certificates.CHAIN).read_bytes())
    assert len(chain) == 2
    for certificate in chain:
        assert isinstance(certificate.public_key(), RSAPublicKey)
        certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier)
        certificate.extensions.get_extension_for_class(x509.AuthorityKeyIdentifier)


def test_the_key_is_for_its_owner_only_and_made_anew(tmp_path: Path) -> None:
    key = tmp_path / "a" / "leaf.key"
    certificates.make(tmp_path / "a")
    first = key.read_bytes()
    certificates.make(tmp_path / "a")
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert key.read_bytes() != first


def test_a_folder_without_certificates_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="second-hello dev-certs"):
        certificates.Signer(tmp_path)
    (tmp_path / "leaf.key").write_text("no key")
    with pytest.raises(BadInput, match="second-hello dev-certs"):
        certificates.Signer(tmp_path)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(BadInput, match="cannot be written"):
        certificates.make(tmp_path / "file")
