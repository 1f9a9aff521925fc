"""A recipe makes a draft: the same recipe always makes the same one."""

from dataclasses import dataclass, replace
from functools import lru_cache

from skill import wording
from skill.coach.channels import CHANNELS, Audience
from skill.coach.composing import Setting, State, base, room
from skill.coach.phrases import BITS
from skill.coach.situation import Details
from skill.errors import ContentError


@dataclass(frozen=True)
class Recipe:
    """What a draft is made from; `line` is hello or ask and counts in person only, `platform` on a social network."""

    channel: str
    details: Details = Details()
    line: str = "hello"
    platform: str | None = None
    tone: str = "friendly"
    seed: int = 0
    changes: tuple[str, ...] = ()

    def changed(self, change: str) -> "Recipe":
        """Return this recipe with one more change."""
        return replace(self, changes=(*self.changes, change))

    def undone(self) -> "Recipe":
        """Return this recipe without its last change."""
        return replace(self, changes=self.changes[:-1])

    def with_details(self, details: Details) -> "Recipe":
        """Return this recipe with its details set anew."""
        return replace(self, details=details)


@dataclass(frozen=True)
class Draft:
    """A message and what can be said of it; with `fits` false the last change found nothing further."""

    text: str
    skeleton: str
    audience: Audience
    lands: str
    recipe: Recipe
    fits: bool
    dropped: tuple[str, ...]
    uses: frozenset[str]


def write(recipe: Recipe, locale: str = "en-US") -> Draft:
    """Return the draft of a recipe."""
    setting = Setting(recipe.channel, recipe.line, recipe.platform, recipe.details, recipe.tone, locale)
    state = base(setting, recipe.seed)
    fits = True
    if state is None:
        raise ContentError(f"No shape of {recipe.channel} can be filled.")
    return _draft(recipe, setting, state, fits, locale)


def _draft(recipe: Recipe, setting: Setting, state: State, fits: bool, locale: str) -> Draft:
    uses = frozenset(n for n, bit in BITS.items() if state.uses & bit and getattr(recipe.details, n))
    return Draft(
        text=state.text,
        skeleton=f"{state.shape.channel}/{state.shape.name}",
        audience=CHANNELS[recipe.channel].audience,
        lands="It says where you met, and asks for nothing.",
        recipe=recipe,
        fits=fits,
        dropped=room(setting)[2],
        uses=uses,
    )


def write_many(recipe: Recipe, count: int, locale: str = "en-US") -> list[Draft]:
    """Return drafts that really differ, of one situation."""
    return [write(replace(recipe, seed=recipe.seed + i), locale) for i in range(count)]
