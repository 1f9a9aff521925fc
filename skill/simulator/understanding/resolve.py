"""Decides what a sentence asks for: asks the other files in order, and says which of them knew."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from skill.simulator.model import Model
from skill.simulator.understanding.answers import lead, only_answer
from skill.simulator.understanding.builtin_types import QUERY_TYPES
from skill.simulator.understanding.examples import ELSEWHERE, builtin_samples
from skill.simulator.understanding.grammar import Filled, Grammar, Match
from skill.simulator.understanding.invocation import hear
from skill.simulator.understanding.nearness import Nearness
from skill.simulator.understanding.slots import Slots
from skill.simulator.understanding.text import Token, read, said, without_hesitation
from skill.simulator.understanding.trimming import clauses, core
from skill.simulator.understanding.values import Spot, Values, within

FALLBACK = "AMAZON.FallbackIntent"
_ENOUGH = 0.15
_CLEAR = 0.6
_SURE = 0.8
_CERTAIN = 0.95
_FEW = 3
_BARE = 6


@dataclass(frozen=True)
class HeardSlot:
    """A slot's value as Alexa gives it, and the id of the value that it resolves to, or None."""

    value: str
    id: str | None


@dataclass(frozen=True)
class Understood:
    """What a sentence asks for, and why we think so.

    `intent` is an intent of the model, LaunchRequest, SessionEndedRequest or AMAZON.FallbackIntent; `slots` holds
    only the filled ones; `invoked` says that the sentence called the skill by name; `confidence` is 0 to 1.
    """

    text: str
    intent: str
    slots: Mapping[str, HeardSlot]
    invoked: bool
    why: str
    confidence: float


@dataclass(frozen=True)
class _Reading:
    intent: str
    filled: tuple[Filled, ...]
    why: str
    confidence: float


