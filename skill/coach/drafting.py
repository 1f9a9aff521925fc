"""A recipe makes a draft: the same recipe always makes the same one."""

from dataclasses import dataclass, replace
from functools import lru_cache

from skill.coach.changing import Trail, follow
from skill.coach.channels import CHANNELS, Audience
from skill.coach.choosing import BLOCK, base, spread
from skill.coach.landing import dropped, lands
from skill.coach.material import Setting, Stock, stock
from skill.coach.phrases import BITS, is_grave
from skill.coach.situation import Details
from skill.coach.style import CHANGES, TONES
from skill.errors import BadInput, ContentError

NOTHING_KNOWN = Details()
_GIVES_WAY = ("place", "topic", "day", "invitation", "you", "friend", "person", "own")


@dataclass(frozen=True)
class Recipe:
    """What a draft is made from; `line` is hello or ask and counts in person only, `platform` on a social network."""

    channel: str
    details: Details = NOTHING_KNOWN
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


def number_ask(details: Details) -> Recipe:
    """Return the recipe of the line that asks for the number, whatever plan was told."""
    return Recipe("in_person", replace(details, invitation=None), "ask")


def write(recipe: Recipe, locale: str = "en-US") -> Draft:
    """Return the draft of a recipe; raises BadInput for a channel, a tone or a change that there is not."""
    found = _fitting(_setting(recipe, locale))
    return _draft(recipe, found, _trail(found, recipe.seed, recipe.changes))


def write_many(recipe: Recipe, count: int, locale: str = "en-US") -> list[Draft]:
    """Return drafts of one situation that really differ; each one's recipe makes it again."""
    found = _fitting(_setting(recipe, locale))
    trails: dict[str, tuple[int, Trail]] = {}
    whole = recipe.seed % BLOCK == 0 and count <= BLOCK and not recipe.changes
    for seed in range(recipe.seed, recipe.seed + (BLOCK if whole else 2 * count)):
        trail = _trail(found, seed, recipe.changes)
        trails[trail.state.text] = trails.get(trail.state.text, (seed, trail))
    chosen = spread([trail.state for _, trail in trails.values()], count)
    return [_draft(replace(recipe, seed=seed), found, trail) for seed, trail in (trails[s.text] for s in chosen)]


def _setting(recipe: Recipe, locale: str) -> Setting:
    if recipe.channel not in CHANNELS:
        raise BadInput(f"There is no channel {recipe.channel!r}. Try one of: {', '.join(CHANNELS)}.")
    if recipe.tone not in TONES:
        raise BadInput(f"There is no tone {recipe.tone!r}. Try one of: {', '.join(TONES)}.")
    unknown = [change for change in recipe.changes if change not in CHANGES]
    if unknown:
        raise BadInput(f"There is no change {unknown[0]!r}. Try one of: {', '.join(CHANGES)}.")
    tone = "warm" if recipe.tone == "funny" and is_grave(recipe.details) else recipe.tone
    return Setting(recipe.channel, recipe.line, recipe.platform, recipe.details, tone, locale)


@lru_cache(maxsize=256)
def _fitting(setting: Setting) -> Stock:
    """Return the stock of a setting; where no draft has room for its details, without one after another of them."""
    for count in range(len(_GIVES_WAY)):
        found = stock(setting, _GIVES_WAY[:count])
        if base(found, 0):
            return found
    return stock(setting, _GIVES_WAY)


@lru_cache(maxsize=4096)
def _trail(found: Stock, seed: int, changes: tuple[str, ...]) -> Trail:
    if changes:
        return follow(_trail(found, seed, changes[:-1]), found, changes[-1])
    state = base(found, seed) or base(found, 0)
    if state is None:
        raise ContentError(f"No shape of {found.setting.channel} can be filled.")
    return Trail(state)


def _draft(recipe: Recipe, found: Stock, trail: Trail) -> Draft:
    state = trail.state
    return Draft(
        text=state.text,
        skeleton=f"{state.shape.channel}/{state.shape.name}",
        audience=found.row.audience,
        lands=lands(found.setting, state),
        recipe=recipe,
        fits=trail.fits,
        dropped=dropped(found, state),
        uses=frozenset(n for n, bit in BITS.items() if state.uses & bit and getattr(recipe.details, n)),
    )
