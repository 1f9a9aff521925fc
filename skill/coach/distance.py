"""How far a changed draft is from the one before: what the change did not ask for should stay as it was."""

from skill.coach.composing import State
from skill.coach.phrases import DAY, PERSON, PLACE, TOPIC
from skill.coach.style import Change, Measure

_KEPT_STILL: tuple[Measure, ...] = ("warmth", "fun", "ease", "nerve")


def distance(old: State, new: State, change: Change) -> float:
    """Return how far a draft is from the one that a change asks for; less is nearer."""
    lost, gained = old.uses & ~new.uses, new.uses & ~old.uses
    grown = _grown(old, new, change)
    far = 0.0 if new.shape is old.shape or grown else 3.0
    far += _lines(old, new)
    far += 3 * _worth(lost) - (2 * _worth(gained) if change.tells else 0)
    far += sum(_moved(old, new, name) for name in _KEPT_STILL if name != change.measure)
    if change.grows and not gained and not grown:
        far += 4  # the same again in more words
    far += change.joke_costs * new.fun + change.color_costs * sum(line.register != "plain" for line in new.lines)
    far += 3 * max(0, new.text.count("?") - old.text.count("?"))
    far += 0.3 * abs(new.words - change.length * old.words)
    return far


def _moved(old: State, new: State, measure: Measure) -> float:
    had: float = getattr(old, measure)
    has: float = getattr(new, measure)
    return abs(had - has)


def _lines(old: State, new: State) -> float:
    have = {line.part: line for line in old.lines}
    far = 0.0
    for line in new.lines:
        was = have.get(line.part)
        if was is not line:
            far += line.weight + (0 if was and was.register == line.register else 0.5)
    return far


def _grown(old: State, new: State, change: Change) -> bool:
    """Tell whether a longer draft only has a part more, or a shorter one a part less."""
    had, has = set(old.shape.parts), set(new.shape.parts)
    return had < has if change.grows else has < had and change.shrinks


def _worth(bits: int) -> int:
    return sum(2 if bits & b else 0 for b in (PERSON, TOPIC)) + sum(1 for b in (PLACE, DAY) if bits & b)
