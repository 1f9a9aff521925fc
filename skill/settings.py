"""Typed settings from the environment; safe where nothing is set, and no default is a secret."""

import ipaddress
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from skill.errors import SettingsError

PREFIX = "SECOND_HELLO_"
_LOOPBACK = ipaddress.ip_network("127.0.0.0/8")


@dataclass(frozen=True)
class Settings:
    """How the service runs; see docs/settings.md.

    host: a loopback address, as long as requests are not verified. port: 0 takes any free one. skill_id: the
    only application answered, None for all. strict: a defect of ours is the server's error, for developers.
    """

    host: str = "127.0.0.1"
    port: int = 8080
    skill_id: str | None = None
    development: bool = True
    strict: bool = False

    def __post_init__(self) -> None:
        if not self.development:
            raise SettingsError(
                "Requests cannot be verified yet, so the service runs in development only: leave"
                " SECOND_HELLO_DEVELOPMENT unset."
            )
        if not is_loopback(self.host):
            raise SettingsError(
                "Requests are not verified yet, so the service listens on this machine only,"
                f" not on {self.host!r}: leave the host out, or take 127.0.0.1."
            )
        if not 0 <= self.port <= 65535:
            raise SettingsError(f"A port is a number from 0 to 65535, not {self.port}.")


def from_environ(environ: Mapping[str, str], **given: Any) -> Settings:
    """Return the settings that an environment asks for; what is given and not None goes before it.

    Raises SettingsError on a value of the wrong kind, and on a name with our prefix that is no setting.
    """
    strangers = sorted(n for n in environ if n.startswith(PREFIX) and n not in VARIABLES)
    if strangers:
        raise SettingsError(f"{strangers[0]} is no setting. There are {', '.join(VARIABLES)}.")
    values: dict[str, Any] = {}
    for name, (field, read) in VARIABLES.items():
        if value := environ.get(name, "").strip():
            values[field] = read(name, value)
    return Settings(**{**values, **{field: value for field, value in given.items() if value is not None}})


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine and nothing else: 127.0.0.0/8, ::1 or localhost."""
    if host == "localhost":
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address in _LOOPBACK if address.version == 4 else address == ipaddress.IPv6Address("::1")


def _text(name: str, value: str) -> str:
    return value


def _number(name: str, value: str) -> int:
    if not (value.isascii() and value.isdigit()):
        raise SettingsError(f"{name} is a number, not {value!r}.")
    return int(value[:20])


def _switch(name: str, value: str) -> bool:
    known = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
    if value.lower() not in known:
        raise SettingsError(f"{name} is true or false, not {value!r}.")
    return known[value.lower()]


# PORT is what many hosts set; our own name goes before it.
VARIABLES: Mapping[str, tuple[str, Callable[[str, str], Any]]] = {
    "PORT": ("port", _number),
    "SECOND_HELLO_HOST": ("host", _text),
    "SECOND_HELLO_PORT": ("port", _number),
    "SECOND_HELLO_SKILL_ID": ("skill_id", _text),
    "SECOND_HELLO_DEVELOPMENT": ("development", _switch),
    "SECOND_HELLO_STRICT": ("strict", _switch),
}
