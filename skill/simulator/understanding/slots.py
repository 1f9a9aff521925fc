"""Fills an intent's slots from a sentence that is no sample: by known values, and by the words before them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from skill.simulator.model import Intent
from skill.simulator.understanding.builtin_types import NAME_TYPES, QUERY_TYPES
from skill.simulator.understanding.cues import Cues
from skill.simulator.understanding.grammar import Filled, denied
from skill.simulator.understanding.lexicon import words
from skill.simulator.understanding.text import Token, is_name_like
from skill.simulator.understanding.trimming import stops, trimmed
from skill.simulator.understanding.values import Spot

_LONGEST_FREE, _LONGEST_CLAUSE = 6, 9
_HINTED, _ANNOUNCED, _ANNOUNCED_QUERY = 0.3, 0.45, 0.4


@dataclass(frozen=True)
class _Candidate:
    """A slot's possible filling; the higher the score, the sooner it is taken."""

    score: float
    filled: Filled


def fill(intent: Intent, tokens: Sequence[Token], spots: Sequence[Spot], cues: Cues) -> tuple[Filled, ...]:
    """Fill what can be filled of an intent's slots, each at most once and none over another."""
    chosen: dict[str, Filled] = {}
    taken: set[int] = set()
    candidates = _Sentence(intent, tokens, spots, cues).candidates()
    for each in sorted(candidates, key=lambda one: (-one.score, one.filled.start, one.filled.slot)):
        places = set(range(each.filled.start, each.filled.end))
        if each.filled.slot not in chosen and not places & taken:
            chosen[each.filled.slot] = each.filled
            taken |= places
    return tuple(chosen.values())


