"""What a turn means where it was said: an answer is what the open question says, and some words lean on the table."""

from collections.abc import Callable
from dataclasses import dataclass

from skill.coach.closing import close_of
from skill.voice.gathering import was_declined
from skill.voice.heard import Heard, Slot
from skill.voice.own_words import dictated, may_dictate, topic_in
from skill.voice.questions import NO, QUESTIONS, UNSURE, YES
from skill.voice.topics import undated
from skill.voice.turn import Turn

FALLBACK = "AMAZON.FallbackIntent"
_CANCEL = "AMAZON.CancelIntent"
_DETAILS = frozenset(("person", "place", "topic", "day", "you", "friend", "who"))
_TO_WRITE = ("first_line", "write_it", "write_friend", "first_text", "which_friend")  # what is open when words are due
_IN_COMPANY = ("with someone", "with somebody")
# where words of their own may be told before there is a draft
_OPEN_TO_WORDS = (
    *(None, "what_happened", "matter", "which_words", "which_own_words"),
    *("which_channel", "first_line", "write_it", "first_text"),
)


def meant(turn: Turn) -> Heard:
    """Return what was heard as it is meant: an answer as what it stands for, and the rest by what is on the table."""
    said = _answer(turn)
    for row in _ROWS:
        if said.intent in row.said and row.when(turn, said):
            return row.becomes(turn, said)
    return said


def _answer(turn: Turn) -> Heard:
    said, asked = turn.heard, turn.state.asked
    if said.intent == "WhyNotIntent" and asked and not was_declined(turn.state):
        said = Heard(YES)  # "why not" is a question only where something was just declined
    if asked:
        said = QUESTIONS[asked].stands_for(said) or said
    return Heard(FALLBACK) if said.intent in (YES, NO, UNSURE) else said


@dataclass(frozen=True)
class _Row:
    """What an intent becomes, where something holds."""

    said: tuple[str, ...]
    when: Callable[[Turn, Heard], bool]
    becomes: Callable[[Turn, Heard], Heard]


def _to(intent: str) -> Callable[[Turn, Heard], Heard]:
    return lambda turn, said: Heard(intent, said.slots)


def _tells(turn: Turn, said: Heard) -> bool:
    return bool(_DETAILS & set(said.slots))


def _tells_of_the_draft(turn: Turn, said: Heard) -> bool:
    return turn.state.recipe is not None and _tells(turn, said)


def _names_the_friend(turn: Turn, said: Heard) -> bool:
    on_the_table = turn.state.recipe is not None and turn.state.recipe.channel == "via_friend"
    return on_the_table and turn.state.asked == "which_friend" and _tells(turn, said)


def _names_where(turn: Turn, said: Heard) -> bool:
    begun = turn.state.recipe or (turn.state.pending and turn.state.asked == "write_it")
    return bool(begun) and "channel" in said.slots


def _changes_what_is_due(turn: Turn, said: Heard) -> bool:
    return turn.state.recipe is None and turn.state.asked in _TO_WRITE and "change" in said.slots


def _sends_what_is_due(turn: Turn, said: Heard) -> bool:
    return turn.state.recipe is None and turn.state.asked in _TO_WRITE and not said.slots


def _has_email(turn: Turn, said: Heard) -> bool:
    return "channel" in said.slots and said.slots["channel"].id == "email"


def _tells_while_offered(turn: Turn, said: Heard) -> bool:
    """Tell whether a detail was told where something was offered: with it, it is wanted ("yes please, it's Ray")."""
    offered = turn.state.asked in (*_TO_WRITE, "what_to_keep", "the_ask") and turn.state.recipe is None
    return offered and bool(said.slots.keys() - {"who"}) and said.slots.keys() <= _DETAILS | {"olddetail"}


def _wanted(turn: Turn, said: Heard) -> Heard:
    yes = QUESTIONS[turn.state.asked or "write_it"].yes
    return Heard(yes.intent, {**yes.slots, **said.slots})


def _due(turn: Turn, said: Heard) -> Heard:
    """A wish for words that are still to come ("yes, but make it casual") is a yes with a wish."""
    return Heard("DraftMessageIntent", _wanted(turn, said).slots)


def _dictates(turn: Turn, said: Heard) -> bool:
    """Tell whether words are told for a draft that is on the table, or due."""
    recipe, words = turn.state.recipe, said.slots.get("words")
    if words is None or recipe is None:
        return words is not None and turn.state.asked in _OPEN_TO_WORDS and may_dictate(turn.state)
    through_a_friend = recipe.channel == "via_friend" and topic_in(words.value) is not None
    return may_dictate(turn.state) or (through_a_friend and close_of(turn.situation.history) is None)


def _says_more_after(turn: Turn, said: Heard) -> bool:
    return close_of(turn.situation.history) is not None


def _kept_off(turn: Turn, said: Heard) -> Heard:
    return Heard("AddWordsIntent", {"words": Slot("", "kept_off")})


def _as_told(turn: Turn, said: Heard) -> Heard:
    words, recipe = said.slots["words"].value, turn.state.recipe
    told = dictated(turn, words)
    if told is None:
        return _kept_off(turn, said)
    slots = {name: Slot(value) for name, value in told.items()}
    return Heard("ChangeDetailIntent", slots) if recipe else _due(turn, Heard("DraftMessageIntent", slots))


