"""A recipe makes a draft: the same recipe always makes the same one."""

from dataclasses import dataclass, replace
from functools import lru_cache

from skill.coach.changing import Trail, follow
from skill.coach.channels import CHANNELS, Audience, channel_of
from skill.coach.composing import State, base, spread
from skill.coach.material import Setting, room
from skill.coach.phrases import BITS
from skill.coach.situation import Details
from skill.coach.style import CHANGES, TONES
from skill.errors import BadInput, ContentError



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
    """Return the draft of a recipe; raises BadInput for a tone or a change that there is not."""
    setting = _setting(recipe, locale)
    return _draft(recipe, setting, _trail(setting, recipe.seed, recipe.changes), locale)


def write_many(recipe: Recipe, count: int, locale: str = "en-US") -> list[Draft]:
    """Return drafts of one situation that really differ; each one's recipe makes it again."""
    setting = _setting(recipe, locale)
    trails = {seed: _trail(setting, seed, recipe.changes) for seed in range(recipe.seed, recipe.seed + 2 * count)}
    order = spread([trail.state for trail in trails.values()], count)
    by_state = {id(trail.state): (seed, trail) for seed, trail in trails.items()}
    chosen = [by_state[id(state)] for state in order]
    return [_draft(replace(recipe, seed=seed), setting, trail, locale) for seed, trail in chosen]


def _setting(recipe: Recipe, locale: str) -> Setting:
    if recipe.channel not in CHANNELS:
        channel_of(recipe.channel)
    if recipe.tone not in TONES:
        raise BadInput(f"There is no tone {recipe.tone!r}. Try one of: {', '.join(TONES)}.")
    for change in recipe.changes:
        if change not in CHANGES:
            raise BadInput(f"There is no change {change!r}. Try one of: {', '.join(CHANGES)}.")
    return Setting(recipe.channel, recipe.line, recipe.platform, recipe.details, recipe.tone, locale)


@lru_cache(maxsize=4096)
def _trail(setting: Setting, seed: int, changes: tuple[str, ...]) -> Trail:
    if changes:
        return follow(_trail(setting, seed, changes[:-1]), setting, changes[-1])
    state = base(setting, seed)
    if state is None:
        raise ContentError(f"No shape of {setting.channel} can be filled.")
    return Trail(state)


def _draft(recipe: Recipe, setting: Setting, trail: Trail, locale: str) -> Draft:
    state = trail.state
    uses = frozenset(n for n, bit in BITS.items() if state.uses & bit and getattr(recipe.details, n))
    return Draft(
        text=state.text,
        skeleton=f"{state.shape.channel}/{state.shape.name}",
        audience=CHANNELS[recipe.channel].audience,
        lands=_lands(setting, state),
        recipe=recipe,
        fits=trail.fits,
        dropped=room(setting)[1],
        uses=uses,
    )


@lru_cache(maxsize=1024)
def _lands(setting: Setting, state: State) -> str:
    return "It says where you met, and asks for nothing."
