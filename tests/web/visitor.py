"""Somebody who visits the page with a browser without scripts: it sends one form, whole."""

import html
import re
from typing import Any

from flask.testing import FlaskClient

STORY = {"person": "Maya", "place": "at the gym", "topic": "hiking", "way": "instagram"}
_FIELD = re.compile(r'<input[^>]* name="(\w+)" value="([^"]*)"')
_CHOICE = re.compile(r'<select[^>]* name="(\w+)">(.*?)</select>', re.DOTALL)
_TEXT = re.compile(r'<textarea[^>]* name="(\w+)"[^>]*>\n(.*?)</textarea>', re.DOTALL)


def values(text: str) -> dict[str, str]:
    """What a browser would send of a page."""
    chosen = {name: re.search(r'value="(\w*)" selected', options) for name, options in _CHOICE.findall(text)}
    found = (
        dict(_FIELD.findall(text)) | {name: one[1] for name, one in chosen.items() if one} | dict(_TEXT.findall(text))
    )
    return {name: html.unescape(value) for name, value in found.items()}


class Visitor:
    """Somebody who fills in the form and presses its buttons."""

    def __init__(self, client: FlaskClient) -> None:
        self.client, self.status = client, 0
        self._took(client.get("/"))

    def press(self, button: str, **typed: str) -> None:
        self._took(self.client.post("/", data={**values(self.html), **typed, "do": button}))

    @property
    def draft(self) -> str:
        return values(self.html)["text"]

    def _took(self, answer: Any) -> None:
        self.status, self.html = answer.status_code, answer.text
        # What is seen, without the markup around it.
        self.seen = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", self.html)).split())
