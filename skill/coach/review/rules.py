"""What the concern files look for, over a reading."""

from dataclasses import dataclass
from functools import cache

from skill.coach.review.concerns import Kind
from skill.coach.review.lexicon import HERE, load
from skill.coach.review.patterns import Index, Pattern, compiled
from skill.coach.review.reading import Reading

FILES_BESIDE = ("lexicon", "signs", "form")


@dataclass(frozen=True)
class Rule:
    """One group of patterns of a concern, and when it counts; an empty tuple sets no condition.

    `needs` and `unless` name signs (signs.yaml), which are looked for in the whole text; a match is dropped where a
    pattern of `but_not` stands in its sentence, or one of `not_in_text` anywhere. `weight` is what a match adds to the
    log odds of a concern.
    """

    concern: Kind
    name: str
    looks_like: tuple[int, ...]
    but_not: tuple[int, ...]
    not_in_text: tuple[int, ...]
    channels: tuple[str, ...]
    histories: tuple[str, ...]
    needs: tuple[str, ...]
    unless: tuple[str, ...]
    weight: float


@dataclass(frozen=True)
class Hit:
    """Where a pattern of a rule matched, in the plain form of the reading."""

    rule: Rule
    start: int
    end: int
    pattern: str


@dataclass(frozen=True)
class Concern:
    """What a concern file says of it as a whole."""

    kind: Kind
    severe: bool
    offer: str
    source: str


class Book:
    """All the concern files of a language, compiled."""

    def __init__(self, language: str) -> None:
        """Read the files; raises ContentError for one that cannot be used."""
        self._language = language
        self._patterns: list[Pattern] = []
        self._numbers: dict[str, int] = {}
        signs = load(language, "signs")
        self.signs = {name: self._all(_spread(listed, signs)) for name, listed in signs.items()}
        self.concerns: dict[Kind, Concern] = {}
        self.rules: list[Rule] = []
        for path in sorted((HERE / language).glob("*.yaml")):
            if path.stem not in FILES_BESIDE:
                self._read(path.stem)  # type: ignore[arg-type]
        self._index = Index(self._patterns)

    def _read(self, kind: Kind) -> None:
        raw = load(self._language, kind)
        self.concerns[kind] = Concern(kind, bool(raw["severe"]), str(raw["offer"]), str(raw["source"]))
        for name, group in raw.get("rules", {}).items():
            self.rules.append(
                Rule(
                    concern=kind,
                    name=f"{kind}.{name}",
                    looks_like=self._all(group.get("looks_like", [])),
                    but_not=self._all(group.get("but_not", [])),
                    not_in_text=self._all(group.get("not_in_text", [])),
                    channels=tuple(group.get("channels", ())),
                    histories=tuple(group.get("histories", ())),
                    needs=tuple(group.get("needs", ())),
                    unless=tuple(group.get("unless", ())),
                    weight=float(group.get("weight", 2.0)),
                )
            )

    def _all(self, sources: list[str]) -> tuple[int, ...]:
        return tuple(dict.fromkeys(self._number(" ".join(s.split())) for s in sources))

    def _number(self, source: str) -> int:
        if source not in self._numbers:
            self._numbers[source] = len(self._patterns)
            self._patterns.append(compiled(source, self._language))
        return self._numbers[source]

    def look(self, reading: Reading, channel: str, history: str) -> "Look":
        """Return what there is to see in a reading."""
        return Look(self, reading, channel, history)

    def possible(self, reading: Reading) -> frozenset[int]:
        """Return the numbers of the patterns that may match."""
        return frozenset(self._index.possible(reading.vocabulary))

    def knows(self, word: str) -> bool:
        """Tell whether a pattern looks for a word."""
        return self._index.knows(word)

    def pattern(self, number: int) -> Pattern:
        """Return a pattern by its number."""
        return self._patterns[number]


class Look:
    """One reading under the eyes of a book; each pattern is searched at most once."""

    def __init__(self, book: Book, reading: Reading, channel: str, history: str) -> None:
        """Note which patterns may match at all."""
        self._book, self._reading, self._channel, self._history = book, reading, channel, history
        self._possible = book.possible(reading)
        self._found: dict[int, list[tuple[int, int]]] = {}

    def _spans(self, number: int) -> list[tuple[int, int]]:
        if number not in self._possible:
            return []
        if number not in self._found:
            self._found[number] = [m.span() for m in self._book.pattern(number).regex.finditer(self._reading.plain)]
        return self._found[number]

    def sign(self, name: str) -> tuple[int, int] | None:
        """Return where a sign stands first, or None."""
        return min((s for n in self._book.signs[name] for s in self._spans(n)), default=None)

    def signs(self) -> list[str]:
        """Return the names of all the signs that the text shows."""
        return [name for name in self._book.signs if self.sign(name)]

    def hits(self) -> list[Hit]:
        """Return every match of every rule, in the order of the text within a rule."""
        return [hit for rule in self._book.rules for hit in self._hits(rule)]

    def _hits(self, rule: Rule) -> list[Hit]:
        if rule.channels and self._channel not in rule.channels:
            return []
        if rule.histories and self._history not in rule.histories:
            return []
        if any(not self.sign(n) for n in rule.needs) or any(self.sign(n) for n in rule.unless):
            return []
        found = sorted((*span, self._book.pattern(n).source) for n in rule.looks_like for span in self._spans(n))
        if not rule.looks_like:
            found = sorted((*span, f"<{name}>") for name in rule.needs if (span := self.sign(name)))
        if not found or any(self._spans(n) for n in rule.not_in_text):
            return []
        return [Hit(rule, start, end, source) for start, end, source in found if not self._excused(rule, start, end)]

    def _excused(self, rule: Rule, start: int, end: int) -> bool:
        if not rule.but_not:
            return False
        first, last = self._reading.sentence(start, end)
        return any(s < last and e > first for n in rule.but_not for s, e in self._spans(n))


def _spread(listed: list[str], signs: dict[str, list[str]]) -> list[str]:
    """Return a sign's patterns, with those of each other sign that it names in place of the name."""
    return [p for s in listed for p in (_spread(signs[s[1:-1]], signs) if s[1:-1] in signs else [s])]


@cache
def book(language: str = "en") -> Book:
    """Return the concern files of a language, compiled once."""
    return Book(language)
