"""The details of a message as phrases that its lines can take: {{ at_place }}, {{ topic }}, {{ plan }}."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from skill import content
from skill.coach import grammar
from skill.coach.channels import Audience
from skill.coach.lexicon import listed
from skill.coach.situation import DETAIL_NAMES, Details, fit

PERSON, PLACE, DAY, TOPIC, YOU, FRIEND, INVITATION, OWN = (1 << i for i in range(8))
BITS = {
    "person": PERSON,
    "place": PLACE,
    "day": DAY,
    "topic": TOPIC,
    "you": YOU,
    "friend": FRIEND,
    "invitation": INVITATION,
    "own": OWN,
}
NAMES = PERSON | YOU | FRIEND
_CLAUSE = re.compile(r"^(how|why|what|when|where|whether|if|that|who|which)\b", re.IGNORECASE)
# "that she sings", "to sing", "she sings": after "about" these are no English
_NO_TOPIC = re.compile(r"^(that|if|to|because|i|we|you|he|she|they)(\s|['’])", re.IGNORECASE)
_DOING = re.compile(r"^(\w+ing)\b", re.IGNORECASE)
# How a sentence begins that is a question, where no sign was heard at its end.
_ASKS = re.compile(
    r"(how|what|who|where|when|why|which|whose)\b"
    r"|(is|are|was|were|do|does|did|have|has|would|could|will|can|should|shall)(n['’]t)? (you|your|we|the|it|that|i)\b",
    re.IGNORECASE,
)
# A greeting that is no "hi", which a sentence of the user's own brings along.
_GREETS = re.compile(
    r"(good (morning|evening|afternoon|day)|morning|evening|dear|hola|ciao|howdy|welcome back)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Phrase:
    """A detail as it is said, with the bits of the details it mentions; without a bit it is a word of grammar."""

    text: str
    uses: int = 0

    @property
    def words(self) -> int:
        """The number of words in it."""
        return len(self.text.split())


_SLOTS = """
    person you friend who where at_place from_place the_place the_event on_day lately topic thing hobby hobby_noun
    light subject subject_light hers hers_light plan plan_with_you plan_with_me outing open_plan open_outing own
    own_question own_greeting own_greeting_question they them their theirs themself They Their they_re They_re
