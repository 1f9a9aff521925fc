"""The review of a message: its reading, the rules, its form and the scorer, put together."""

from collections.abc import Iterator
from dataclasses import dataclass

from skill import wording
from skill.coach.channels import CHANNELS, channel_of
from skill.coach.closing import close_of
from skill.coach.grammar import pronoun_words
from skill.coach.review.concerns import Finding, Kind, Review
from skill.coach.review.english import is_english
from skill.coach.review.features import features
from skill.coach.review.form import places
from skill.coach.review.reading import Reading, read
from skill.coach.review.rewriting import offered
from skill.coach.review.rules import Book, Hit, Look, book
from skill.coach.review.scorer import THRESHOLD, Score, Scorer, scorer
from skill.coach.review.telling import told
from skill.coach.situation import Details, History

_LANGUAGE = "en"
_ORDER: tuple[Kind, ...] = (
    "threat",
    "sexual",
    "creepy",
    "repeat",
    "third_party",
    "deception",
    "insult",
    "entitlement",
    "guilt",
    "looks",
    "pressure",
    "intensity",
    "pronoun",
    "slot",
    "grammar",
    "length",
)
# How the whole lands, by its gravest concern.
_LANDS: dict[Kind, str] = {
    **dict.fromkeys(("threat", "sexual", "creepy"), "frightens"),
    "repeat": "asks_again",
    "third_party": "goes_round",
    "deception": "deceives",
    "insult": "stings",
    "looks": "looks_at",
    **dict.fromkeys(("entitlement", "guilt", "pressure", "intensity"), "presses"),
    **dict.fromkeys(("pronoun", "slot", "grammar", "length"), "stumbles"),
}
# What a text can itself tell of, whatever history was given.
_TOLD_OF = {"repeat.told_of_silence": "waiting", "repeat.told_of_no": "declined"}
_LIKELY = 0.06
_SURE = 5.0
_TELLING = 2
# Where only the classifier is uneasy and no kind stands out, the mildest is said.
_TELLS_KIND = 0.25
_MILDEST: Kind = "pressure"


@dataclass(frozen=True)
class _Mark:
    """Where a concern stands in the text (characters, end exclusive), and which reason it has."""

    start: int
    end: int
    reason: str


def review(
    text: str,
    channel: str,
    history: History | None = "none",
    about: Details | None = None,
    locale: str = "en-US",
    *,
    spoken: bool = False,
) -> Review:
    """Return how a message reads to the one who gets it.

    A missing history is "none", but a text can itself tell of silence or of a no. A spoken text is not judged for case,
    punctuation, length or grammar. Raises BadInput for a channel that there is not.
    """
    row, _ = channel_of(channel)
    since: str = history or "none"
    rules = book(_LANGUAGE)
    reading = read(text, _LANGUAGE)
    look = rules.look(reading, row, since)
    hits = look.hits()
    if not is_english(reading) and all(hit.rule.weight < _SURE for hit in hits):
        return _unread(text, locale)
    marks = {kind: _Mark(start, end, kind) for kind, start, end in reversed(places(reading, row, spoken, _LANGUAGE))}
    judge = scorer(_LANGUAGE)
    alone = (features(one, rules.look(one, row, since), row, since) for one in _sentences(reading, hits))
    score = judge.score(features(reading, look, row, since), alone, hits)
    if score.concern >= THRESHOLD:
        marks |= _meant(reading, hits, score, judge)
    tells = told(text, CHANNELS[row].audience, spoken, about)
    if not marks:
        return Review("ok", (), _lands(row, look, tells, locale), None)
    findings = tuple(_finding(kind, marks[kind], text, locale) for kind in _ORDER if kind in marks)
    for hit in hits:
        if not close_of(since) and hit.rule.concern in marks:
            since = _TOLD_OF.get(hit.rule.name, since)
    asks = bool(look.sign("asks"))
    rewrite = offered(row, since, _strictest(rules, findings), tells, asks, locale)
    lands = wording.render(locale, "review", _LANDS[findings[0].kind])
    return Review("concern", findings, lands, None if rewrite and rewrite.text == text else rewrite)


