"""Hears a sentence as the answer to what the skill asked for: a bare value, or one in a slot's own sample."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from skill.simulator.model import Model
from skill.simulator.understanding.answers import lead
from skill.simulator.understanding.builtin_types import NAME_TYPES, QUERY_TYPES
from skill.simulator.understanding.cues import Cues
from skill.simulator.understanding.grammar import Filled, Grammar, Match
from skill.simulator.understanding.lexicon import words
from skill.simulator.understanding.slots import fill, moved
from skill.simulator.understanding.text import Token
from skill.simulator.understanding.trimming import clauses, core
from skill.simulator.understanding.understood import FALLBACK, Reading
from skill.simulator.understanding.values import Spot, within

_CLEAR, _SURE, _NEARLY_CERTAIN, _CERTAIN, _NEVER = 0.6, 0.8, 0.97, 1.0, 2.0
_FEW, _LONGEST_BARE = 3, 8
_PHRASE = range(2, 9)


class _Span(Enum):
    """Where an answer stands: it is all that is said, or the first clause, or what follows a yes."""

    ALL, FIRST, AFTER_YES = range(3)


@dataclass(frozen=True)
class _Found:
    """A slot's sample that fits from tokens[start] on; `whole` when nothing that matters is left over."""

    match: Match
    start: int
    whole: bool


class Elicited:
    """The slots of a model that a skill may ask for, and how each is answered."""

    def __init__(self, model: Model, cues: Cues) -> None:
        self._model, self._cues = model, cues
        self._grammars: dict[tuple[str, str], Grammar] = {}

    def answer(
        self,
        tokens: Sequence[Token],
        spots: Sequence[Spot],
        elicited: tuple[str, str],
        exact: Reading | None,
        nearly: Callable[[], Reading],
    ) -> Reading | None:
        """Return the answer, or None where the sentence is none, or where another intent is the clearer reading.

        `exact` is the sentence as a sample of any intent, `nearly` finds what it is nearest to.
        """
        intent, slot = elicited
        if intent not in self._model.intents or slot not in self._model.intents[intent].slots:
            return None
        why = f"bare answer to which {slot}"
        if exact is not None and self._only_answers(exact, elicited, tokens):
            return Reading(intent, exact.filled, why, 0.9)
        found = self._best(tokens, spots, elicited)
        if found is not None and found.whole and found.match.free == 0 and not self._is_query(slot):
            return Reading(intent, moved(found.match.filled, found.start), why, 0.9)
        other = exact or nearly()
        if self._only_answers(other, elicited, tokens):
            return Reading(intent, other.filled, why, 0.9)
        if found is None:
            return None
        filled = moved(found.match.filled, found.start)
        if other.intent not in (intent, FALLBACK) and other.confidence >= self._bar(found, filled, slot, other, exact):
            return None
        if not found.whole:
            filled += self._besides(filled, tokens, spots, intent)
        return Reading(intent, filled, why, 0.9 if found.match.free == 0 else 0.7)

    def _only_answers(self, other: Reading, elicited: tuple[str, str], tokens: Sequence[Token]) -> bool:
        """Whether what was heard as another intent ("{place} on {day}") is just what was asked for, and more of it."""
        intent, slot = elicited
        heard = {each.slot for each in other.filled}
        taken = {at for each in other.filled for at in range(each.start, each.end)}
        left = {token.word for at, token in enumerate(tokens) if at not in taken}
        return slot in heard <= self._model.intents[intent].slots.keys() and left <= words("links") | words("openers")

    def _bar(self, found: _Found, filled: Sequence[Filled], slot: str, other: Reading, exact: Reading | None) -> float:
        """Say how sure another intent must be to be heard in place of this answer."""
        if self._is_query(slot):
            return _CERTAIN if exact is not None else _NEVER
        if not found.whole:
            kept = {at for each in other.filled for at in range(each.start, each.end)}
            unlikely = found.match.free > _FEW or all(each.start in kept for each in filled)
            return _CLEAR if unlikely else _NEARLY_CERTAIN
        if found.match.sample != f"{{{slot}}}":
            return _CERTAIN
        return _CLEAR if found.match.free > _FEW else _SURE

    def _best(self, tokens: Sequence[Token], spots: Sequence[Spot], elicited: tuple[str, str]) -> _Found | None:
        grammar = self._grammar(elicited)
        best: _Found | None = None
        for start, end, span in _spans(tokens):
            inner = within(spots, start, end)
            match = grammar.match(tokens[start:end], inner)
            if match is None or not self._fits(match, elicited, inner) or (span is _Span.AFTER_YES and match.free):
                continue
            if best is None or match.cost < best.match.cost:
                best = _Found(match, start, span is not _Span.FIRST)
        return best

    def _fits(self, match: Match, elicited: tuple[str, str], spots: Sequence[Spot]) -> bool:
        """Whether a bare value may be one of the slot: not too long, and not what another slot of the intent takes."""
        intent, slot = elicited
        if match.free and self._named(match, spots):
            return False
        if match.free == 0 or match.sample != f"{{{slot}}}" or self._is_query(slot):
            return True
        slots = self._model.intents[intent].slots
        kinds = {each.type for name, each in slots.items() if name != slot} & self._model.types.keys()
        size = match.filled[0].end
        other = (spot for spot in spots if spot.exact and spot.type in kinds)
        return match.free <= _LONGEST_BARE and not any(spot.end - spot.start in (size, *_PHRASE) for spot in other)

    def _named(self, match: Match, spots: Sequence[Spot]) -> bool:
        """Whether a value that nobody has listed begins with a name, and is to be none."""
        free = {each.start for each in match.filled if each.spot is None and not self._is_open(each.slot)}
        return any(spot.start in free and spot.type in NAME_TYPES and spot.sure for spot in spots)

    def _besides(
        self, filled: Sequence[Filled], tokens: Sequence[Token], spots: Sequence[Spot], intent: str
    ) -> tuple[Filled, ...]:
        """Fill the intent's other slots from the rest of the sentence."""
        taken = {at for each in filled for at in range(each.start, each.end)}
        slots = {each.slot for each in filled}
        more = fill(self._model.intents[intent], tokens, spots, self._cues)
        return tuple(each for each in more if each.slot not in slots and not taken & set(range(each.start, each.end)))

    def _grammar(self, elicited: tuple[str, str]) -> Grammar:
        if elicited not in self._grammars:
            intent, slot = elicited
            samples = [*self._model.intents[intent].slots[slot].samples, f"{{{slot}}}"]
            self._grammars[elicited] = Grammar([(intent, sample) for sample in samples], self._cues, asked=slot)
        return self._grammars[elicited]

    def _is_open(self, slot: str) -> bool:
        return self._cues.types[slot] in NAME_TYPES | QUERY_TYPES

    def _is_query(self, slot: str) -> bool:
        return self._cues.types[slot] in QUERY_TYPES


def _spans(tokens: Sequence[Token]) -> Iterator[tuple[int, int, _Span]]:
    """Yield (start, end, where) of what may be the answer."""
    for start, end in core(tokens):
        yield start, end, _Span.ALL
    first = clauses(tokens)[0][1]
    if first < len(tokens):
        for start, end in core(tokens[:first]):
            yield start, end, _Span.FIRST
    yes = lead(tokens)
    if yes is not None:
        for start, end in core(tokens[yes.end :]):
            yield start + yes.end, end + yes.end, _Span.AFTER_YES
