"""The user's own message: what would weigh, whether they wrote before, and then another way to say it."""

import re
from dataclasses import replace

from skill.coach.channels import CHANNELS
from skill.coach.drafting import Recipe, write
from skill.coach.review import Finding, Kind, Review
from skill.coach.review.telling import told
from skill.voice.checked import channel_of_it, read_checked
from skill.voice.reply import Reply, say
from skill.voice.turn import Turn

# What may be asked of a message that was read, beside what it is for.
FOLLOW_UPS = (
    "RefineMessageIntent",
    "AnotherOneIntent",
    "SendToPhoneIntent",
    "LeaveOutIntent",
    "PutBackIntent",
    "AddWordsIntent",
    "UndoIntent",
    "SlowerIntent",
    "PickOneIntent",
)
_ANOTHER_WAY = ("RefineMessageIntent", "AnotherOneIntent")
_MOST_SPOTS = 2
_MOST_WORDS = 6
_MOST_KEPT = 1000  # characters
_SAYABLE = re.compile(r"[\w' ]+")
# The rest is named and not said again.
_REPEATABLE: frozenset[Kind] = frozenset({"pressure", "guilt", "entitlement", "intensity", "deception"})


def check(turn: Turn) -> Reply:
    """Say how a message reads, and ask whether it is the first where that would change the answer."""
    text = (turn.value("message") or "")[:_MOST_KEPT]
    if not text:
        return say(turn, "checking.ready", asks="what_does_it_say")
    turn = replace(turn, state=replace(turn.state.without_draft(), checking=text))
    read = read_checked(turn)
    if not read.is_read:
        return say(turn, "checking.unread", asks="next_step", state=turn.state.without_draft(), lands=read.lands)
    if read.findings and read.rewrite is None:
        return _not_this(turn, read)
    if turn.situation.history != "none" or _kinds(read) == _kinds(read_checked(turn, "waiting")):
        return _answered(turn, read)
    block = "weighs" if read.findings else "reads_well"
    return say(turn, f"checking.{block}", asks="written_before", spots=_spots(read), lands=read.lands)


def written_before(turn: Turn) -> Reply:
    """Say what to do with the message, now that it is known whether it is the first."""
    return _answered(turn, read_checked(turn), said=True)


def follow_up(turn: Turn) -> Reply:
    """Go on with a message that was read: say it another way, or leave it to the one whose words they are."""
    read, wish = read_checked(turn), turn.heard.intent
    if read.findings and read.rewrite is None:
        return say(turn, "checking.start_anew", asks="write_it", state=replace(turn.state, checking=None))
    if wish in _ANOTHER_WAY:
        recipe, change = read.rewrite.recipe if read.rewrite else _anew(turn), turn.id("change")
        made = write(recipe.changed(change) if change else recipe, turn.locale)
        situation = replace(turn.situation, details=recipe.details)
        return say(
            turn, "checking.in_our_words", draft=made, asks="keep_it", state=replace(turn.state, situation=situation)
        )
    if wish == "SendToPhoneIntent":
        return say(turn, "checking.yours")
    return say(turn, "checking.as_you_like", asks=turn.state.asked or "next_step")


def _anew(turn: Turn) -> Recipe:
    """The recipe of a note that tells what a message that reads well tells."""
    channel = channel_of_it(turn)
    tells = told(turn.state.checking or "", CHANNELS[channel].audience, spoken=True, about=turn.situation.details)
    return Recipe(channel, replace(tells, invitation=None))


def _answered(turn: Turn, read: Review, *, said: bool = False) -> Reply:
    """The rest of a review; said: the spots have been named already."""
    if not read.findings:
        return say(turn, "checking.good_to_go" if said else "checking.reads_well", lands=read.lands)
    if turn.situation.history == "waiting":
        return say(turn, "checking.let_it_rest", asks="still_meet")
    if turn.situation.history == "declined":
        return say(turn, "checking.answered_already", asks="goodbye")
    if read.rewrite is None:
        return _not_this(turn, read)
    # What the message tells has been told to us too.
    situation = replace(turn.situation, details=read.rewrite.recipe.details)
    return say(
        turn,
        "checking.lighter" if said else "checking.weighs",
        draft=read.rewrite,
        asks="talked_about",
        state=replace(turn.state, situation=situation),
        spots=_spots(read),
    )


def _not_this(turn: Turn, read: Review) -> Reply:
    if read.findings[0].kind == "threat":
        return say(turn, "checking.frightens", phrase=read.findings[0].phrase)
    return say(turn, "checking.not_this", asks="next_step", kind=read.findings[0].kind)


def _kinds(read: Review) -> frozenset[Kind]:
    return frozenset(finding.kind for finding in read.findings)


def _spots(read: Review) -> list[dict[str, str | None]]:
    """The phrases to name, in the order they were said; None where a phrase is not fit to be said again."""
    gravest = sorted(read.findings[:_MOST_SPOTS], key=lambda finding: finding.start)
    return [{"kind": finding.kind, "phrase": _sayable(finding)} for finding in gravest]


def _sayable(finding: Finding) -> str | None:
    short = len(finding.phrase.split()) <= _MOST_WORDS and _SAYABLE.fullmatch(finding.phrase)
    return finding.phrase if short and finding.kind in _REPEATABLE else None