"""
SLOTS = tuple(_SLOTS.split())


def is_doing(topic: str) -> bool:
    """Tell whether a topic is something people do ("fixing old bikes", "hiking")."""
    first = _DOING.match(topic)
    return bool(first) and first[1].casefold() not in listed("not_doings") if first else False


def is_hobby(topic: str) -> bool:
    """Tell whether a topic is something one gets into."""
    return is_doing(topic) or topic.casefold().removeprefix("the ") in listed("hobbies")


def is_heavy(topic: str) -> bool:
    """Tell whether a topic is nothing to joke about."""
    return any(word in listed("heavy") for word in re.findall(r"[\w']+", topic.casefold()))


def is_grave(details: Details) -> bool:
    """Tell whether the talk, or the place it was in, is nothing to joke about."""
    return any(is_heavy(said) for said in (details.topic, details.place) if said)


@lru_cache(maxsize=512)
def phrases(details: Details, audience: Audience, asks_out: bool) -> dict[str, Phrase]:
    """Return the phrases that the details allow, by slot name; `asks_out` gives the day to the invitation."""
    words = grammar.pronoun_words(details.pronoun)
    found = {name: Phrase(words[name]) for name in SLOTS if name in words}
    for name in ("person", "you", "friend"):
        value = getattr(details, name)
        if value:
            found[name] = Phrase(value, BITS[name])
    to_come = (
        details.day if asks_out and details.invitation and details.day and not grammar.is_past(details.day) else None
    )
    _places(details, found, audience, None if to_come else details.day)
    _topics(details, found, audience)
    _own(details, found, audience)
    if asks_out:
        _plans(details, found, to_come)
    if audience == "friend":
        known_place = found.get("from_place")
        someone = f"your friend {known_place.text}" if known_place else "your friend"
        found["who"] = found.get("person") or Phrase(someone, PLACE if known_place else 0)
    return found


def _own(details: Details, found: dict[str, Phrase], audience: Audience) -> None:
    if details.own and (greets := _GREETS.match(details.own)):
        named = PERSON if details.person and f" {details.person}" in details.own else 0
        rest = details.own[greets.end() :].strip(" ,").removeprefix(details.person or "").strip(" ,")
        said = Phrase(details.own[:1].upper() + details.own[1:], OWN | named)
        found["own_greeting_question" if _ASKS.match(rest) else "own_greeting"] = said
    elif details.own and (own := _turned(details, details.own, audience)):
        found["own_question" if _ASKS.match(own) else "own"] = Phrase(own, OWN)


def _plans(details: Details, found: dict[str, Phrase], day: str | None) -> None:
    rows = content.lexicon()["invitations"]
    bit = INVITATION if details.invitation else 0
    doing, thing = grammar.plan(details.invitation or rows["default"])
    said = grammar.on_day(day) if day else None
    when, dated = (f" {said}", bit | DAY) if said else ("", bit)
    found |= {
        "plan": Phrase(f"{doing}{when}", dated),
        "plan_with_you": Phrase(f"{doing} with you{when}", dated),
        "plan_with_me": Phrase(f"{doing} with me{when}", dated),
        "outing": Phrase(f"{thing}{when}", dated),
    }
    if not said and doing.split()[-1] not in rows["times"]:
        found |= {"open_plan": Phrase(doing, bit), "open_outing": Phrase(thing, bit)}


def _places(details: Details, found: dict[str, Phrase], audience: Audience, day: str | None) -> None:
    said = grammar.on_day(day) if day and not grammar.is_to_come(day) else None
    if said:
        found["on_day"] = Phrase(said, DAY)
    found["lately"] = found.get("on_day", Phrase("the other day"))
    place = _turned(details, details.place, audience) if details.place else None
    if place and not _CLAUSE.match(place):
        found["at_place"] = Phrase(grammar.at_place(place), PLACE)
        found["from_place"] = Phrase(grammar.from_place(place), PLACE)
        found["the_place"] = Phrase(grammar.the_place(place), PLACE)
        if grammar.happens_once(place) and grammar.the_place(place).split()[-1] not in listed("stays"):
            found["the_event"] = found["the_place"]
    parts = [found[name] for name in ("at_place", "on_day") if name in found]
    if parts:
        found["where"] = Phrase(" ".join(p.text for p in parts), sum(p.uses for p in parts))


def _turned(details: Details, said: str, audience: Audience) -> str | None:
    """Return a place or a topic as its reader should see it, or None where it cannot be turned."""
    reader: Literal["them", "friend"] = "friend" if audience == "friend" else "them"
    if reader == "friend" and details.friend:
        said = _possessed(said, details.friend, "your")
    if details.you and details.you != details.person:
        said = _possessed(said, details.you, "my")
    return grammar.facing(grammar.written(said), details.pronoun, reader, details.person)


def _possessed(said: str, name: str, whose: str) -> str:
    return re.sub(rf"(?<!\w){re.escape(name)}['’]s(?!\w)", whose, said, flags=re.IGNORECASE)


def _topics(details: Details, found: dict[str, Phrase], audience: Audience) -> None:
    if not details.topic:
        return
    about = re.sub(r"^(something )?about\s+", "", grammar.written(details.topic), flags=re.IGNORECASE)
    topic = _turned(details, about, audience)
    if (
        not topic
        or not any(map(str.isalnum, topic))
        or _NO_TOPIC.match(about)
        or about.casefold() in listed("no_topics")
    ):
        return
    said = Phrase(topic, TOPIC)
    clause = bool(_CLAUSE.match(topic))
    light = not is_heavy(topic)
    hers = bool(re.match(r"your\b", topic, re.IGNORECASE))
    hobby = is_hobby(topic)
    allowed = {
        "topic": True,
        "thing": not clause,
        "hobby": hobby,
        "hobby_noun": hobby and (not is_doing(topic) or " " not in topic),
        "light": light,
        "subject": not clause and not hers,
        "subject_light": not clause and not hers and light,
        "hers": hers,
        "hers_light": hers and light,
    }
    found |= {name: said for name, fits in allowed.items() if fits}


def usable(details: Details) -> Details:
    """Return the details without those that cannot stand in a message."""
    said = {name: getattr(details, name) for name in DETAIL_NAMES}
    return Details(
        pronoun=details.pronoun, **{name: fit(name, value) if value else None for name, value in said.items()}
    )