def _unread(text: str, locale: str) -> Review:
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    reason, lands = (wording.render(locale, "review", block) for block in ("grammar_not_english", "unread"))
    return Review("concern", (Finding("grammar", start, end, text[start:end], reason),), lands, None, is_read=False)


def _likely(kind: Kind) -> float:
    """How likely a kind that a rule found must be to be named; a severe one rather once too often."""
    return _LIKELY / 2 if book(_LANGUAGE).concerns[kind].severe else _LIKELY


def _sentences(reading: Reading, hits: list[Hit]) -> Iterator[Reading]:
    """Yield each sentence that a rule speaks of, read by itself."""
    places = {reading.span(*reading.sentence(hit.start, hit.end)) for hit in hits}
    for start, end in sorted(places):
        yield read(reading.text[start:end], _LANGUAGE)


def _meant(reading: Reading, hits: list[Hit], score: Score, judge: Scorer) -> dict[Kind, _Mark]:
    """Return the kinds of concern that the rules and the scorer agree on, or the likelier one where they do not."""
    found: dict[Kind, Hit] = {}
    for hit in sorted(hits, key=lambda h: (h.rule.weight < _SURE, _short(reading, h), h.start, -h.end)):
        found.setdefault(hit.rule.concern, hit)
    if not found:
        top = max(score.kinds, key=lambda k: score.kinds[k])
        kind: Kind = top if score.kinds[top] >= _TELLS_KIND else _MILDEST
        return {kind: _Mark(*judge.weighing(reading), kind)}
    likely = {k for k in found if score.kinds.get(k, 1.0) >= _likely(k) or found[k].rule.weight >= _SURE}
    likely = likely or {max(found, key=lambda k: score.kinds.get(k, 0.0))}
    return {k: _mark(reading, found[k]) for k in likely}


def _short(reading: Reading, hit: Hit) -> bool:
    return reading.plain.count(" ", hit.start, hit.end) < _TELLING


def _mark(reading: Reading, hit: Hit) -> _Mark:
    """Return where a match stands; one of hardly any words tells nothing without its sentence."""
    stretch = (hit.start, hit.end)
    if _short(reading, hit):
        stretch = reading.sentence(*stretch)
    return _Mark(*reading.span(*stretch), hit.rule.name.replace(".", "_"))


def _finding(kind: Kind, mark: _Mark, text: str, locale: str) -> Finding:
    block = mark.reason if wording.has(locale, "review", mark.reason) else kind
    return Finding(kind, mark.start, mark.end, text[mark.start : mark.end], wording.render(locale, "review", block))


def _strictest(rules: Book, findings: tuple[Finding, ...]) -> str:
    offers = {rules.concerns[f.kind].offer for f in findings}
    return next((o for o in ("nothing", "close") if o in offers), "rewrite")


def _lands(channel: str, look: Look, tells: Details, locale: str) -> str:
    """Return in one plain line what a message tells and what it asks."""
    known = {"you": tells.you, "where": tells.place or tells.day, "topic": tells.topic}
    said = [wording.render(locale, "lands", name) for name, value in known.items() if value][:2]
    whole = wording.render(locale, "lands", "both", one=said[0], other=said[1]) if len(said) == 2 else "".join(said)
    them = pronoun_words(tells.pronoun)["them"]
    return wording.render(locale, "review", f"lands_{_ending(channel, look)}", tells=whole, them=them)


def _ending(channel: str, look: Look) -> str:
    if channel in ("after_no_reply", "graceful_close"):
        return channel
    if channel == "via_friend":
        return "via_friend"
    if look.sign("asks"):
        return "offers_out" if look.sign("out") else "offers"
    return "curious" if look.sign("question") else "tells"