class _Sentence:
    """One sentence, heard as one intent."""

    def __init__(self, intent: Intent, tokens: Sequence[Token], spots: Sequence[Spot], cues: Cues) -> None:
        line = [token.word for token in tokens]
        self.intent, self.tokens, self.cues = intent, tokens, cues
        self.open_kinds = {slot.type for slot in intent.slots.values() if slot.name in cues.open}
        self.kinds = {slot.type for slot in intent.slots.values()}
        self.spots = [spot for spot in spots if not self._gives_way(spot, spots)]
        self.announced = [cues.announced(line, at) for at in range(len(line))]
        self.few_valued = [slot for slot in intent.slots if slot not in cues.open]
        self.stop = stops(tokens)

    def candidates(self) -> Iterator[_Candidate]:
        """Yield what each slot of the intent might be filled with."""
        for rank, slot in enumerate(self.cues.usual[self.intent.name]):
            kind = self.cues.types[slot]
            if kind in QUERY_TYPES:
                yield from self._query(slot)
            yield from self._known(slot, kind, rank)
            if kind in NAME_TYPES:
                yield from self._new_names(slot, kind)
            elif slot in self.cues.open:
                yield from self._new_values(slot, kind)

    def _gives_way(self, spot: Spot, spots: Sequence[Spot]) -> bool:
        """Whether a shorter value with the same id leaves room for another slot: "follow" in "follow her"."""
        few_valued = any(kind == spot.type and slot not in self.cues.open for slot, kind in self.cues.types.items())
        return few_valued and any(
            short.type == spot.type and short.id == spot.id and spot.start <= short.start and short.end <= spot.end
            for short in spots
            for other in spots
            if spot.start <= other.start
            and other.end <= spot.end
            and other.type in self.kinds - {spot.type}
            and short.exact
            and other.exact
            and (other.end <= short.start or short.end <= other.start)
        )

    def _query(self, slot: str) -> Iterator[_Candidate]:
        """Take all that follows the surest words before."""
        at = max(range(len(self.tokens)), key=lambda place: (self.announced[place].get(slot, 0.0), -place), default=0)
        if self.tokens and self.announced[at].get(slot, 0.0) >= _ANNOUNCED_QUERY:
            yield _Candidate(9.0, Filled(slot, at, len(self.tokens), None))

    def _known(self, slot: str, kind: str, rank: int) -> Iterator[_Candidate]:
        """Take known values: announced ones first, and of a few-valued type the one that is spoken of most."""
        mine = [spot for spot in self.spots if spot.type == kind]
        votes = Counter(key for key in {(spot.id, spot.start) for spot in mine})
        spoken_of = Counter(value for value, _ in votes)
        may_be_bare = kind not in NAME_TYPES or slot == self.cues.usual_name(self.intent.name)
        for spot in mine:
            cue = max(self.announced[at].get(slot, 0.0) for at in (self._before_article(spot.start), spot.start))
            ordinary = slot in self.cues.open and self._is_ordinary(spot)
            if cue < _HINTED and not (spot.sure and may_be_bare and not ordinary):
                continue
            if slot in self.cues.open and self._is_verb(spot):
                continue
            if slot in self.few_valued and (self._of_another(spot) or self._leans(spot)):
                continue
            if self._is_of_a_person(slot, spot.start):
                continue
            if (kind in NAME_TYPES and self._called(spot.start)) or self._owned_by_another(slot, spot):
                continue
            if kind in NAME_TYPES and spot.start and self.tokens[spot.start - 1].word in words("no_name_after"):
                continue  # "my Harold" is not the one who was met, and "an angel" is nobody
            score = 2.0 + 1.5 * cue + 0.1 * (spot.end - spot.start) - 0.05 * rank
            score -= 0.8 * ordinary + 0.9 * (not spot.exact) + 2.5 * denied(self.tokens, spot.start)
            score += 1.0 * ("." in spot.value)
            if spot.id is not None and slot not in self.cues.open:
                score += 0.9 * (spoken_of[spot.id] - 1)
            end = self._longer(spot, mine) if slot in self.cues.open else spot.end
            yield _Candidate(score, Filled(slot, spot.start, end, spot if end == spot.end else None))

    def _of_another(self, spot: Spot) -> bool:
        """Whether "her" says whose cousin it is, or "my friend" only leads in a name."""
        after = self._word(spot.end)
        if spot.end - spot.start == 1 and self.tokens[spot.start].word in words("owners"):
            return after in words("relations")
        named = any(other.type in NAME_TYPES and other.start == spot.end for other in self.spots)
        return named and self.tokens[spot.start].word == "my"

    def _leans(self, spot: Spot) -> bool:
        """Whether a word only belongs to what follows: "never" in "I never asked" says nothing of how often."""
        if spot.end - spot.start > 1 or self.tokens[spot.start].word not in words("leaning"):
            return False
        return spot.end < len(self.tokens) and not self.tokens[spot.end].pause

    def _is_of_a_person(self, slot: str, start: int) -> bool:
        """Whether a value only says who or what someone is ("he works at a bank", "she's a vet", "my neighbor")."""
        if slot not in self.cues.open or self.cues.types[slot] in NAME_TYPES:
            return False
        mine = start + 1 if self._word(start) == "my" else start
        if mine and self._word(mine - 1) == "my" and self._word(mine) in words("relations"):
            return True
        at = self._before_article(start)
        lead = [token.word for token in self.tokens[max(0, at - 2) : at]]
        works = lead[:1] in (["works"], ["work"], ["worked"])
        return self._word(at) in ("a", "an") and (works or lead in (["she", "is"], ["he", "is"]))

    def _called(self, at: int) -> bool:
        """Whether a name is a dog's ("a beagle called Biscuit", "her corgi's called Biscuit")."""
        if not at or self.tokens[at - 1].word not in ("called", "named"):
            return False
        return not words("relations").isdisjoint(token.word for token in self.tokens[max(0, at - 3) : at - 1])

    def _owned_by_another(self, slot: str, spot: Spot) -> bool:
        """Whether a value belongs to what another slot is announced for: a garden, in "we talked about her garden"."""
        if slot not in self.cues.open or not spot.start or self.tokens[spot.start - 1].word not in words("owners"):
            return False
        announced = self.announced[spot.start - 1]
        others = (announced.get(other, 0.0) for other in self.intent.slots if other in self.cues.open and other != slot)
        return max(others, default=0.0) >= _ANNOUNCED > announced.get(slot, 0.0)

    def _is_ordinary(self, spot: Spot) -> bool:
        """Whether one everyday word may be meant as anything, for it does not stand as in "on a train"."""
        article = self._before_article(spot.start)
        led = article < spot.start and article > 0 and self.tokens[article - 1].word in words("prepositions")
        led = led or (spot.start > 0 and self.tokens[spot.start - 1].said == "'s")  # "my roommate's party"
        return spot.end - spot.start == 1 and not is_name_like(self.tokens[spot.start]) and not (led and spot.exact)

    def _is_verb(self, spot: Spot) -> bool:
        """Whether one word is something that is or was done ("danced", "she works"), and not a thing of that name."""
        if spot.end - spot.start > 1:
            return False
        word = self.tokens[spot.start].word
        after_subject = spot.start > 0 and self.tokens[spot.start - 1].word in words("clause_subjects")
        if spot.exact:
            return after_subject and word.endswith("s")
        return after_subject or word.endswith("ed")

    def _longer(self, spot: Spot, mine: Sequence[Spot]) -> int:
        """Let "lunch line" grow into "lunch line at work", and "country" into "country concert", of the same type."""
        joined = max((other.end for other in mine if other.start == spot.end), default=0)
        if joined and not self.tokens[spot.end].pause:
            return joined
        if spot.end >= len(self.tokens) or self.tokens[spot.end].word not in words("links") or self.stop[spot.end]:
            return spot.end
        start = self._after_article(spot.end + 1)
        return max((other.end for other in mine if other.start == start), default=spot.end)

    def _expected(self, slot: str, at: int) -> float:
        """Say how surely a word that nobody knows is of a slot: what takes known words only is out of the question."""
        announced = self.announced[at]
        others = sum(announced.get(other, 0.0) for other in self.few_valued)
        return min(1.0, announced.get(slot, 0.0) / max(0.2, 1.0 - others))

    def _new_names(self, slot: str, kind: str) -> Iterator[_Candidate]:
        """Take a word that nobody knows where a name is announced, or in the place of a name that is not meant."""
        for at, token in enumerate(self.tokens):
            cue = self._expected(slot, at)
            strange = is_name_like(token) and token.word not in self.cues.vocabulary
            if strange and cue >= _ANNOUNCED and not self.stop[at] and not self._called(at):
                yield _Candidate(1.0 + 1.5 * cue, Filled(slot, at, at + 1, None))
            elif strange and any(s.type == kind and s.end == at and denied(self.tokens, s.start) for s in self.spots):
                yield _Candidate(1.0, Filled(slot, at, at + 1, None))

    def _new_values(self, slot: str, kind: str) -> Iterator[_Candidate]:
        """Take the words after an announcement, up to where something else begins."""
        for at, token in enumerate(self.tokens):
            cue = self._expected(slot, at)
            if cue < _ANNOUNCED or self.stop[at] or (at and token.word in words("clause_starts")):
                continue
            start = self._after_article(at)
            if self._is_of_a_person(slot, start):
                continue
            end = trimmed(self.tokens, start, self._end(slot, kind, start))
            if any(s.start == start and self._is_other(s, kind) and self._fills(s, end) for s in self.spots):
                continue
            if any((spot.start, spot.end) == (start, end) and self._is_few_valued(spot) for spot in self.spots):
                continue
            if any(t.word not in words("everyday") and not t.word.isdecimal() for t in self.tokens[start:end]):
                yield _Candidate(1.2 + 1.5 * cue, Filled(slot, start, end, None))

    def _word(self, at: int) -> str:
        return self.tokens[at].word if at < len(self.tokens) else ""

    def _end(self, slot: str, kind: str, start: int) -> int:
        """Return where a value that nobody has listed ends; what is hers, and a clause, may hold anything."""
        first = self._word(start)
        end, clause = start, first in words("clause_topics")
        while end < len(self.tokens) and end - start < (_LONGEST_CLAUSE if clause else _LONGEST_FREE):
            whole = clause or (first in words("owners") and end == start + 1)
            if end > start and (self.stop[end] or (not whole and self._begins_another(slot, kind, end))):
                break
            if not clause and self.tokens[end].word in words("unlikely") and self.tokens[end].said != "'s":
                break
            end += 1
        return end

    def _is_other(self, spot: Spot, kind: str) -> bool:
        """Whether a known value is of another open slot, or says how long something took."""
        return spot.type == "AMAZON.DURATION" or (spot.type in self.open_kinds - {kind} and spot.sure)

    def _fills(self, spot: Spot, end: int) -> bool:
        """Whether a known value leaves no thing over: "gym" does of "gym tonight", "lab" not of "lab explosion"."""
        return all(not is_name_like(token) for token in self.tokens[spot.end : end])

    def _is_few_valued(self, spot: Spot) -> bool:
        """Whether a known value is of a slot that takes no others, as "gentleman" is who it was, and no place."""
        return spot.exact and any(self.cues.types[slot] == spot.type for slot in self.few_valued)

    def _begins_another(self, slot: str, kind: str, at: int) -> bool:
        """Whether the word at a place leads in another slot ("on" before "tuesday", "about" before a topic)."""
        others = [spot for spot in self.spots if spot.type != kind and spot.sure]
        if any(spot.start == at and spot.type in self.kinds for spot in others):
            return True
        if self.tokens[at].word not in words("prepositions") or at + 1 >= len(self.tokens):
            return False
        if any(spot.start in (at + 1, self._after_article(at + 1)) for spot in others):
            return True
        announced = self.cues.announced([self.tokens[at].word, ""], 1)
        return any(sure >= 0.5 and name in self.intent.slots and name != slot for name, sure in announced.items())

    def _after_article(self, at: int) -> int:
        while at < len(self.tokens) and self.tokens[at].word in words("articles") and not (at and self.stop[at]):
            at += 1
        return at

    def _before_article(self, at: int) -> int:
        while at > 0 and self.tokens[at - 1].word in words("articles"):
            at -= 1
        return at


def moved(filled: Sequence[Filled], by: int) -> tuple[Filled, ...]:
    """Return the same fillings in a sentence that begins so many words earlier."""
    return tuple(replace(each, start=each.start + by, end=each.end + by) for each in filled)
