import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from skill.errors import SettingsError
from skill.settings import PREFIX, VARIABLES, Settings, from_environ, is_loopback

_ROW = re.compile(r"^\| `(\w+)` \| (?:`([^`]*)`|none) \| (.+) \|$", re.MULTILINE)
_DOCS = Path(__file__).parent.parent / "docs" / "settings.md"


def test_the_docs_and_the_settings_agree() -> None:
    rows = {name: default for name, default, _ in _ROW.findall(_DOCS.read_text(encoding="utf-8"))}
    assert set(rows) == set(VARIABLES)
    for name, default in rows.items():
        field, read = VARIABLES[name]
        if name.startswith(PREFIX):
            assert (read(name, default) if default else None) == getattr(Settings(), field), name


def test_every_setting_has_a_variable() -> None:
    # What takes the guard away is said on the command line, where it cannot be left behind by accident.
    assert {field for field, _ in VARIABLES.values()} | {"development"} == {f.name for f in fields(Settings)}


def test_nothing_set_is_safe() -> None:
    assert from_environ({}) == Settings(host="127.0.0.1", port=8080, skill_ids=None, verify=True, development=False)
    assert from_environ({"HOME": "/", "SECOND_HELLO_HOST": " ", "PORT": ""}) == Settings()


def test_the_environment_is_read() -> None:
    ids = tuple(f"amzn1.ask.skill.{digit * 8}-1111-4111-8111-{digit * 12}" for digit in "1a")
    environ = {"SECOND_HELLO_HOST": "::1", "SECOND_HELLO_PORT": "0", "SECOND_HELLO_SKILL_ID": f" {ids[0]}, {ids[1]},"}
    assert from_environ(environ) == Settings("::1", 0, ids)
    assert from_environ({"SECOND_HELLO_STRICT": "Yes"}).strict


def test_what_is_given_goes_before_ours_and_ours_before_port() -> None:
    environ = {"SECOND_HELLO_PORT": "2", "PORT": "1"}
    assert from_environ({"PORT": "1"}).port == 1
    assert from_environ(environ).port == 2
    assert from_environ(environ, port=3).port == 3
    assert from_environ(environ, port=None).port == 2
    assert from_environ(environ, port=0).port == 0


@pytest.mark.parametrize(
    ("environ", "words"),
    [
        ({"PORT": "http"}, "PORT is a number"),
        ({"PORT": "-1"}, "PORT is a number"),
        ({"PORT": "٣"}, "PORT is a number"),
        ({"PORT": "65536"}, "from 0 to 65535"),
        ({"PORT": "9" * 5_000}, "from 0 to 65535"),
        ({"SECOND_HELLO_STRICT": "perhaps"}, "true or false"),
        ({"SECOND_HELLO_PROT": "1"}, "SECOND_HELLO_PROT is no setting"),
        ({"SECOND_HELLO_DEVELOPMENT": "yes"}, "no setting"),
        ({"SECOND_HELLO_VERIFY": "off"}, "--development only"),
        ({"SECOND_HELLO_LOG": "xml"}, "json, text or off"),
        ({"SECOND_HELLO_PROXIES": "many"}, "PROXIES is a number"),
        ({"SECOND_HELLO_PROXIES": "11"}, "0 to 10"),
        ({"SECOND_HELLO_METRICS_TOKEN": "two words"}, "A token for /metrics"),
        ({"SECOND_HELLO_SKILL_ID": "amzn1.ask.skill..."}, "and a UUID"),
        ({"SECOND_HELLO_SKILL_ID": "amzn1.ask.skill.11111111-1111-4111-8111-11111111111"}, "and a UUID"),
        ({"SECOND_HELLO_SKILL_ID": "11111111-1111-4111-8111-111111111111"}, "and a UUID"),
    ],
)
def test_nonsense_is_one_line(environ: dict[str, str], words: str) -> None:
    with pytest.raises(SettingsError, match=words) as error:
        from_environ(environ)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "::1", "localhost"])
def test_this_machine_is_served(host: str) -> None:
    assert is_loopback(host)
    assert Settings(verify=False, development=True, host=host).host == host


_NOT_HERE = """0.0.0.0 :: * 10.0.0.1 192.168.1.1 example.com localhost.example.com 127.1 2130706433 127.0.0.1.
::ffff:127.0.0.1 ::ffff:10.0.0.1 fe80::1 127.0.0.1:80 LOCALHOST. 127.0.0.01 128.0.0.1 126.255.255.255"""


@pytest.mark.parametrize("host", ["", *_NOT_HERE.split()])
def test_no_other_address_is(host: str) -> None:
    assert not is_loopback(host)
    with pytest.raises(SettingsError):
        Settings(verify=False, development=True, host=host)
    assert Settings(host=host).host == host


@pytest.mark.parametrize(
    "change",
    [
        {"verify": False, "development": True, "host": "0.0.0.0"},
        {"verify": False, "development": True, "proxies": 1},
        {"port": 70_000},
        {"verify": False},
        {"proxies": -1},
        {"log": "JSON"},
    ],
)
def test_settings_made_by_hand_are_checked_too(change: dict[str, Any]) -> None:
    with pytest.raises(SettingsError):
        Settings(**change)


def test_a_secret_is_not_shown() -> None:
    shown = repr(Settings(metrics_token="zebra-1", redis_url="redis://u:zebra-2@cache"))
    assert "zebra" not in shown
    with pytest.raises(SettingsError) as error:
        from_environ({"SECOND_HELLO_METRICS_TOKEN": "zebra zebra"})
    assert "zebra" not in str(error.value)
