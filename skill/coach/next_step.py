"""Situation -> NextStep: the one move that the article would make now.

The order is the article's ("What to Do Next"): a no or silence is respected before all else; then a hello in person
where they meet again anyway, a friend in common, a profile that is easily found, and letting go.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from skill import wording
from skill.coach.drafting import Recipe
from skill.coach.grammar import happens_often, happens_once
from skill.coach.situation import Answer, Situation
from skill.coach.words import words


@dataclass(frozen=True)
class NextStep:
    """The one move advised now.

    name: its template's (steps/NAME). advice, reason, caution, courage, brief: sentences. line: the recipe of what to
    say or send now, None where there is nothing to say. missing: the facts that would sharpen the advice, the first
    one first ("place", "meets_again", "other_way"); advice is given without them all the same.
    """

    name: str
    advice: str
    reason: str
    caution: str
    courage: str
    brief: str
    line: Recipe | None
    missing: tuple[str, ...]


def will_meet(situation: Situation) -> Answer | None:
    """Return whether they meet again: as told, or "no" where the place is one that people come to once."""
    told = situation.meets_again
    return "no" if told in (None, "unsure") and _once(situation.details.place) else told


def _likely_to_meet(situation: Situation) -> bool:
    """Tell whether they meet again for all we know: as told, or by a place that people come back to."""
    meets, place = will_meet(situation), situation.details.place
    return meets == "yes" or (meets is None and place is not None and happens_often(place))


@dataclass(frozen=True)
class _Rule:
    name: str
    holds: Callable[[Situation], bool]
    channel: str | None = None
    line: str = "hello"


_RULES = (
    _Rule("respect_no", lambda s: s.history == "declined"),
    _Rule("respect_silence", lambda s: s.history == "waiting"),
    _Rule("ask_once", lambda s: s.history == "met_again" and not s.has_number, "in_person", "ask"),
    _Rule("first_text", lambda s: bool(s.has_number) or s.history == "replied", "first_text"),
    _Rule("look", lambda s: _likely_to_meet(s) and s.reason == "unsure", "in_person"),
    _Rule("see_again", lambda s: _likely_to_meet(s), "in_person"),
    _Rule("mutual_friend", lambda s: s.other_way == "friend" or bool(s.details.friend), "via_friend"),
    _Rule("social_media", lambda s: s.other_way == "online", "social_dm"),
    _Rule("let_go", lambda s: will_meet(s) == "no" and s.other_way == "none"),
    _Rule("mutual_friend", lambda s: will_meet(s) == "no", "via_friend"),
    _Rule("see_again", lambda s: True, "in_person"),
)
_SETTLED = ("declined", "waiting", "replied", "met_again")


def next_step(situation: Situation, locale: str = "en-US") -> NextStep:
    """Return the step that fits what is known; what is missing never blocks it."""
    rule = next(rule for rule in _RULES if rule.holds(situation))
    known = words(_next_time(situation))
    text = {
        block: wording.render(locale, f"steps/{rule.name}", block, **known)
        for block in ("advice", "reason", "caution", "courage", "brief")
    }
    recipe = Recipe(rule.channel, situation.details, rule.line) if rule.channel else None
    return NextStep(rule.name, **text, line=recipe, missing=missing(situation))


def _next_time(situation: Situation) -> Situation:
    """The situation without a place that won't be met in again: a hello next time is not at last week's party."""
    details = situation.details
    return replace(situation, details=replace(details, place=None)) if _once(details.place) else situation


def _once(place: str | None) -> bool:
    return place is not None and happens_once(place)


def missing(situation: Situation) -> tuple[str, ...]:
    """Return the facts worth asking for, at most two, in the order to ask them."""
    if situation.history in _SETTLED or situation.has_number:
        return ()
    meets = will_meet(situation)
    facts: list[str] = []
    if meets is None:
        facts.append("meets_again" if situation.details.place else "place")
    if meets != "yes" and situation.other_way is None and not situation.details.friend:
        facts.append("other_way")
    return tuple(facts)
