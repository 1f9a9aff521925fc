"""What the page shows: a filled-in form -> the next step, one draft, and how a message lands."""

from dataclasses import dataclass, replace
from typing import Any

from skill import wording
from skill.coach.channels import channel_of
from skill.coach.closing import close_of
from skill.coach.drafting import Recipe
from skill.coach.next_step import NextStep, next_step
from skill.coach.review import Review, review
from skill.coach.situation import History, Situation
from skill.coach.style import CHANGES
from skill.errors import BadInput
from skill.web import answers
from skill.web.answers import LOCALE, DraftAnswer
from skill.web.form import Form
from skill.web.held_back import HeldBack, held_back, history_of
from skill.web.marking import Read
from skill.web.packing import Packed, unpack
from skill.web.refining import changed
from skill.web.schemas import TEXT_LIMIT


@dataclass(frozen=True)
class Shown:
    """The draft on the page: as the coach wrote it, and as it stands there, with what just happened to it."""

    draft: DraftAnswer
    text: str
    note: str | None
    kept: str
    kept_draft: str
    read: Read

    @property
    def edited(self) -> bool:
        """Whether somebody changed its words by hand."""
        return self.text != self.draft.text

    @property
    def undoes(self) -> bool:
        """Whether there is something to take back."""
        return bool(self.draft.changes or self.kept or self.edited)


@dataclass(frozen=True)
class View:
    """All that the page shows beside the form itself.

    first: what would come first, where another way was chosen. ends: the step itself says that there is nothing to
    write. offer: the way of writing that is left after silence or a no.
    """

    step: NextStep | None = None
    first: NextStep | None = None
    shown: Shown | None = None
    held: HeldBack | None = None
    ends: bool = False
    offer: str | None = None
    own: Read | None = None


def view(form: Form) -> View:
    """Return what the page shows for a form."""
    own = _own(form) if "own" not in form.wrong else None
    if form.wrong - {"own"} or not form.asks:
        return View(own=own)
    channel, platform = channel_of(_CHANNELS.get(form["way"], form["way"])) if form["way"] != "best" else (None, None)
    history = history_of(channel or "", form.history)
    situation = form.situation(history)
    best = next_step(situation, LOCALE)
    if channel is None:
        step, recipe = best, best.line and replace(best.line, tone=form["tone"])
    else:
        step = next_step(_chosen(situation, form["way"]), LOCALE)
        line = "ask" if form["way"] == "ask" else "hello"
        recipe = Recipe(channel, form.details, line, platform, form["tone"])
    shown = View(step, best if best.name != step.name else None, offer=close_of(history), own=own)
    if recipe is None:
        return replace(shown, ends=True)
    if held := held_back(recipe.channel, recipe.line, history, form.details, LOCALE):
        if not close_of(history):
            return replace(shown, step=best, first=None, held=held)
        # Why nothing asks on is in the step; that silence needs no close is not.
        return replace(shown, ends=True, held=held if recipe.channel == "graceful_close" else None)
    return replace(shown, shown=_shown(form, recipe, history))


_CHANNELS = {"ask": "in_person"}


def _chosen(situation: Situation, way: str) -> Situation:
    """The situation as if the way that was chosen were the one that is left; after silence or a no, none is."""
    if close_of(situation.history):
        return situation
    if way == "in_person":
        return replace(situation, meets_again="yes", history="none")
    if way == "ask":
        return replace(situation, history="met_again")
    if way == "text":
        return replace(situation, has_number=True)
    if way == "friend":
        return replace(situation, meets_again="no", other_way="friend", history="none")
    alone = replace(situation.details, friend=None)
    return replace(situation, details=alone, meets_again="no", other_way="online", history="none")


def _shown(form: Form, wanted: Recipe, history: History) -> Shown:
    """Return the draft after the button that was pressed; an edit that it replaces is kept for one undo."""
    before = _before(form["draft"])
    packed = Packed(wanted, history)
    if before and _same(before.recipe, wanted):
        packed = Packed(before.recipe.with_details(wanted.details), history)
    written = changed(before, None).text if before else ""
    text = form["text"].strip()
    edit = text if before and text and text != written else ""
    if form.do == "undo":
        return _undone(form, packed, edit)
    change = form.do.removeprefix("change:") if form.do.startswith("change:") else None
    made = changed(packed, change if change in CHANGES else None)
    note = _note(change, made.fits) if change in CHANGES else None
    if not edit:
        return _whole(made, made.text, form, note)
    if form.do == "use:draft":
        better = _review(edit, made.channel, history, form).rewrite
        return _whole(made, better.text if better else edit, form, None, kept=edit if better else "")
    if made.text == written:
        return _whole(made, edit, form, note)
    return _whole(made, made.text, form, note, kept=edit)


def _undone(form: Form, packed: Packed, edit: str) -> Shown:
    kept, its_draft = form["kept"].strip()[:TEXT_LIMIT], _before(form["kept_draft"])
    note = wording.render(LOCALE, "pages", "changed_undo")
    if kept and not edit:
        recipe = its_draft.recipe.with_details(packed.recipe.details) if its_draft else packed.recipe
        return _whole(changed(Packed(recipe, packed.history), None), kept, form, note)
    made = changed(packed, None if edit else "undo")
    return _whole(made, made.text, form, note)


def _whole(made: DraftAnswer, text: str, form: Form, note: str | None, *, kept: str = "") -> Shown:
    if text == made.text:
        read = Read(text, Review("ok", (), made.lands, None))
    else:
        read = Read(text, _review(text, made.channel, unpack(made.id).history, form))
    return Shown(made, text, note, kept, form["draft"] if kept else "", read)


def _note(change: str, fits: bool) -> str:
    if not fits:
        return wording.render(LOCALE, "pages", "no_further")
    if change == "another":
        return wording.render(LOCALE, "pages", "changed_another")
    return wording.render(LOCALE, "pages", "changed", change=answers.label(f"change_{change}"))


def _before(draft: str) -> Packed | None:
    try:
        return unpack(draft)
    except BadInput:
        return None


def _same(one: Recipe, other: Recipe) -> bool:
    return (one.channel, one.platform, one.line, one.tone) == (other.channel, other.platform, other.line, other.tone)


def _own(form: Form) -> Read | None:
    """Read the message that was pasted, or its rewrite where that was taken instead."""
    text, channel = form["own"], form["own_channel"]
    history = form["own_history"] or history_of(form["way"], form.history)
    if not text.strip():
        return None
    read = Read(text, _review(text, channel, history, form))
    if form.do == "use:own" and (better := read.review.rewrite):
        return Read(better.text, _review(better.text, channel, history, form))
    return read


def _review(text: str, channel: str, history: Any, form: Form) -> Review:
    return review(text, channel_of(channel)[0], history, form.details, LOCALE)
