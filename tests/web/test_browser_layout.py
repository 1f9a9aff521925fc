"""How the pages look in a real browser: what axe says of them, and whether everything has its place."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.web import screenshots


def nowhere(page: Page) -> None:
    """Open a page that is not there."""
    page.goto(f"{page.url}nowhere")


def docs(page: Page) -> None:
    """Open the page for programs and run its first example."""
    page.get_by_role("link", name="For programs").click()
    page.get_by_role("button", name="Run").first.click()
    page.locator("output:not(:empty)").first.wait_for()


@pytest.mark.parametrize("state", [*screenshots.STATES, docs, nowhere], ids=lambda state: state.__name__)
def test_axe_finds_nothing(page: Page, state: Callable[[Page], None]) -> None:
    state(page)
    for scheme in screenshots.SCHEMES:
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]})
        assert found.violations_count == 0, found.generate_report()


def test_nothing_is_cut_off(page: Page) -> None:
    screenshots.concern(page)
    page.locator("#person").fill("M" * 40)
    page.locator("#topic").fill("how" + "w" * 77)
    page.get_by_role("button", name="Show me").click()
    expect(page.locator("#draft-note .news")).to_contain_text("Your own wording is one undo away.")
    _fits(page)
    docs(page)
    _fits(page)


def _fits(page: Page) -> None:
    for width in (320, 390, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_function("w => innerWidth === w && document.documentElement.scrollWidth <= w", arg=width)


def test_a_phone_has_the_draft_and_its_buttons_in_sight(chromium: Browser, service_url: str) -> None:
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(service_url)
    screenshots.filled(page)
    for name in ("Copy", "Another", "Undo", "Shorter"):
        button = page.get_by_role("button", name=name)
        expect(button).to_be_in_viewport(ratio=1)
        box = button.bounding_box()
        assert box
        assert box["height"] >= 44
    context.close()


def test_the_docs_run_their_examples(page: Page) -> None:
    docs(page)
    expect(page.locator("output").first).to_have_text("200")
    example = page.locator(".example").first
    example.locator("textarea").fill('{"about": {"person": "<b>"}}')
    example.get_by_role("button").click()
    expect(example.locator("output")).to_have_text("422")
