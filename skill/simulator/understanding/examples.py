"""Makes the sentences that the classifier learns from: the samples, with values in their slots."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from skill.simulator.model import Model
from skill.simulator.understanding import lexicon
from skill.simulator.understanding.builtin_types import NAME_TYPES
from skill.simulator.understanding.text import Token, read, stem
from skill.simulator.understanding.values import Values

ELSEWHERE = "elsewhere"
SESSION_ENDED = "SessionEndedRequest"
_NARROW = 3
_OWN_MATTER = 0.3
_MOST_ROWS = 160
_NAMES = ("maria", "james", "yuki", "omar", "sofia", "ben")
_OTHER = {"AMAZON.DURATION": ("nine days", "a week", "two hours"), "AMAZON.Ordinal": ("first", "second")}


def builtin_samples(model: Model) -> list[tuple[str, str]]:
    """Return (intent, phrase) for what the model's built-in intents hear without being told."""
    return [
        (intent, str(phrase))
        for intent, said in lexicon.read("builtin_intents").items()
        if intent in model.intents or intent == SESSION_ENDED
        for phrase in said
    ]


def elsewhere(matters: Iterable[str]) -> Iterator[str]:
    """Yield what belongs to no skill, but for what a model that speaks of these matters has of its own."""
    own, plain = {stem(word) for word in matters}, {stem(word) for word in lexicon.words("everyday")}
    for phrases in lexicon.read("elsewhere").values():
        telling = [{stem(token.word) for token in read(phrase)} - plain for phrase in phrases]
        shared = [bool(each) and each <= own for each in telling]
        if sum(shared) < _OWN_MATTER * len(phrases):
            yield from (phrase for phrase, known in zip(phrases, shared, strict=True) if not known)


def examples(model: Model, values: Values) -> Iterator[tuple[str, list[Token]]]:
    """Yield (label, tokens), every sample at least once, and every value of a type that few intents use."""
    users: dict[str, int] = {}
    for intent in model.intents.values():
        for kind in {slot.type for slot in intent.slots.values()}:
            users[kind] = users.get(kind, 0) + 1
    for intent in model.intents.values():
        kinds = {slot.name: slot.type for slot in intent.slots.values()}
        fillers = {slot: _Filler(kind, values) for slot, kind in kinds.items()}
        narrow = [slot for slot, kind in kinds.items() if users[kind] <= _NARROW and kind in model.types]
        owed = {slot: fillers[slot].size for slot in narrow}
        samples = [read(sample) for sample in intent.samples]
        made = 0
        for tokens in samples:
            yield intent.name, _spoken(tokens, fillers, owed)
            made += 1
        again = [tokens for tokens in samples if any(token.slot in owed for token in tokens)]
        while again and made < _MOST_ROWS and any(count > 0 for count in owed.values()):
            for tokens in again:
                if any(owed.get(token.slot or "", 0) > 0 for token in tokens):
                    yield intent.name, _spoken(tokens, fillers, owed)
                    made += 1
            again = [tokens for tokens in again if any(owed.get(token.slot or "", 0) > 0 for token in tokens)]


class _Filler:
    """Gives the values of a type, one after another, round and round."""

    def __init__(self, kind: str, values: Values) -> None:
        if kind in NAME_TYPES:
            self._phrases: Sequence[Sequence[Token]] = [read(name) for name in _NAMES]
        elif kind in _OTHER:
            self._phrases = [read(phrase) for phrase in _OTHER[kind]]
        else:
            self._phrases = values.spoken.get(kind, [])
        self.size = len(self._phrases)
        self._next = 0

    def next(self) -> Sequence[Token]:
        if not self._phrases:
            return ()
        self._next += 1
        return self._phrases[(self._next - 1) % self.size]


def _spoken(tokens: Sequence[Token], fillers: Mapping[str, _Filler], owed: dict[str, int]) -> list[Token]:
    line: list[Token] = []
    for token in tokens:
        if token.slot is None:
            line.append(token)
        elif token.slot in fillers:
            line.extend(fillers[token.slot].next())
            if token.slot in owed:
                owed[token.slot] -= 1
    return line
