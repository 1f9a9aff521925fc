"""What docs/deploy.md says to put on a server is what the service has."""

import re
import shutil
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

from skill import metrics
from skill.app import create_app
from skill.settings import PREFIX, VARIABLES, Settings, from_environ
from skill.web import leaving, limits
from tests.debian import install

_DOCS = (Path(__file__).parent.parent / "docs" / "deploy.md").read_text(encoding="utf-8")
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def _block(language: str, with_: str = "") -> str:
    (found,) = (text for known, text in _BLOCK.findall(_DOCS) if known == language and with_ in text)
    return str(found)


def test_every_setting_that_is_named_is_one() -> None:
    assert set(re.findall(rf"{PREFIX}[A-Z_]+", _DOCS)) <= set(VARIABLES)


def test_the_settings_can_be_used_as_they_stand() -> None:
    lines = _block("", with_=f"{PREFIX}SKILL_ID").split()
    settings = from_environ(dict(line.split("=", 1) for line in lines))
    assert settings.verify
    assert settings.proxies == 1


def test_every_number_that_is_named_is_one() -> None:
    told = metrics.text()
    named = set(re.findall(r"second_hello_\w+", _DOCS))
    assert len(named) > 5
    assert {name for name in named if f"# TYPE {name} " not in told} == set()


def test_the_headers_of_a_proxy_are_those_that_are_looked_at() -> None:
    (row,) = (line for line in _DOCS.splitlines() if line.startswith("| not set"))
    named = set(re.findall(r"`([A-Z][\w-]+)`", row))
    assert {name.lower() for name in named} == {name.lower() for name in limits.PASSED_ON}


def test_the_proxy_passes_on_every_route_but_those_for_the_house() -> None:
    (patterns,) = re.findall(r"^\t@public path (.+)$", _block("caddyfile"), re.MULTILINE)
    app = create_app(Settings(verify=False, development=True))
    kept = {r.rule for r in app.url_map.iter_rules() if not any(fnmatch(r.rule, p) for p in patterns.split())}
    assert kept == {"/healthz", "/readyz", "/metrics"}


def test_systemd_waits_for_the_end() -> None:
    found = re.search(r"^TimeoutStopSec=(\d+)$", _block("ini"), re.MULTILINE)
    assert found
    assert int(found[1]) >= leaving.PATIENCE + 5


def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        install("systemd")
    unit = tmp_path / "second-hello.service"
    (tmp_path / "env").touch()
    text = _block("ini").replace("/opt/second-hello/now/bin/second-hello", sys.executable)
    unit.write_text(text.replace("/etc/second-hello.env", str(tmp_path / "env")), encoding="utf-8")
    ran = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(unit)], capture_output=True, text=True, check=False
    )
    assert (ran.returncode, [line for line in ran.stderr.splitlines() if unit.name in line]) == (0, [])
