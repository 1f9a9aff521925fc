"""A draft sent back with a change."""

from skill.coach import drafting
from skill.web import answers
from skill.web.packing import MOST_CHANGES, Packed
from skill.web.replaying import fitting


def changed(packed: Packed, change: str | None) -> answers.DraftAnswer:
    """Return a draft after a change, an undo or none; where nothing fits further it stays, and says so."""
    undoes, goes = change == "undo", True
    if undoes:
        goes = bool(packed.recipe.changes)
    # A change that fitted before may not fit a new detail; then it is one no more.
    recipe = fitting(packed.recipe.undone() if undoes else packed.recipe)
    if change is not None and not undoes:
        goes = len(recipe.changes) < MOST_CHANGES
        recipe = recipe.changed(change) if goes else recipe
    made = drafting.write(recipe, answers.LOCALE)
    return answers.draft(made, packed.history, fits=goes and made.fits)
