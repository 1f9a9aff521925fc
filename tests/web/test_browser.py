"""The page in a real browser, with a script and without, and what axe says of it."""

import shutil
import subprocess
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import browser
from tests.web import screenshots

_MINE = "Hi Maya, we met at the gym. You owe me an answer."


def test_fill_in_draft_refine_edit_and_copy(page: Page) -> None:
    screenshots.filled(page)
    text = page.locator("#text")
    expect(page.locator(".advice")).to_contain_text("one short hello is fine")
    expect(text).to_have_value("Hi Maya, it was nice meeting you at the gym. I enjoyed our talk about hiking.")
    first = text.input_value()

    page.get_by_role("button", name="Shorter").click()
    expect(page.locator("#draft-note")).to_contain_text("Shorter, done.")
    expect(page.locator("#status")).to_have_text("Shorter, done.")
    assert len(text.input_value()) < len(first)
    page.get_by_role("button", name="Undo").click()
    expect(text).to_have_value(first)
    page.get_by_role("button", name="Another").click()
    expect(text).not_to_have_value(first)

    text.fill(_MINE)
    expect(page.locator("#draft-review mark").first).to_contain_text("owe me")
    expect(page.locator("#status")).to_contain_text("to look at.")
    expect(text).to_have_value(_MINE)
    expect(text).to_be_focused()
    page.get_by_role("button", name="Use this").click()
    expect(page.locator("#draft-review .ok")).to_be_visible()

    page.get_by_role("button", name="Copy").click()
    expect(page.locator("#draft-note")).to_contain_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == text.input_value()


def test_a_detail_told_later_goes_into_the_draft(page: Page) -> None:
    screenshots.filled(page)
    page.locator("#person").fill("Mia")
    page.locator("#topic").focus()
    expect(page.locator("#text")).to_have_value(
        "Hi Mia, it was nice meeting you at the gym. I enjoyed our talk about hiking."
    )
    expect(page.locator("#topic")).to_be_focused()
    page.get_by_text("More details").click()
    page.locator("#history").select_option("waiting")
    expect(page.locator(".advice")).to_contain_text("Nothing to send now.")
    expect(page.locator("details")).to_have_attribute("open", "")
    page.get_by_role("button", name="One note that asks for nothing").click()
    expect(page.locator("#way")).to_have_value("after_no_reply")
    expect(page.locator("#text")).to_be_visible()


def test_a_pasted_message_is_read_as_it_is_typed(page: Page) -> None:
    own = page.locator("#own-text")
    own.press_sequentially("Hi Maya, it was nice to meet you at the gym.")
    expect(page.locator("#own-review .ok")).to_be_visible()
    own.press_sequentially(" You owe me an answer.")
    expect(page.locator("#own-review mark")).to_contain_text("owe me")
    expect(page.locator("#own-review .findings li")).not_to_have_count(0)
    expect(own).to_be_focused()
    page.locator("#own-review").get_by_role("button", name="Use this").click()
    expect(own).not_to_have_value("")
    expect(page.locator("#own-review .ok")).to_be_visible()
    expect(page.locator("#answer")).to_be_empty()
    page.get_by_text("More details").click()
    page.locator("#history").select_option("declined")
    expect(page.locator("#own-review mark").first).to_be_visible()
    page.locator("#own_history").select_option("none")
    expect(page.locator("#own-review .ok")).to_be_visible()


def test_what_does_not_fit_is_said_at_once(page: Page) -> None:
    page.locator("#person").fill("<b>Maya</b>")
    page.get_by_role("button", name="Show me").click()
    expect(page.locator("#person")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#person-wrong")).to_be_in_viewport()
    expect(page.locator("#person")).to_be_focused()
    expect(page.locator("#person")).to_be_in_viewport()
    expect(page.locator("#answer")).to_be_empty()
    page.locator("#person").fill("Maya")
    page.get_by_role("button", name="Show me").click()
    expect(page.locator("#text")).to_be_visible()
    expect(page.locator("#person-wrong")).to_have_count(0)


def test_what_goes_wrong_is_shown(page: Page) -> None:
    busy = '<main><p class="lead">That was a lot at once.</p></main>'
    page.route("**/", lambda route: route.fulfill(status=429, body=busy, content_type="text/html"))
    page.get_by_role("button", name="Show me").click()
    expect(page.locator("#status")).to_have_text("That was a lot at once.")
    expect(page.locator("#status")).not_to_have_class("unseen")
    page.unroute("**/")
    page.get_by_role("button", name="Show me").click()
    expect(page.locator("#text")).to_be_visible()
    expect(page.locator("#status")).to_have_class("unseen")


def test_it_works_from_the_keyboard(page: Page) -> None:
    page.keyboard.press("Tab")
    expect(page.get_by_text("Skip to the page")).to_be_focused()
    page.locator("#person").focus()
    for typed in ("Maya", "at the gym", "hiking"):
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
    expect(page.locator("#way")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.locator("#topic").press("Enter")
    expect(page.locator("#text")).to_be_visible()
    warmer = page.get_by_role("button", name="Warmer")
    warmer.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#draft-note .news")).to_be_visible()
    expect(page.get_by_role("button", name="Warmer")).to_be_focused()


def test_without_any_browser_each_way_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(command: list[str], **_: object) -> None:
        raise subprocess.CalledProcessError(1, command[0])

    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(subprocess, "run", refuse)
    with pytest.raises(RuntimeError) as error:
        browser.path()
    lines = str(error.value).splitlines()
    assert [line.split(":")[0] for line in lines[1:]] == ["On the system", "From Debian's packages", "From Playwright"]


@pytest.fixture
def plain(chromium: Browser, service_url: str) -> Iterator[Page]:
    context = chromium.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(service_url)
    yield opened
    context.close()


def test_it_works_without_a_script(plain: Page) -> None:
    for name, value in {"person": "Maya", "place": "at the gym", "topic": "hiking"}.items():
        plain.locator(f"#{name}").fill(value)
    plain.locator("#way").select_option("instagram")
    plain.locator("#topic").press("Enter")
    expect(plain.locator(".advice")).to_be_visible()
    text = plain.locator("#text")
    first = text.input_value()
    expect(plain.get_by_role("button", name="Copy")).to_have_count(0)
    plain.get_by_role("button", name="Shorter").click()
    expect(plain.locator("#draft-note")).to_contain_text("Shorter, done.")
    assert text.input_value() != first
    text.fill(_MINE)
    plain.get_by_role("button", name="Check my edit").click()
    expect(plain.locator("#draft-review mark").first).to_contain_text("owe me")
    plain.get_by_role("button", name="Undo").click()
    plain.locator("#own-text").fill(_MINE)
    plain.get_by_role("button", name="Read it").click()
    expect(plain.locator("#own-review mark").first).to_contain_text("owe me")


def test_without_a_script_it_stays_where_something_is_wrong(plain: Page) -> None:
    plain.locator("#person").fill("<b>Maya</b>")
    plain.get_by_role("button", name="Show me").click()
    expect(plain.locator("#person-wrong")).to_be_in_viewport()
    expect(plain.locator("#person")).to_be_in_viewport()