class Understanding:
    """Alexa's ears for one model; making it takes well under a second, and resolving is a matter of milliseconds."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._types = {slot.name: slot.type for intent in model.intents.values() for slot in intent.slots.values()}
        self._name = [token.word for token in read(model.invocation)]
        self._values = Values(model.types, frozenset(self._types.values()))
        own = [(intent.name, sample) for intent in model.intents.values() for sample in intent.samples]
        self._builtin = builtin_samples(model)
        self._slots = Slots(model)
        self._grammar = Grammar([*own, *self._builtin], self._types, self._slots.open)
        self._asked: dict[tuple[str, str], Grammar] = {}

    @property
    def model(self) -> Model:
        """The model by which it hears."""
        return self._model

    @cached_property
    def _nearness(self) -> Nearness:
        return Nearness(self._model, self._values, self._builtin)

    def resolve(self, text: str, elicited: tuple[str, str] | None = None) -> Understood:
        """Say what a sentence asks for; `elicited` is the (intent, slot) that the skill is asking for, if any."""
        heard = hear(without_hesitation(read(text)), self._name)
        if heard.invoked and not heard.readings:
            return Understood(text, "LaunchRequest", {}, True, "the invocation alone", 1.0)
        best = _Reading(FALLBACK, (), "nothing was said", 1.0)
        tokens: list[Token] = []
        for at, tokens_read in enumerate(heard.readings):
            reading = self._read(tokens_read, None if heard.invoked else elicited)
            worth = (reading.intent != FALLBACK, reading.confidence)
            if at == 0 or worth > (best.intent != FALLBACK, best.confidence):
                best, tokens = reading, tokens_read
        slots = {each.slot: self._heard(each, tokens) for each in best.filled}
        return Understood(text, best.intent, slots, heard.invoked, best.why, round(best.confidence, 3))

    def _heard(self, filled: Filled, tokens: Sequence[Token]) -> HeardSlot:
        if filled.spot is not None:
            return HeardSlot(filled.spot.value, filled.spot.id)
        return HeardSlot(said(tokens[filled.start : filled.end]), None)

    def _read(self, tokens: list[Token], elicited: tuple[str, str] | None) -> _Reading:
        if not tokens:
            return _Reading(FALLBACK, (), "nothing was said", 1.0)
        spots = self._values.spot(tokens)
        exact = self._exact(tokens, spots)
        if elicited is not None and (exact is None or exact.filled):
            answer = self._answer(tokens, spots, elicited, exact)
            if answer is not None:
                return answer
        return exact or self._nearly(tokens, spots)

    def _exact(self, tokens: list[Token], spots: Sequence[Spot]) -> _Reading | None:
        """Match the whole sentence, then the sentence without what surrounds it."""
        start, end = 0, len(tokens)
        for start, end in core(tokens):
            match = self._grammar.match(tokens[start:end], within(spots, start, end))
            if match is None:
                continue
            sure = match.free == 0 or self._query(match)
            if not sure and self._nearness.rank(match.intent, tokens[start:end], within(spots, start, end)) > 2:
                continue
            return _Reading(
                match.intent, _moved(match.filled, start), f"exact: '{match.sample}'", 1.0 if sure else 0.95
            )
        return None

    def _query(self, match: Match) -> bool:
        return any(self._types.get(each.slot) in QUERY_TYPES for each in match.filled)

    def _answer(
        self, tokens: list[Token], spots: Sequence[Spot], elicited: tuple[str, str], exact: _Reading | None
    ) -> _Reading | None:
        """Hear a sentence as the value that was asked for, unless it clearly is something else."""
        intent, slot = elicited
        if slot not in getattr(self._model.intents.get(intent), "slots", ()):
            return None
        found = self._asked_match(tokens, spots, elicited)
        if found is None:
            return None
        match, start, whole = found
        known = match.free == 0
        carried = match.sample != f"{{{slot}}}"
        if not (whole and known) or self._query(match):
            other = exact or self._nearly(tokens, spots)
            enough = self._enough_against(match, exact, carried) if whole else _CLEAR
            if other.intent not in (intent, FALLBACK) and other.confidence >= enough:
                return None
        filled = _moved(match.filled, start)
        if not whole:
            taken = {at for each in filled for at in range(each.start, each.end)}
            more = self._slots.fill(self._model.intents[intent], tokens, spots)
            filled += tuple(each for each in more if each.slot != slot and not taken & set(range(each.start, each.end)))
        return _Reading(intent, filled, f"bare answer to which {slot}", 0.9 if known else 0.7)

    def _enough_against(self, match: Match, exact: _Reading | None, carried: bool) -> float:
        """Say how sure another intent must be to be heard in place of the answer that was asked for."""
        if self._query(match):
            return 1.0 if exact is not None else 2.0
        if carried:
            return 1.0
        return _CLEAR if match.free > _FEW else _SURE

    def _asked_match(
        self, tokens: list[Token], spots: Sequence[Spot], elicited: tuple[str, str]
    ) -> tuple[Match, int, bool] | None:
        intent, slot = elicited
        if elicited not in self._asked:
            samples = [*self._model.intents[intent].slots[slot].samples, f"{{{slot}}}"]
            self._asked[elicited] = Grammar([(intent, sample) for sample in samples], self._types, {slot}, False)
        grammar = self._asked[elicited]
        found: tuple[Match, int, bool] | None = None
        spans = [(start, end, True) for start, end in core(tokens)]
        first = clauses(tokens)[0]
        spans += [(start, end, False) for start, end in core(tokens[: first[1]]) if first[1] < len(tokens)]
        for start, end, whole in spans:
            match = grammar.match(tokens[start:end], within(spots, start, end))
            if match is None or (match.sample == f"{{{slot}}}" and match.free > _BARE and not self._query(match)):
                continue
            if found is None or match.cost < found[0].cost:
                found = (match, start, whole)
        return found

    def _nearly(self, tokens: list[Token], spots: Sequence[Spot]) -> _Reading:
        """Find the nearest intent, minding that a "yes" or "no" may lead in something else."""
        answer = lead(tokens)
        if answer is None or answer.intent not in self._model.intents:
            return self._nearest(tokens, spots)
        rest, left = tokens[answer.end :], within(spots, answer.end, len(tokens))
        exact = self._exact(rest, left) if len(rest) >= _FEW or not only_answer(rest) else None
        if exact is None and only_answer(rest):
            return _Reading(answer.intent, (), f"{answer.word}, with trimmings", 0.95)
        reading = exact or self._nearest(rest, left)
        if reading.intent == FALLBACK or reading.confidence < (_CERTAIN if answer.final else _CLEAR):
            return _Reading(answer.intent, (), f"{answer.word}, and nothing clear after it", 0.6)
        return _Reading(reading.intent, _moved(reading.filled, answer.end), reading.why, reading.confidence)

    def _nearest(self, tokens: list[Token], spots: Sequence[Spot]) -> _Reading:
        near = self._nearness.nearest(tokens, spots)
        if near.label == ELSEWHERE:
            return _Reading(FALLBACK, (), "belongs to no skill", near.confidence)
        if near.confidence < _ENOUGH:
            return _Reading(FALLBACK, (), f"nothing near enough ({near.label} {near.confidence:.2f})", near.confidence)
        intent = self._model.intents.get(near.label)
        filled = self._slots.fill(intent, tokens, spots) if intent is not None else ()
        return _Reading(near.label, filled, f"near: {near.confidence:.2f}", near.confidence)


def _moved(filled: Iterable[Filled], by: int) -> tuple[Filled, ...]:
    return tuple(Filled(each.slot, each.start + by, each.end + by, each.spot) for each in filled)
