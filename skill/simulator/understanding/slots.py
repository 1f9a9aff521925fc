"""Fills an intent's slots from a sentence that is no sample: by known values, and by the words before them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from skill.simulator.model import Intent, Model
from skill.simulator.understanding.builtin_types import NAME_TYPES, QUERY_TYPES
from skill.simulator.understanding.grammar import Filled, stops
from skill.simulator.understanding.lexicon import phrases, words
from skill.simulator.understanding.text import Token, is_name_like, read, stem
from skill.simulator.understanding.values import Spot

_CONTEXT = 3
_OPEN_TYPE = 40
_LONGEST_FREE = 6


@dataclass(frozen=True)
class _Candidate:
    score: float
    filled: Filled


class Slots:
    """Which words announce which slot, learnt from a model's samples."""

    def __init__(self, model: Model) -> None:
        self._types = {slot.name: slot.type for intent in model.intents.values() for slot in intent.slots.values()}
        self.open = {
            slot
            for slot, kind in self._types.items()
            if kind in NAME_TYPES or len(model.types.get(kind, ())) >= _OPEN_TYPE
        }
        self._seen: dict[tuple[str, ...], int] = {}
        self._announced: dict[tuple[str, ...], dict[str, int]] = {}
        for intent in model.intents.values():
            for sample in intent.samples:
                self._learn(sample)
            for slot in intent.slots.values():
                for sample in slot.samples:
                    self._learn(sample)
        self._usual = {
            name: sorted(intent.slots, key=lambda slot: -sum(f"{{{slot}}}" in each for each in intent.samples))
            for name, intent in model.intents.items()
        }

    def _learn(self, sample: str) -> None:
        line = [token.word for token in read(sample)]
        for at in range(len(line)):
            for size in range(1, _CONTEXT + 1):
                before = _context(line, at, size)
                if before is None:
                    break
                self._seen[before] = self._seen.get(before, 0) + 1
                if line[at][0] == "{":
                    counts = self._announced.setdefault(before, {})
                    slot = line[at][1:-1]
                    counts[slot] = counts.get(slot, 0) + 1

    def announced(self, line: Sequence[str], at: int) -> Mapping[str, float]:
        """Say which slots the words before a place announce, and how surely (0 to 1)."""
        found: dict[str, float] = {}
        for size in range(1, _CONTEXT + 1):
            before = _context(line, at, size)
            if before is None:
                break
            seen = self._seen.get(before, 0)
            if size == 1 and before[0] in words("articles"):
                continue
            for slot, count in self._announced.get(before, {}).items():
                found[slot] = max(found.get(slot, 0.0), count / (seen + 0.5))
        return found

    def fill(self, intent: Intent, tokens: Sequence[Token], spots: Sequence[Spot]) -> tuple[Filled, ...]:
        """Fill what can be filled of an intent's slots, each at most once and none over another."""
        line = [token.word for token in tokens]
        cues = [self.announced(line, at) for at in range(len(line))]
        candidates: list[_Candidate] = []
        for rank, slot in enumerate(self._usual[intent.name]):
            candidates += self._of_query(slot, tokens, cues) if self._types[slot] in QUERY_TYPES else []
            candidates += self._of_spots(slot, intent, rank, tokens, spots, cues)
            if slot in self.open:
                candidates += self._of_cues(slot, intent, tokens, spots, cues)
        chosen: dict[str, Filled] = {}
        taken: set[int] = set()
        for each in sorted(candidates, key=lambda one: (-one.score, one.filled.start, one.filled.slot)):
            places = set(range(each.filled.start, each.filled.end))
            if each.filled.slot not in chosen and not places & taken:
                chosen[each.filled.slot] = each.filled
                taken |= places
        return tuple(chosen.values())

    def _of_query(self, slot: str, tokens: Sequence[Token], cues: Sequence[Mapping[str, float]]) -> list[_Candidate]:
        at = max(range(len(tokens)), key=lambda place: (cues[place].get(slot, 0.0), -place), default=0)
        if not tokens or cues[at].get(slot, 0.0) < 0.4:
            return []
        return [_Candidate(9.0, Filled(slot, at, len(tokens), None))]

    def _of_spots(
        self,
        slot: str,
        intent: Intent,
        rank: int,
        tokens: Sequence[Token],
        spots: Sequence[Spot],
        cues: Sequence[Mapping[str, float]],
    ) -> list[_Candidate]:
        mine = [spot for spot in spots if spot.type == self._types[slot]]
        may_be_bare = self._types[slot] not in NAME_TYPES or slot == self._usual_name(intent)
        votes: dict[str | None, int] = {}
        for spot in mine:
            votes[spot.id] = votes.get(spot.id, 0) + 1
        found = []
        for spot in mine:
            cue = max(cues[_before_article(tokens, spot.start)].get(slot, 0.0), cues[spot.start].get(slot, 0.0))
            if cue < 0.3 and (not spot.sure or not may_be_bare):
                continue
            ordinary = slot in self.open and spot.end - spot.start == 1 and tokens[spot.start].word in words("everyday")
            score = 2.0 + 1.5 * cue + 0.1 * (spot.end - spot.start) - 0.05 * rank - (0.8 if ordinary else 0.0)
            score += 0.9 * (votes[spot.id] - 1) if spot.id is not None and slot not in self.open else 0.0
            score -= 0.0 if spot.exact else 0.9
            score += 1.0 if "." in spot.value else 0.0
            if ordinary and cue < 0.2:
                continue
            found.append(_Candidate(score, Filled(slot, spot.start, self._longer(spot, tokens, mine), spot)))
        return [
            _Candidate(each.score, each.filled)
            if each.filled.spot and each.filled.end == each.filled.spot.end
            else _Candidate(each.score, Filled(slot, each.filled.start, each.filled.end, None))
            for each in found
        ]

    def _usual_name(self, intent: Intent) -> str | None:
        """Return the slot that a name without any word before it is for."""
        return next((slot for slot in self._usual[intent.name] if self._types[slot] in NAME_TYPES), None)

    def _longer(self, spot: Spot, tokens: Sequence[Token], mine: Sequence[Spot]) -> int:
        """Let "lunch line" grow into "lunch line at work" where "work" is a value of the same type."""
        after = spot.end
        if after >= len(tokens) or tokens[after].word not in ("at", "of", "in", "near", "by") or tokens[after].pause:
            return spot.end
        start = _after_article(tokens, after + 1)
        return max((each.end for each in mine if each.start == start and each.type == spot.type), default=spot.end)

    def _of_cues(
        self,
        slot: str,
        intent: Intent,
        tokens: Sequence[Token],
        spots: Sequence[Spot],
        cues: Sequence[Mapping[str, float]],
    ) -> list[_Candidate]:
        found = []
        stop = stops(tokens)
        others = [spot for spot in spots if spot.type != self._types[slot] and spot.sure]
        for at in range(len(tokens)):
            cue = cues[at].get(slot, 0.0)
            if cue < 0.45 or stop[at] or (at and tokens[at].word in words("clause_starts")):
                continue
            if self._types[slot] in NAME_TYPES:
                if is_name_like(tokens[at]) and tokens[at].word not in words("boundaries"):
                    found.append(_Candidate(1.0 + 1.5 * cue, Filled(slot, at, at + 1, None)))
                continue
            start = _after_article(tokens, at)
            end = start
            while end < len(tokens) and end - start < _LONGEST_FREE:
                if end > start and (stop[end] or self._begins_another(slot, intent, tokens, end, cues, others)):
                    break
                end += 1
            end = _trimmed(tokens, start, end)
            if end > start and any(token.word not in words("everyday") for token in tokens[start:end]):
                found.append(_Candidate(1.2 + 1.5 * cue, Filled(slot, start, end, None)))
        return found

    def _begins_another(
        self,
        slot: str,
        intent: Intent,
        tokens: Sequence[Token],
        at: int,
        cues: Sequence[Mapping[str, float]],
        others: Sequence[Spot],
    ) -> bool:
        """Whether the word at a place leads in another slot ("on" before "tuesday", "about" before a topic)."""
        if any(spot.start == at and spot.type in {s.type for s in intent.slots.values()} for spot in others):
            return True
        if tokens[at].word not in words("prepositions") or at + 1 >= len(tokens):
            return False
        after = _after_article(tokens, at + 1)
        if any(spot.start in (at + 1, after) for spot in others):
            return True
        line = [token.word for token in tokens]
        return any(
            sure >= 0.5 and name in intent.slots and name != slot
            for name, sure in self.announced([line[at], "?"], 1).items()
        )


def _context(line: Sequence[str], at: int, size: int) -> tuple[str, ...] | None:
    """Return the words before a place, stemmed; the line's beginning counts as a word, and only alone at the front."""
    if at - size < -1:
        return None
    before = ("^", *line)[at + 1 - size : at + 1]
    return tuple(word if word[0] in "{^" else stem(word) for word in before)


def _after_article(tokens: Sequence[Token], at: int) -> int:
    while at < len(tokens) and tokens[at].word in words("articles") and not (tokens[at].pause and at):
        at += 1
    return at


def _before_article(tokens: Sequence[Token], at: int) -> int:
    while at > 0 and tokens[at - 1].word in words("articles"):
        at -= 1
    return at


def _trimmed(tokens: Sequence[Token], start: int, end: int) -> int:
    """Leave trailing chatter out of a value."""
    tails = [tuple(phrase.split()) for phrase in phrases("trailing_phrases")]
    going = True
    while going and end > start:
        going = False
        line = tuple(token.word for token in tokens[start:end])
        for tail in tails:
            if len(tail) < len(line) and line[-len(tail) :] == tail:
                end -= len(tail)
                going = True
                break
        if not going and (line[-1] in words("trailers") or line[-1] in words("danglers")):
            end -= 1
            going = True
    return end
