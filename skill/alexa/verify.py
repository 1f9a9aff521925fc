"""Whether a request comes from Alexa, to this skill, and now: over headers and raw bytes, knowing no Flask.

The order is that of what it costs: what a stranger can send for nothing is refused for nothing. No certificate is
asked for before the headers are well-formed, and no byte of a body is read before its signature is right.
"""

import base64
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256

from skill.alexa import envelope
from skill.alexa.clock import utc
from skill.errors import BadInput, Refused

URL_HEADER = "SignatureCertChainUrl"
SIGNATURE_HEADER = "Signature-256"
TURN_WINDOW = timedelta(seconds=150)
EVENT_WINDOW = timedelta(seconds=3600)

_URL_LIMIT = 1024  # characters
_URL = re.compile(r"https://s3\.amazonaws\.com(?::443)?(/[a-z0-9._~/-]+)", re.IGNORECASE | re.ASCII)
_SIGNATURE = re.compile(r"[A-Za-z0-9+/]{340,1368}={0,2}", re.ASCII)  # of an RSA key from 2048 to 8192 bits
_EVENTS = ("AlexaSkillEvent.", "AlexaHouseholdListEvent.", "Reminders.", "Messaging.")


class Headers(Protocol):
    """The headers of a request, by name in any case."""

    def get(self, key: str, /) -> str | None:
        """Return a header's value, None where there is none."""


@dataclass(frozen=True)
class Admitted:
    """A request that is Alexa's: its envelope, and until when it could be sent again."""

    envelope: dict[str, Any]
    until: datetime


@dataclass(frozen=True)
class Verifier:
    """What lets requests in.

    key_of: the path of a chain -> its key, raises Refused. skill_ids: the applications answered.
    """

    key_of: Callable[[str], RSAPublicKey]
    skill_ids: tuple[str, ...]
    now: Callable[[], datetime] = utc

    def admit(self, headers: Headers, raw: bytes) -> Admitted:
        """Return the envelope of a request; raises Refused, or BadInput where Alexa signed nonsense."""
        path = chain_path(headers.get(URL_HEADER))
        signature = signature_of(headers.get(SIGNATURE_HEADER))
        try:
            self.key_of(path).verify(signature, raw, PKCS1v15(), SHA256())
        except InvalidSignature:
            raise Refused("signature", "The signature is not that of this body.") from None
        received = envelope.parse(raw)
        until = self._until(received["request"])
        if not any(envelope.is_for(received, skill_id) for skill_id in self.skill_ids):
            raise Refused("skill", "The request is for another skill.")
        return Admitted(received, until)

    def _until(self, request: Mapping[str, Any]) -> datetime:
        stamp = request.get("timestamp")
        if stamp is None:
            raise Refused("timestamp", "request.timestamp is missing.")
        window = EVENT_WINDOW if request["type"].startswith(_EVENTS) else TURN_WINDOW
        try:
            sent = envelope.moment(stamp)
            if abs(self.now() - sent) > window:
                raise Refused("timestamp", f"The request is not from the last {window.seconds} seconds.")
            return sent + window
        except OverflowError:
            raise BadInput("request.timestamp is past every calendar.") from None


def chain_path(url: str | None) -> str:
    """Return the path at Amazon's host of a chain, without dots; raises Refused where the address is another's."""
    if not url:
        raise Refused("headers", f"The header {URL_HEADER} is missing.")
    found = _URL.fullmatch(url) if len(url) <= _URL_LIMIT else None
    if found is None:
        raise Refused("url", f"{URL_HEADER} is no address of a chain of Alexa's.")
    kept: list[str] = []
    segments = found[1].split("/")[1:]
    for segment in segments:
        if segment == "..":
            kept[-1:] = []
        elif segment != ".":
            kept.append(segment)
    # A folder is no chain, and an empty segment is not the same place for everyone who reads it.
    if kept[:1] != ["echo.api"] or len(kept) < 2 or "" in kept or segments[-1] in (".", ".."):
        raise Refused("url", f"{URL_HEADER} is no address of a chain of Alexa's.")
    return "/" + "/".join(kept)


def signature_of(text: str | None) -> bytes:
    """Return a signature as bytes; raises Refused where it is missing or not strict base64 of a fitting length."""
    if not text:
        raise Refused("headers", f"The header {SIGNATURE_HEADER} is missing.")
    signature = base64.b64decode(text) if _SIGNATURE.fullmatch(text) and len(text) % 4 == 0 else b""
    # Bits that belong to no byte must be zero, else many texts are the same signature.
    if base64.b64encode(signature) != text.encode():
        raise Refused("signature", f"{SIGNATURE_HEADER} is no signature in base64.")
    return signature
