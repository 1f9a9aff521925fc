"""Finds the intent that a free sentence is nearest to, and how near."""

from collections.abc import Sequence
from dataclasses import dataclass

from skill.simulator.model import Model
from skill.simulator.understanding import lexicon
from skill.simulator.understanding.examples import ELSEWHERE, examples
from skill.simulator.understanding.similarity import Similarity, features
from skill.simulator.understanding.text import Token, read
from skill.simulator.understanding.trimming import clauses
from skill.simulator.understanding.values import Spot, Values

_SHORTEST = 3


@dataclass(frozen=True)
class Near:
    """The nearest label (an intent, or ELSEWHERE), how sure, and by which words."""

    label: str
    confidence: float
    why: str


class Nearness:
    """A classifier over a model's samples, the built-in phrases and what belongs to no skill."""

    def __init__(self, model: Model, values: Values, builtin: Sequence[tuple[str, str]]) -> None:
        rows = [(label, features(tokens, values.spot(tokens))) for label, tokens in examples(model, values)]
        for intent, phrase in builtin:
            tokens = read(phrase)
            rows.append((intent, features(tokens, values.spot(tokens))))
        for said in lexicon.read("elsewhere").values():
            for phrase in said:
                tokens = read(str(phrase))
                rows.append((ELSEWHERE, features(tokens, values.spot(tokens))))
        self._similarity = Similarity(rows)

    def rank(self, label: str, tokens: Sequence[Token], spots: Sequence[Spot]) -> int:
        """Say how many labels are nearer than this one."""
        scores = self._similarity.scores(features(tokens, spots))
        return sum(score > scores.get(label, 0.0) for score in scores.values())

    def nearest(self, tokens: Sequence[Token], spots: Sequence[Spot]) -> Near:
        """Find the nearest label, by the whole sentence and by its clauses."""
        scores = self._similarity.scores(features(tokens, spots))
        parts = [part for part in clauses(tokens) if part[1] - part[0] >= _SHORTEST]
        if len(parts) > 1:
            for start, end in parts:
                inner = [
                    Spot(s.start - start, s.end - start, s.type, s.value, s.id, s.exact, s.sure)
                    for s in spots
                    if s.start >= start and s.end <= end
                ]
                for label, score in self._similarity.scores(features(tokens[start:end], inner)).items():
                    scores[label] = max(scores[label], 0.8 * score)
        label = max(sorted(scores), key=lambda each: scores[each])
        return Near(label, min(1.0, scores[label]), label)
