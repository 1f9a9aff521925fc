"""Takes pictures of the page at phone and desktop width, in both schemes: python -m tests.web.screenshots [FOLDER]."""

import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from skill.app import create_app
from skill.settings import Settings
from skill.web.server import running
from tests.browser import browser

WIDTHS = {"phone": (390, 844), "desktop": (1280, 900)}
SCHEMES = ("light", "dark")


def empty(page: Page) -> None:
    """Leave the page as it comes."""


def filled(page: Page) -> None:
    """Fill in the sentence and ask for the step."""
    for name, value in {"person": "Maya", "place": "at the gym", "topic": "hiking"}.items():
        page.locator(f"#{name}").fill(value)
    page.locator("#way").select_option("instagram")
    page.locator("button.primary").click()
    page.locator("#text").wait_for()


def details(page: Page) -> None:
    """Open the details, and change the draft."""
    filled(page)
    page.locator("summary").click()
    page.get_by_role("button", name="Shorter").click()
    page.locator("#draft-note", has_text="Shorter, done.").wait_for()


def concern(page: Page) -> None:
    """Edit the draft so that something in it weighs, and paste a message too."""
    filled(page)
    page.locator("#text").fill("Hi Maya, we met at the gym. You owe me a coffee, so answer me today.")
    page.locator("#draft-review .concern").wait_for()
    page.locator("#own-text").fill(
        "Hey, I saw that you were at the cafe with your sister again. Why don't you answer me?"
    )
    page.locator("#own-review .concern").wait_for()


def silence(page: Page) -> None:
    """Say that there was no answer."""
    filled(page)
    page.locator("summary").click()
    page.locator("#history").select_option("waiting")
    page.locator(".advice", has_text="Nothing to send now.").wait_for()


def wrong(page: Page) -> None:
    """Type what is no name."""
    page.locator("#person").fill("<b>Maya</b>")
    page.get_by_role("button", name="Show me").click()
    page.locator("#person-wrong").wait_for()


STATES: tuple[Callable[[Page], None], ...] = (empty, filled, details, concern, silence, wrong)


def main(folder: Path) -> None:
    """Write a picture of every state, width and scheme into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    settings = Settings(verify=False, development=True, strict=True, rate_limit=None)
    with running(create_app(settings)) as url, browser() as chromium:
        for scheme in SCHEMES:
            for width, (across, down) in WIDTHS.items():
                for state in STATES:
                    page = chromium.new_page(
                        viewport={"width": across, "height": down},
                        color_scheme="light" if scheme == "light" else "dark",
                        reduced_motion="reduce",
                    )
                    page.goto(url)
                    state(page)
                    page.screenshot(path=folder / f"{state.__name__}-{width}-{scheme}.png", full_page=True)
                    page.close()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "screenshots"))
