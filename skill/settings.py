"""Typed settings from the environment; safe where nothing is set, and no default is a secret."""

import ipaddress
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from skill.errors import SettingsError

PREFIX = "SECOND_HELLO_"
_RATE = re.compile(r"[1-9]\d{0,6} per (second|minute|hour|day)")
_ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(:\d{1,5})?")
_REDIS = re.compile(r"rediss?://\S+")
_TOKEN = re.compile(r"[A-Za-z0-9._~+/=-]{1,512}")
_SKILL_ID = re.compile(r"amzn1\.ask\.skill\.[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_LOGS = ("json", "text", "off")
_MOST_PROXIES = 10
_LOOPBACK = ipaddress.ip_network("127.0.0.0/8")


@dataclass(frozen=True)
class Settings:
    """How the service runs; see docs/settings.md.

    port: 0 takes any free one. skill_ids: the applications answered. verify: whether only Alexa is let in; without,
    it takes development, a loopback host, and no skill_ids for all. trust_roots: a file of certificates in place of
    the system's. cert_mirror: a folder in place of Amazon's host of certificates. strict: a defect of ours is the
    server's error, for developers.
    rate_limit: how often one address may ask the API and the page ("300 per minute"), None for no limit. redis_url:
    where that is counted, None for this process's memory. cors_origins: sites whose pages may call the API.
    proxies: how many in front are believed when they say for whom they ask. metrics_token: what opens /metrics, None
    for callers on this machine. log: "json", "text" or "off".
    """

    host: str = "127.0.0.1"
    port: int = 8080
    skill_ids: tuple[str, ...] | None = None
    verify: bool = True
    development: bool = False
    trust_roots: str | None = None
    cert_mirror: str | None = None
    strict: bool = False
    rate_limit: str | None = "300 per minute"
    redis_url: str | None = field(default=None, repr=False)
    cors_origins: tuple[str, ...] | None = None
    proxies: int = 0
    metrics_token: str | None = field(default=None, repr=False)
    log: str = "json"

    def __post_init__(self) -> None:
        if not self.verify and not self.development:
            raise SettingsError("Requests go without being verified with second-hello run --development only.")
        if not self.verify and not is_loopback(self.host):
            raise SettingsError(
                "Where requests are not verified, the service listens on this machine only,"
                f" not on {self.host!r}: leave the host out, or take 127.0.0.1."
            )
        if not self.verify and self.proxies:
            raise SettingsError("Where requests are not verified, no proxy may pass on any: SECOND_HELLO_PROXIES is 0.")
        if not 0 <= self.port <= 65535:
            raise SettingsError(f"A port is a number from 0 to 65535, not {self.port}.")
        if self.rate_limit is not None and not _RATE.fullmatch(self.rate_limit):
            raise SettingsError(f'A rate limit is such as "300 per minute", or off, not {self.rate_limit!r}.')
        if self.redis_url is not None and not _REDIS.fullmatch(self.redis_url):
            # It may hold a password, so it is not repeated.
            raise SettingsError("The address of Redis begins with redis:// or rediss://.")
        for origin in self.cors_origins or ():
            if not _ORIGIN.fullmatch(origin):
                raise SettingsError(f"An origin is such as https://example.org, with no path, not {origin!r}.")
        if not 0 <= self.proxies <= _MOST_PROXIES:
            raise SettingsError(f"The proxies in front are 0 to {_MOST_PROXIES}, not {self.proxies}.")
        if self.metrics_token is not None and not _TOKEN.fullmatch(self.metrics_token):
            raise SettingsError("A token for /metrics is made of letters, digits and . _ ~ + / = - only.")
        if self.log not in _LOGS:
            raise SettingsError(f"A log is {', '.join(_LOGS[:-1])} or {_LOGS[-1]}, not {self.log!r}.")


def from_environ(environ: Mapping[str, str], **given: Any) -> Settings:
    """Return the settings that an environment asks for; what is given and not None goes before it.

    Raises SettingsError on a value of the wrong kind, and on a name with our prefix that is no setting.
    """
    strangers = sorted(n for n in environ if n.startswith(PREFIX) and n not in VARIABLES)
    if strangers:
        raise SettingsError(f"{strangers[0]} is no setting. There are {', '.join(VARIABLES)}.")
    values: dict[str, Any] = {}
    for name, (known, read) in VARIABLES.items():
        if value := environ.get(name, "").strip():
            values[known] = read(name, value)
    return Settings(**{**values, **{name: value for name, value in given.items() if value is not None}})


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
    known |= {"on": True, "off": False}
    if value.lower() not in known:
        raise SettingsError(f"{name} is true or false, not {value!r}.")
    return known[value.lower()]


def _rate(name: str, value: str) -> str | None:
    return None if value.lower() in ("off", "none", "0") else value


def _list(name: str, value: str) -> tuple[str, ...]:
    return tuple(item for each in value.split(",") if (item := each.strip().rstrip("/")))


def _ids(name: str, value: str) -> tuple[str, ...]:
    ids = _list(name, value)
    for each in ids:
        if not _SKILL_ID.fullmatch(each):
            raise SettingsError(
                f"{name} is amzn1.ask.skill. and a UUID, as the developer console shows it, not {each!r}."
            )
    return ids


# PORT is what many hosts set; our own name goes before it.
VARIABLES: Mapping[str, tuple[str, Callable[[str, str], Any]]] = {
    "PORT": ("port", _number),
    "SECOND_HELLO_HOST": ("host", _text),
    "SECOND_HELLO_PORT": ("port", _number),
    "SECOND_HELLO_SKILL_ID": ("skill_ids", _ids),
    "SECOND_HELLO_VERIFY": ("verify", _switch),
    "SECOND_HELLO_TRUST_ROOTS": ("trust_roots", _text),
    "SECOND_HELLO_CERT_MIRROR": ("cert_mirror", _text),
    "SECOND_HELLO_STRICT": ("strict", _switch),
    "SECOND_HELLO_RATE_LIMIT": ("rate_limit", _rate),
    "SECOND_HELLO_REDIS_URL": ("redis_url", _text),
    "SECOND_HELLO_CORS_ORIGINS": ("cors_origins", _list),
    "SECOND_HELLO_PROXIES": ("proxies", _number),
    "SECOND_HELLO_METRICS_TOKEN": ("metrics_token", _text),
    "SECOND_HELLO_LOG": ("log", _text),
}
