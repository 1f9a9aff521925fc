"""The page at /: a form to fill in, rendered here; it works without a script, and keeps nothing."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from flask import Blueprint, Flask, Response, current_app, render_template, request
from jinja2 import StrictUndefined

from skill import wording
from skill.coach.grammar import pronoun_words
from skill.coach.style import CHANGES
from skill.content import TEMPLATES
from skill.web.answers import LOCALE, DraftAnswer, label
from skill.web.form import CHOICES, LIMITS, Form, read
from skill.web.view import view

_STATIC = Path(__file__).parent / "static"
_MORE = ("day", "you", "friend", "meets_again", "reason")
_DEFAULTS = {"pronoun": "they", "tone": "friendly", "history": "none"}
_OWN_CHANNELS = {"text": "channel_first_text", "friend": "channel_via_friend", "in_person": "channel_in_person"}


def mount(app: Flask) -> None:
    """Give an app the page and what it is made of."""
    room = Blueprint("pages", __name__, template_folder=str(TEMPLATES / "web"))
    room.add_url_rule("/", view_func=page, methods=["GET", "POST"], provide_automatic_options=False)
    app.register_blueprint(room)
    assets = Blueprint("assets", __name__, static_folder=str(_STATIC), static_url_path="/static")
    assets.after_request(_for_long)
    app.register_blueprint(assets)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(say=say, label=label, asset=asset)


def page() -> Response:
    """Show the page, with an answer to what was filled in."""
    form = read(request.form.to_dict()) if request.method == "POST" else Form()
    shown, words = view(form), pronoun_words(form.details.pronoun)
    html = render_template(
        "page.html",
        form=form,
        view=shown,
        wrong=form.wrong - {"text", "own"},
        more=any(form[name] for name in _MORE) or any(form[n] != first for n, first in _DEFAULTS.items()),
        they=words["they"],
        them=words["them"],
        choices=CHOICES,
        limits=LIMITS,
        changes=[name for name in CHANGES if name != "another"],
        option=option,
        size=lambda name: max(len(form[name]) or len(say(f"{name}_hint")), 3),
        draft_title=_title(shown.shown.draft) if shown.shown else "",
        dropped=[say(f"dropped_{name}") for name in shown.shown.draft.dropped] if shown.shown else [],
    )
    return Response(html, 422 if form.wrong else 200, content_type="text/html; charset=utf-8")


def error(status: int, what: str) -> Response | None:
    """Return a page that says what went wrong, or None where it is not a browser that asks."""
    if request.path.startswith(("/api/", "/alexa")):
        return None
    if request.accept_mimetypes.best_match(["application/json", "text/html"]) != "text/html":
        return None
    title, what = (say("error_404"), "") if status == 404 else (say("error_title"), what)
    html = render_template("error.html", title=title, what=what)
    return Response(html, status, content_type="text/html; charset=utf-8")


def say(block: str, **values: object) -> str:
    """Return words of the page."""
    return wording.render(LOCALE, "pages", block, **values)


def option(words: str, value: str) -> str:
    """Return the words of a choice."""
    if words == "tone_":
        return label(f"tone_{value}")
    if words == "own_channel_":
        return label(_OWN_CHANNELS.get(value, f"platform_{value}"))
    return say(f"{words}{value or 'untold'}")


@cache
def asset(name: str) -> str:
    """Return the URL of a static file, which changes when the file does."""
    return f"/static/{name}?v={sha256((_STATIC / name).read_bytes()).hexdigest()[:12]}"


def _for_long(response: Response) -> Response:
    if response.status_code == 200 and request.args.get("v") and not current_app.debug:
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def _title(draft: DraftAnswer) -> str:
    if draft.channel == "social_dm":
        return say("draft_social", platform=label(f"platform_{draft.platform}")) if draft.platform else say("draft")
    blocks = {"via_friend": "draft_friend", "first_text": "draft_text"}
    return say(blocks.get(draft.channel, f"draft_{draft.channel}"))
