"""Every question, and what an answer to it stands for.

An answer is only another way to say something: yes, no, "I don't know" and a bare word are replaced by the intent and
slots that the open question says they stand for, so no handler ever sees a yes. A question's words are in
templates/LANGUAGE/questions/NAME.j2.
"""

from collections.abc import Callable

from skill.coach.closing import close_of
from skill.coach.next_step import will_meet
from skill.coach.situation import Situation
from skill.voice.heard import Heard, heard
from skill.voice.question import NO, UNSURE, YES, Question

__all__ = ["NO", "QUESTIONS", "UNSURE", "YES", "Question"]

_DONE = heard("AMAZON.CancelIntent")
_NEXT = heard("WhatNextIntent")
_CHECK = heard("CheckMessageIntent")
_HELP = heard("AMAZON.HelpIntent")


def _offer(
    yes: Heard,
    no: Heard = _DONE,
    unsure: Heard | None = None,
    settled: Callable[[Situation], bool] = lambda situation: False,
    next: str | None = None,
    also: tuple[str, ...] = (),
) -> Question:
    """An offer: yes is what it offers, and so is each of `also`, and "maybe"; no ends kindly."""
    return Question(yes, no, unsure or yes, also=dict.fromkeys(also, "yes"), settled=settled, next=next, optional=True)


def _over(situation: Situation) -> bool:
    return situation.history == "declined"


def _quiet(situation: Situation) -> bool:
    return close_of(situation.history) is not None


def _blank(
    intent: str,
    slot: str,
    without: Heard,
    settled: Callable[[Situation], bool] = lambda situation: False,
    next: str | None = None,
) -> Question:
    """A blank: a bare word fills it; without one the talk goes on as well as it can."""
    return Question(without, without, without, elicits=(intent, slot), settled=settled, next=next)


def _meeting(no: Heard, next: str = "next_step", optional: bool = False) -> Question:
    """Whether they meet again: yes, no, unsure and a bare place are all told as SeeAgainIntent tells them."""
    yes, unsure = (heard("SeeAgainIntent", often=answer) for answer in ("yes", "unsure"))
    return Question(
        yes,
        no,
        unsure,
        ("SeeAgainIntent", "place"),
        settled=lambda s: will_meet(s) is not None,
        next=next,
        optional=optional,
    )


_NOT_AGAIN = heard("SeeAgainIntent", often="no")

