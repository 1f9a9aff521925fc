"""Decides what a sentence asks for: asks the other files in order, and says which of them knew."""

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from skill.simulator.model import Model
from skill.simulator.understanding.answers import ANSWERS, NO, YES, lead, only_answer
from skill.simulator.understanding.builtin_types import QUERY_TYPES
from skill.simulator.understanding.cues import Cues
from skill.simulator.understanding.elicited import Elicited
from skill.simulator.understanding.examples import ELSEWHERE, builtin_samples
from skill.simulator.understanding.grammar import Filled, Grammar, Match
from skill.simulator.understanding.invocation import hear
from skill.simulator.understanding.lexicon import words
from skill.simulator.understanding.nearness import Nearness
from skill.simulator.understanding.slots import fill, moved
from skill.simulator.understanding.text import Token, read, said, without_hesitation
from skill.simulator.understanding.trimming import aside, core
from skill.simulator.understanding.understood import FALLBACK, HeardSlot, Reading, Understood
from skill.simulator.understanding.values import Spot, Values, within

_ENOUGH, _CLEAR, _CERTAIN = 0.3, 0.6, 0.95
_MANY, _LIKELY = 5, 0.3  # so many words after a yes or no are seldom trimmings
_PLAUSIBLE_RANK = 2
_FEW = 3
_LED = 0.2
_SURE, _DOUBTED = 0.9, 0.8
_LONG = 8  # so many words after a no say something else instead
_NOTHING = Reading(FALLBACK, (), "nothing was said", 1.0)


