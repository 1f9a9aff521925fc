"""A draft sent back with a change."""

from skill.coach import drafting
from skill.web import answers
from skill.web.packing import MOST_CHANGES, Packed


def changed(packed: Packed, change: str | None) -> answers.DraftAnswer:
    """Return a draft after a change, an undo or none; where nothing fits further it stays, and says so."""
    recipe = packed.recipe
    if change is None:
        goes = True
    elif change == "undo":
        recipe, goes = recipe.undone(), bool(recipe.changes)
    elif goes := len(recipe.changes) < MOST_CHANGES:
        recipe = recipe.changed(change)
    made = drafting.write(recipe, answers.LOCALE)
    # A change that fitted before may not fit a new detail; that is no fault of what was asked now.
    fits = goes and (made.fits or change in (None, "undo"))
    return answers.draft(made, packed.history, fits=fits)