QUESTIONS: dict[str, Question] = {
    # the story
    "what_happened": Question(
        heard("MyStoryIntent"),
        _HELP,
        heard("MyStoryIntent"),
        ("MyStoryIntent", "place"),
        settled=lambda s: bool(s.details.place or s.details.topic),
        next="meets_again",
    ),
    "where_met": _blank("MyStoryIntent", "place", _NEXT, lambda s: bool(s.details.place), "next_step"),
    "why_not": _blank("WhyIntent", "reason", _NEXT, lambda s: bool(s.reason), "next_step"),
    # what decides the next step
    "meets_again": _meeting(_NOT_AGAIN),
    "still_meet": _meeting(heard("LetGoIntent"), next="hello_only", optional=True),
    "other_way": Question(
        _HELP,
        heard("LetGoIntent"),
        _NEXT,
        settled=lambda s: s.other_way is not None or bool(s.details.friend),
        next="next_step",
    ),
    "have_written": Question(
        heard("WrittenBeforeIntent", before="yes"),
        heard("WrittenBeforeIntent", before="no"),
        _NEXT,
        also={"WhyIntent": "no"},
        settled=lambda s: s.history != "none",
        next="next_step",
    ),
    "next_step": _offer(_NEXT),
    "was_a_no": Question(heard("DeclinedIntent", answer="said_no"), _NEXT, _NEXT),
    "were_glad": Question(
        heard("HowItWentIntent", reaction="warm"), heard("HowItWentIntent", reaction="cool"), heard("ReadSignalsIntent")
    ),
    "look_for": _offer(heard("ReadSignalsIntent", reaction="warm"), settled=_over, next="a_tip"),
    "asked_along": Question(heard("SeeAgainIntent", often="yes"), _NEXT, _NEXT),
    "hello_only": _offer(_DONE, heard("LetGoIntent"), heard("LetGoIntent")),
    "doable": _offer(_DONE, heard("LetGoIntent"), heard("LetGoIntent")),
    # the draft
    "which_channel": Question(_HELP, _DONE, _NEXT, ("DraftMessageIntent", "channel"), settled=_quiet, next="a_tip"),
    "have_number": Question(
        heard("GoodNewsIntent", news="number"),
        heard("AskNumberIntent"),
        heard("AskNumberIntent"),
        also={"WhyIntent": "no"},
    ),
    "your_name": _blank("DraftMessageIntent", "you", heard("DraftMessageIntent"), lambda s: bool(s.details.you)),
    "which_friend": _blank(
        "MutualFriendIntent",
        "friend",
        heard("DraftMessageIntent", channel="friend"),
        lambda s: bool(s.details.friend),
        "write_friend",
    ),
    "talked_about": _blank(
        "DraftMessageIntent", "topic", heard("KeepItIntent"), lambda s: bool(s.details.topic), "keep_it"
    ),
    "which_own_words": _blank("AddWordsIntent", "words", heard("KeepItIntent")),
    "first_line": _offer(
        heard("DraftMessageIntent", channel="in_person"), settled=_over, next="a_tip", also=("SlowerIntent",)
    ),
    "the_ask": _offer(heard("AskNumberIntent"), settled=_quiet, next="a_tip", also=("SlowerIntent",)),
    "write_it": _offer(heard("DraftMessageIntent"), settled=_quiet, next="a_tip"),
    "write_friend": _offer(heard("DraftMessageIntent", channel="friend"), settled=_quiet, next="a_tip"),
    "first_text": Question(heard("DraftMessageIntent", channel="text"), _DONE, _DONE),
    "goodbye": _offer(heard("DraftMessageIntent", insist="anyway"), unsure=_DONE),
    "invitation": _offer(heard("InviteIntent", invite="coffee"), heard("KeepItIntent"), heard("KeepItIntent")),
    "keep_it": Question(heard("KeepItIntent"), heard("AnotherOneIntent"), heard("OpinionIntent"), optional=True),
    "another_one": _offer(heard("AnotherOneIntent"), heard("KeepItIntent"), heard("KeepItIntent")),
    "joked": Question(
        heard("KeepItIntent"),
        heard("UndoIntent"),
        heard("KeepItIntent"),
        also={"HowItWentIntent": "yes"},
    ),
    "send_it": _offer(heard("SendToPhoneIntent"), unsure=heard("OpinionIntent")),
    "finish_draft": _offer(heard("PickOneIntent"), also=("AMAZON.RepeatIntent",)),
    "slowly": _offer(heard("SlowerIntent"), also=("AMAZON.RepeatIntent",)),
    "got_it": _offer(_DONE, heard("SlowerIntent"), _DONE),
    # a message of the user's own
    "what_does_it_say": Question(_CHECK, _DONE, _HELP, ("CheckMessageIntent", "message")),
    "written_before": Question(
        heard("WrittenBeforeIntent", before="yes"),
        heard("WrittenBeforeIntent", before="no"),
        heard("WrittenBeforeIntent", before="no"),
        also={"NoReplyIntent": "yes", "GoodNewsIntent": "no", "PickOneIntent": "no"},
    ),
    # the mind
    "another_tip": _offer(heard("TipsIntent")),
    "another_thought": _offer(heard("AnotherOneIntent")),
    "a_tip": _offer(heard("TipsIntent", area="practice")),
    "what_to_keep": _offer(heard("WhatToKeepIntent")),
    "let_go": _offer(heard("LetGoIntent"), _NEXT, _NEXT),
    "enough": _offer(_DONE, _NEXT),
    # manners
    "read_again": _offer(heard("PickOneIntent"), also=("AMAZON.RepeatIntent",)),
    "line_again": _offer(heard("PickOneIntent"), also=("AMAZON.RepeatIntent",)),
    "ready": Question(heard("AMAZON.RepeatIntent"), heard("HoldOnIntent"), heard("AMAZON.RepeatIntent")),
    "matter": Question(_HELP, _DONE, _HELP, ("DraftMessageIntent", "channel")),
    "which_words": Question(_HELP, _DONE, _HELP, ("DraftMessageIntent", "channel")),
    "forget_all": _offer(heard("ForgetMeIntent"), unsure=_DONE),
    "which_detail": Question(_HELP, heard("KeepItIntent"), heard("KeepItIntent")),
    "new_name": _blank("ChangeDetailIntent", "person", heard("KeepItIntent")),
    "forget_meaning": Question(_HELP, _DONE, heard("FeelBetterIntent")),
}