class Understanding:
    """Alexa's ears for one model; making it takes well under a second, and resolving is a matter of milliseconds."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._name = [token.word for token in read(model.invocation)]
        self._cues = Cues(model)
        self._values = Values(model.types, frozenset(self._cues.types.values()))
        self._builtin = builtin_samples(model)
        own = [(intent.name, sample) for intent in model.intents.values() for sample in intent.samples]
        self._grammar = Grammar([*own, *self._builtin], self._cues)
        self._elicited = Elicited(model, self._cues)

    @property
    def model(self) -> Model:
        """The model by which it hears."""
        return self._model

    @cached_property
    def _nearness(self) -> Nearness:
        return Nearness(self._model, self._values, self._builtin, self._cues.matters())

    def resolve(self, text: str, elicited: tuple[str, str] | None = None) -> Understood:
        """Say what a sentence asks for; `elicited` is the (intent, slot) that the skill is asking for, if any."""
        heard = hear(without_hesitation(read(text)), self._name)
        if heard.invoked and not heard.readings:
            return Understood(text, "LaunchRequest", {}, True, "the invocation alone", 1.0)
        readings = [(self._read(tokens, None if heard.invoked else elicited), tokens) for tokens in heard.readings]
        best, tokens = max(readings, key=lambda each: (each[0].intent != FALLBACK, each[0].confidence))
        slots = {each.slot: _value(each, tokens) for each in best.filled}
        return Understood(text, best.intent, slots, heard.invoked, best.why, round(best.confidence, 3))

    def _read(self, tokens: Sequence[Token], elicited: tuple[str, str] | None) -> Reading:
        if not tokens:
            return _NOTHING
        spots = self._values.spot(tokens)
        exact = self._exact(tokens, spots)
        if elicited is not None and (exact is None or exact.filled):
            answer = self._elicited.answer(tokens, spots, elicited, exact, lambda: self._nearly(tokens, spots))
            if answer is not None:
                return answer
        expected = elicited[0] if elicited else None
        return exact or self._after_aside(tokens, elicited) or self._nearly(tokens, spots, expected)

    def _after_aside(self, tokens: Sequence[Token], elicited: tuple[str, str] | None) -> Reading | None:
        """Read what follows words that only lead in, where there is something; they never speak for it."""
        start = aside(tokens)
        if not start or len(tokens) - start < _FEW:
            return None
        rest = self._read(tokens[start:], elicited)
        return Reading(rest.intent, moved(rest.filled, start), rest.why, rest.confidence)

    def _exact(self, tokens: Sequence[Token], spots: Sequence[Spot]) -> Reading | None:
        """Match the whole sentence, then the sentence without what surrounds it; new values must make sense there."""
        for start, end in core(tokens):
            inner = within(spots, start, end)
            match = self._grammar.match(tokens[start:end], inner)
            if match is None or self._swallows(match, tokens[start:end], inner):
                continue
            sure = match.free == 0 or self._dictated(match, tokens[start:end])
            if sure or self._nearness.rank(match.intent, tokens[start:end], inner) <= (
                0 if match.loose else _PLAUSIBLE_RANK
            ):
                filled = moved(match.filled, start)
                return Reading(match.intent, filled, f"exact: '{match.sample}'", 1.0 if sure else _CERTAIN)
        return None

    def _dictated(self, match: Match, tokens: Sequence[Token]) -> bool:
        """Whether a match has words to be taken as they are: all of a long carrier, or a clause after a short one."""
        open_ended = self._open_ended(match.filled)
        carrier = len(tokens) - sum(each.end - each.start for each in open_ended)
        return any(
            carrier >= _FEW
            or (each.end - each.start >= _FEW and (carrier > 1 or _is_dictated(tokens[each.start : each.end])))
            for each in open_ended
        )

    def _open_ended(self, filled: Sequence[Filled]) -> list[Filled]:
        return [each for each in filled if self._cues.types.get(each.slot) in QUERY_TYPES]

    def _swallows(self, match: Match, tokens: Sequence[Token], spots: Sequence[Spot]) -> bool:
        """Whether a value that nobody has listed holds another slot's ("the cafe on tuesday")."""
        taken = {each.slot for each in match.filled}
        free = [each for each in match.filled if each.spot is None and self._cues.types[each.slot] not in QUERY_TYPES]
        for spot in spots:
            lead = tokens[spot.start - 1].word if spot.start else ""
            if not (spot.exact and spot.sure and lead in words("prepositions")):
                continue
            if any(each.start < spot.start and spot.end <= each.end for each in free):
                likely = {slot for slot, sure in self._cues.announced([lead, ""], 1).items() if sure >= _LED}
                if any(self._cues.types[slot] == spot.type for slot in likely - taken):
                    return True
        return False

    def _nearly(self, tokens: Sequence[Token], spots: Sequence[Spot], expected: str | None = None) -> Reading:
        """Find the nearest intent, minding that a "yes" or "no" may lead in something else."""
        answer = lead(tokens)
        if answer is None or answer.intent not in self._model.intents:
            return self._nearest(tokens, spots, expected)
        rest, left = tokens[answer.end :], within(spots, answer.end, len(tokens))
        exact = self._exact(rest, left) if len(rest) >= _FEW or not only_answer(rest) else None
        if exact is None and only_answer(rest):
            return Reading(answer.intent, (), f"{answer.word}, with trimmings", 0.95)
        reading = exact or self._nearest(rest, left, expected)
        needed = _LIKELY if len(rest) >= _MANY else _CLEAR
        unclear = reading.intent == FALLBACK or reading.confidence < needed
        if unclear and answer.intent == NO and (_corrects(rest) or len(rest) >= _LONG):
            return Reading(FALLBACK, (), f"{answer.word}, and something unclear instead", _ENOUGH)
        if unclear and answer.intent == YES and len(rest) >= _FEW and rest[0].word in words("objections"):
            return Reading(FALLBACK, (), f"{answer.word}, and something unclear about it", _ENOUGH)
        if unclear or (answer.final and exact is None and (len(rest) < _LONG or reading.confidence < _SURE)):
            return Reading(answer.intent, (), f"{answer.word}, and nothing clear after it", 0.6)
        return Reading(reading.intent, moved(reading.filled, answer.end), reading.why, reading.confidence)

    def _clause(self, tokens: Sequence[Token], spots: Sequence[Spot]) -> Reading | None:
        """Return what one clause of several, or all from one on, says word for word: one that tells something first."""
        cuts = [0, *(at for at, token in enumerate(tokens) if token.pause and at), len(tokens)]
        parts = [*pairwise(cuts), *((start, len(tokens)) for start in cuts[1:-2])]
        found: list[tuple[int, Reading]] = []
        for start, end in parts if len(cuts) > 2 else ():
            exact = self._exact(tokens[start:end], within(spots, start, end)) if end - start >= _FEW else None
            if exact is not None and exact.intent not in ANSWERS:
                found.append((start, exact))
        if not found:
            return None
        start, exact = next((each for each in found if each[1].filled), found[0])
        filled = moved(exact.filled, start)
        taken = {each.slot for each in filled}
        intent = self._model.intents.get(exact.intent)
        more = fill(intent, tokens, spots, self._cues) if intent is not None else ()
        whole = (*filled, *(each for each in more if each.slot not in taken))
        return Reading(exact.intent, whole, f"in part {exact.why}", _CLEAR)

    def _takes(self, name: str, filled: Sequence[Filled]) -> bool:
        """Whether an intent has room for all that was told beside it ("write to Mia, we met at the cafe")."""
        intent = self._model.intents.get(name)
        return intent is not None and {each.slot for each in filled} <= intent.slots.keys()

    def _nearest(self, tokens: Sequence[Token], spots: Sequence[Spot], expected: str | None) -> Reading:
        near = self._nearness.nearest(tokens, spots, expected)
        intent = self._model.intents.get(near.label)
        doubted = near.confidence < _DOUBTED
        dictates = intent is not None and any(slot.type in QUERY_TYPES for slot in intent.slots.values())
        filled = fill(intent, tokens, spots, self._cues) if intent is not None else ()
        clause = self._clause(tokens, spots) if doubted or dictates or filled else None
        if clause and filled and self._takes(clause.intent, filled) and clause.intent != near.label:
            return clause
        if clause and (doubted or (clause.intent == near.label and self._open_ended(clause.filled))):
            return clause
        if near.label == ELSEWHERE:
            return Reading(FALLBACK, (), "belongs to no skill", near.confidence)
        if near.confidence < _ENOUGH:
            return Reading(FALLBACK, (), f"nothing near enough ({near.label} {near.confidence:.2f})", near.confidence)
        return Reading(near.label, filled, f"near: {near.confidence:.2f}", near.confidence)


def _is_dictated(line: Sequence[Token]) -> bool:
    """Whether words after a single one ("say ...") are a sentence to be written, and no case that is put."""
    if line[0].word in words("greetings"):
        return True
    after = [token.word for token in line[1:]] + [""]
    asks = any(
        token.word in words("objections") and (token.pause or after[at] in words("auxiliaries") or not after[at])
        for at, token in enumerate(line)
        if at
    )
    return line[0].word in words("dictated_starts") and not asks


def _corrects(rest: Sequence[Token]) -> bool:
    """Whether what follows a no takes it back, or puts something right ("no wait", "no, actually", "no, I mean")."""
    return rest[0].word in words("corrections") or [token.word for token in rest[:2]] == ["i", "mean"]


def _value(filled: Filled, tokens: Sequence[Token]) -> HeardSlot:
    if filled.spot is not None:
        return HeardSlot(filled.spot.value, filled.spot.id)
    return HeardSlot(said(tokens[filled.start : filled.end]), None)
