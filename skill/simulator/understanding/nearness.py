"""Finds the intent that a free sentence is nearest to, and how near."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from skill.simulator.model import Model
from skill.simulator.understanding.answers import ANSWERS
from skill.simulator.understanding.examples import ELSEWHERE, elsewhere, examples
from skill.simulator.understanding.similarity import Similarity, features
from skill.simulator.understanding.text import Token, read
from skill.simulator.understanding.trimming import clauses
from skill.simulator.understanding.values import Spot, Values, within

_SHORTEST = 3
_CLAUSES = 0.5
_DOUBT = 0.6
_EXPECTED = 2.0


@dataclass(frozen=True)
class Near:
    """The nearest label, an intent or ELSEWHERE, and how sure it is."""

    label: str
    confidence: float


class Nearness:
    """A classifier over a model's samples, the built-in phrases and what belongs to no skill."""

    def __init__(
        self, model: Model, values: Values, builtin: Sequence[tuple[str, str]], matters: Iterable[str]
    ) -> None:
        """Learn a model; `builtin` is what its built-in intents hear, `matters` the words that it speaks of."""
        heard = [*builtin, *((ELSEWHERE, phrase) for phrase in elsewhere(matters))]
        sentences = [*examples(model, values), *((label, read(phrase)) for label, phrase in heard)]
        self._similarity = Similarity([(label, features(each, values.spot(each))) for label, each in sentences])

    def rank(self, label: str, tokens: Sequence[Token], spots: Sequence[Spot]) -> int:
        """Say how many labels are nearer than this one."""
        scores = self._similarity.scores(features(tokens, spots))
        return sum(score > scores.get(label, 0.0) for score in scores.values())

    def nearest(self, tokens: Sequence[Token], spots: Sequence[Spot], expected: str | None = None) -> Near:
        """Find the nearest label, by the whole sentence and a little by its clauses.

        A yes or no is never merely near: what has one is for answers.py to say. What the skill is asking for, the
        `expected` intent, is likelier than it would be out of the blue.
        """
        scores = self._similarity.scores(features(tokens, spots))
        parts = [part for part in clauses(tokens) if part[1] - part[0] >= _SHORTEST]
        if len(parts) > 1:
            share = _CLAUSES / (1 + _CLAUSES) / len(parts)
            scores = {label: score / (1 + _CLAUSES) for label, score in scores.items()}
            for start, end in parts:
                inner = within(spots, start, end)
                for label, score in self._similarity.scores(features(tokens[start:end], inner)).items():
                    scores[label] += share * score
        scores[ELSEWHERE] *= _DOUBT
        if expected in scores:
            scores[expected] = min(1.0, scores[expected] * _EXPECTED)
        label = max(sorted(scores.keys() - ANSWERS), key=lambda each: scores[each])
        return Near(label, scores[label])
