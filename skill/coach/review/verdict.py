"""The review of a message: its reading, the rules, its form and the scorer, put together."""

from skill import wording
from skill.coach.channels import channel_of
from skill.coach.review.concerns import Finding, Kind, Review
from skill.coach.review.features import features
from skill.coach.review.form import places
from skill.coach.review.reading import Reading, read
from skill.coach.review.rewriting import offered
from skill.coach.review.rules import Book, Hit, book
from skill.coach.review.scorer import THRESHOLD, Score, Scorer, scorer
from skill.coach.situation import Details, History

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

_LIKELY = 0.08


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
    since = history or "none"
    language = "en"
    rules, judge = book(language), scorer(language)
    reading = read(text, language)
    look = rules.look(reading, row, since)
    hits, formal = look.hits(), places(reading, row, spoken, language)
    score = judge.score(features(reading, look, row, since), hits)
    marks: dict[Kind, tuple[int, int]] = {kind: (start, end) for kind, start, end in reversed(formal)}
    if score.concern >= THRESHOLD:
        marks |= _meant(reading, hits, score, judge)
    findings = tuple(_finding(kind, *marks[kind], text, locale) for kind in _ORDER if kind in marks)
    if not findings:
        return Review("ok", (), _lands(reading, row, locale), None)
    return Review("concern", findings, _weighs(findings, locale), _rewrite(rules, findings, reading, row, since, about, locale))


def _meant(reading: Reading, hits: list[Hit], score: Score, judge: Scorer) -> dict[Kind, tuple[int, int]]:
    """Return the kinds of concern that the rules and the scorer agree on, or the likelier ones where they do not."""
    found: dict[Kind, Hit] = {}
    for hit in hits:
        before = found.get(hit.rule.concern)
        if before is None or hit.end - hit.start > before.end - before.start:
            found[hit.rule.concern] = hit
    likely = {k for k in found if score.kinds.get(k, 1.0) >= _LIKELY}
    if not likely:
        best = max(found, key=lambda k: score.kinds.get(k, 0.0), default=None)
        top = max(score.kinds, key=lambda k: score.kinds[k])
        if best is None or score.kinds.get(best, 0.0) < score.kinds[top] / 4:
            return {top: judge.weighing(reading)}
        likely = {best}
    return {k: reading.span(found[k].start, found[k].end) for k in likely}


def _finding(kind: Kind, start: int, end: int, text: str, locale: str) -> Finding:
    return Finding(kind, start, end, text[start:end], wording.render(locale, "review", kind))


def _lands(reading: Reading, channel: str, locale: str) -> str:
    asks = "?" in reading.plain
    return wording.render(locale, "review", "lands_ok", channel=channel, asks=asks)


def _weighs(findings: tuple[Finding, ...], locale: str) -> str:
    return wording.render(locale, "review", "lands_concern", kinds=[f.kind for f in findings])


def _rewrite(
    rules: Book, findings: tuple[Finding, ...], reading: Reading, channel: str, history: str, about: Details | None, locale: str
) -> str | None:
    offers = {rules.concerns[f.kind].offer for f in findings if f.kind in rules.concerns}
    offer = next((o for o in ("nothing", "close", "rewrite") if o in offers), "rewrite")
    return offered(reading.text, channel, history, offer, about, "hello", locale)
