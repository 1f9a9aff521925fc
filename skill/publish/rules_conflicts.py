"""Samples of two intents that can be the same words, and slots that are never said together."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations

from skill.publish.model import Intent, Model, Text
from skill.publish.rules_names import Found
from skill.publish.rules_samples import plain, slots_of

_PAIRS_UP_TO = 4  # slots; in an intent with more, pairs are too many to be all worth a sample
_Values = dict[str, frozenset[tuple[str, ...]]]


@dataclass
class _Tree:
    """Samples as a tree: a branch is a word, or a type in angle brackets."""

    branches: "dict[str, _Tree]" = field(default_factory=dict)
    ends: list[tuple[Intent, Text]] = field(default_factory=list)


def conflicts(model: Model) -> Found:
    """Yield samples whose words, with some value in each slot, are also a sample of another intent."""
    values = _values(model)
    shared = _shared(values)
    root = _Tree()
    for intent in model.intents:
        for sample in intent.samples:
            node = root
            for token in _tokens(sample, intent):
                node = node.branches.setdefault(token, _Tree())
            node.ends.append((intent, sample))
    told: set[frozenset[int]] = set()
    for intent in model.intents:
        for sample in intent.samples:
            for (other, taken), words in _meet(root, _tokens(sample, intent), values, shared):
                pair = frozenset((id(sample), id(taken)))
                if other is intent or pair in told or plain(sample.text) == plain(taken.text):
                    continue  # the same text twice is found among the samples
                told.add(pair)
                first, second = sorted(((intent, sample), (other, taken)), key=lambda each: each[1].line)
                yield (
                    second[1].line,
                    f"{second[1].shown} and {first[1].shown} of {first[0].name.shown} in line {first[1].line}"
                    f" can be the same words, {' '.join(words)!r}.",
                )


def combinations_of_slots(model: Model) -> Found:
    """Yield slots that can stand in one sentence, and do in no sample.

    Two slots that take each other's place ("send it to {who}", "send it to {person}") need no sample together.
    """
    for intent in model.intents:
        names = [slot.name.text.lower() for slot in intent.slots]
        together = {frozenset(pair) for s in intent.samples for pair in combinations(sorted(set(slots_of(s.text))), 2)}
        spoken = {name for sample in intent.samples for name in slots_of(sample.text)}
        instead = _instead(intent)
        for slot in intent.slots:
            name = slot.name.text.lower()
            if name not in spoken:
                continue
            others = [other for other in names if other != name and other in spoken]
            missing = [o for o in others if frozenset((name, o)) not in together | instead]
            if len(names) > _PAIRS_UP_TO:
                if others and len(missing) == len(others):
                    yield slot.name.line, f"{intent.name.shown} has no sample with {slot.name.shown} and another slot."
                continue
            for other in missing:
                if names.index(other) > names.index(name):
                    yield slot.name.line, f"{intent.name.shown} has no sample with {{{name}}} and {{{other}}} together."


def _tokens(sample: Text, intent: Intent) -> list[str]:
    """The words of a sample, with a slot as its type; an unknown slot is a type that nothing has."""
    tokens = []
    for word in plain(sample.text).replace("{", " {").replace("}", "} ").split():
        tokens.append(f"<{intent.types.get(word[1:-1], '')}>" if word[0] == "{" and word[-1] == "}" else word)
    return tokens


def _values(model: Model) -> _Values:
    return {
        f"<{kind.name.text}>": frozenset(
            tuple(plain(word.text).split()) for value in kind.values for word in value.words if word.text.strip()
        )
        for kind in model.types
    }


def _shared(values: _Values) -> dict[tuple[str, str], str]:
    """A value that two types have in common, by the pair."""
    found = {}
    for one in values:
        for other in values:
            common = values[one] & values[other]
            if one != other and common:
                found[one, other] = " ".join(min(common))
    return found


def _meet(
    node: _Tree, tokens: list[str], values: _Values, shared: dict[tuple[str, str], str], at: int = 0
) -> Iterator[tuple[tuple[Intent, Text], list[str]]]:
    """Yield the samples below a node that the tokens from a place on can be, with the words that both are."""
    if at == len(tokens):
        yield from ((end, []) for end in node.ends)
        return
    token = tokens[at]
    for branch, below in node.branches.items():
        if branch == token:
            yield from _after(below, tokens, values, shared, at + 1, _said(token, values))
        elif branch in values and token in values:
            if (branch, token) in shared:
                yield from _after(below, tokens, values, shared, at + 1, shared[branch, token])
        elif branch in values:
            for end in range(at + 1, len(tokens) + 1):
                words = tuple(tokens[at:end])
                if words in values[branch]:
                    yield from _after(below, tokens, values, shared, end, " ".join(words))


def _after(
    node: _Tree, tokens: list[str], values: _Values, shared: dict[tuple[str, str], str], at: int, said: str
) -> Iterator[tuple[tuple[Intent, Text], list[str]]]:
    for end, words in _meet(node, tokens, values, shared, at):
        yield end, [said, *words]


def _said(token: str, values: _Values) -> str:
    return " ".join(min(values[token])) if values.get(token) else token


def _instead(intent: Intent) -> set[frozenset[str]]:
    """The pairs of slots that stand in the same place of two samples, with or without other slots around them."""
    places: dict[str, set[str]] = {}
    for sample in intent.samples:
        words = plain(sample.text).split()
        for at, word in enumerate(words):
            if word[0] == "{":
                around = (words[at - 1] if at else "", words[at + 1] if at + 1 < len(words) else "")
                places.setdefault(" ".join(around), set()).add(word[1:-1])
    return {frozenset(pair) for names in places.values() for pair in combinations(sorted(names), 2)}
