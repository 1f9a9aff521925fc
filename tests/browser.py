"""A Chromium for the tests of the page: the system's own, else Debian's, else Playwright's."""

import fcntl
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.debian import install

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]


@contextmanager
def browser() -> Iterator[Browser]:
    """Start a headless Chromium, which is installed where there is none, and end it again.

    Raises RuntimeError with one line for each way that failed.
    """
    found = path()
    with sync_playwright() as playwright:
        # Given no path it is Playwright's own.
        started = playwright.chromium.launch(executable_path=found, args=_ARGS)
        try:
            yield started
        finally:
            started.close()


def path() -> str | None:
    """Return where Chromium is, None where it is Playwright's own."""
    failed = []
    # Two workers of one run may both come this way; the second finds what the first installed.
    with (Path(tempfile.gettempdir()) / "second-hello-chromium.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for way in (_system, _debian, _playwright):
            try:
                return way()
            except (OSError, LookupError, subprocess.CalledProcessError) as error:
                failed.append(f"{way.__doc__}: {error}")
    raise RuntimeError("\n".join(["There is no Chromium for the tests of the page.", *failed]))


def _system() -> str:
    """On the system"""
    for name in _NAMES:
        if found := shutil.which(name):
            return found
    raise LookupError(f"none of {', '.join(_NAMES)} is on the path")


def _debian() -> str:
    """From Debian's packages"""
    install("chromium", "fonts-liberation")
    return _system()


def _playwright() -> None:
    """From Playwright"""
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