def _names_them(turn: Turn, said: Heard) -> bool:
    """Tell whether a bare name, where words for someone nameless are due or told, is theirs and no friend's."""
    known = turn.situation.details
    nameless = known.person is None and known.friend is None and turn.situation.other_way != "friend"
    return nameless and turn.state.asked in ("first_line", "talked_about", "keep_it") and set(said.slots) == {"friend"}


def _tells_a_story(turn: Turn, said: Heard) -> bool:
    """Tell whether it is more than one thing put right, before there is a draft: so it is the story."""
    told = said.slots.keys() & {"person", "place", "topic", "day"}
    return turn.state.recipe is None and len(told) > 1 and "olddetail" not in said.slots


def _unnames(turn: Turn, said: Heard) -> bool:
    """Tell whether it is said that there is no name, after one was heard all the same."""
    worry = said.slots.get("worry")
    return worry is not None and worry.id == "no_name" and turn.situation.details.person is not None


def _nothing_checked(turn: Turn, said: Heard) -> bool:
    return turn.state.checking is None


def _told_before(turn: Turn, said: Heard) -> Heard:
    before = said.slots.get("before")
    return Heard("WaitIntent" if before and before.id == "yes" else "WhatNextIntent", said.slots)


def _serves_them(turn: Turn, said: Heard) -> bool:
    """Tell whether it is about someone whose job is to be nice to the user, and nothing was said of that yet."""
    serves = said.slots.get("serves")  # "I'm student from Brazil" is not yet "my student"
    return serves is not None and " " in serves.value and "talk/boundary/at_work.say" not in turn.state.told


def _of_the_moment(said: Heard) -> str | None:
    """Name the worry that a supposed answer is: someone who is busy or in company then has not answered anything."""
    answer = said.slots.get("answer")
    if answer is None or "says" in answer.value:
        return None
    return "busy_now" if answer.id == "busy" else "partner_there" if answer.value.endswith(_IN_COMPANY) else None


def _on_the_day(turn: Turn, said: Heard) -> Heard:
    return Heard("WorryIntent", {**said.slots, "worry": Slot(said.slots["answer"].value, _of_the_moment(said))})


def _dates_the_plan(turn: Turn, said: Heard) -> bool:
    """Tell whether a day alone was told while a plan is on the table: it is the plan's."""
    recipe = turn.state.recipe
    if recipe is None or not (recipe.channel == "first_text" or recipe.line == "ask"):
        return False
    return bool(recipe.details.invitation) and "day" in said.slots and not said.slots.keys() - {"day", "often"}


def _plan_told(turn: Turn, said: Heard) -> Heard:
    plan = (turn.state.recipe.details.invitation if turn.state.recipe else None) or ""
    return Heard("InviteIntent", {"invite": Slot(undated(plan)), "day": said.slots["day"]})


def _talks(turn: Turn, said: Heard) -> bool:
    return (turn.state.subject or "").startswith("talk/")


def _same_topic(turn: Turn, said: Heard) -> Heard:
    folder = (turn.state.subject or "").removeprefix("talk/")
    return Heard("".join(word.capitalize() for word in folder.split("_")) + "Intent")


_ROWS = (
    _Row(("MyStoryIntent", "AskNumberIntent", "InviteIntent"), _serves_them, _to("BoundaryIntent")),
    _Row((_CANCEL,), lambda turn, said: turn.state.recipe is None and _tells(turn, said), _to("MyStoryIntent")),
    _Row((_CANCEL, "MyStoryIntent", "SetPronounIntent"), _tells_of_the_draft, _to("ChangeDetailIntent")),
    _Row(
        ("MutualFriendIntent",),
        _names_them,
        lambda turn, said: Heard("ChangeDetailIntent", {"person": said.slots["friend"]}),
    ),
    _Row(("MutualFriendIntent",), _names_the_friend, _to("ChangeDetailIntent")),
    _Row(("FindOnlineIntent",), _has_email, _to("DraftMessageIntent")),
    _Row(("MyStoryIntent", "SetPronounIntent", "ChangeDetailIntent"), _tells_while_offered, _wanted),
    _Row(("FindOnlineIntent",), _names_where, _to("DraftMessageIntent")),
    _Row(("RefineMessageIntent",), _changes_what_is_due, _due),
    _Row(("SendToPhoneIntent",), _sends_what_is_due, _due),
    _Row(("RejectionIntent",), lambda turn, said: _of_the_moment(said) is not None, _on_the_day),
    _Row(("SeeAgainIntent", "MyStoryIntent", "ChangeDetailIntent"), _dates_the_plan, _plan_told),
    _Row(("AddWordsIntent",), _says_more_after, _kept_off),
    _Row(("AddWordsIntent",), _dictates, _as_told),
    _Row(("TimingIntent",), lambda turn, said: turn.situation.history == "declined", _to("RejectionIntent")),
    _Row(("ChangeDetailIntent",), _tells_a_story, _to("MyStoryIntent")),
    _Row(("WorryIntent",), _unnames, lambda turn, said: Heard("NoNameIntent")),
    _Row(("WrittenBeforeIntent",), _nothing_checked, _told_before),
    _Row(("SlowerIntent",), lambda turn, said: turn.state.recipe is None, _to("AMAZON.RepeatIntent")),
    _Row(("AnotherOneIntent",), _talks, _same_topic),
)
