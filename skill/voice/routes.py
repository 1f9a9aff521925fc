"""respond(turn): an answer becomes what it stands for, one table chooses the handler, and the rest is noted."""

import re
from collections.abc import Callable
from dataclasses import replace

from skill import wording
from skill.voice.gathering import fit, gather
from skill.voice.handlers import checking, details, manners, message, next_step, outcome, privacy, review, talk
from skill.voice.heard import Heard
from skill.voice.questions import NO, QUESTIONS, UNSURE, YES
from skill.voice.reply import Reply
from skill.voice.turn import Turn

FALLBACK = "AMAZON.FallbackIntent"
_KEEPS_SAID = ("HoldOnIntent", FALLBACK, "AMAZON.HelpIntent")

ROUTES: dict[str, Callable[[Turn], Reply]] = {
    "LaunchRequest": manners.launch,
    "WhatNextIntent": next_step.what_next,
    "MyStoryIntent": next_step.my_story,
    "SetPronounIntent": manners.pronoun,
    "SomeoneElseIntent": manners.someone_else,
    "SeeAgainIntent": next_step.see_again,
    "MutualFriendIntent": next_step.mutual_friend,
    "FindOnlineIntent": next_step.find_online,
    "LetGoIntent": next_step.let_go,
    "WaitIntent": next_step.wait,
    "TooLateIntent": next_step.too_late,
    "HowItWentIntent": next_step.how_it_went,
    "AskNumberIntent": message.ask_number,
    "DraftMessageIntent": message.draft,
    "ChangeDetailIntent": details.change_detail,
    "LeaveOutIntent": details.leave_out,
    "PutBackIntent": details.put_back,
    "RefineMessageIntent": message.refine,
    "AnotherOneIntent": message.another,
    "PickOneIntent": message.pick,
    "UndoIntent": message.undo,
    "InviteIntent": message.invite,
    "OpinionIntent": review.opinion,
    "HowItLandsIntent": review.how_it_lands,
    "CheckMessageIntent": checking.check,
    "WrittenBeforeIntent": checking.written_before,
    "KeepItIntent": review.keep_it,
    "SlowerIntent": review.slower,
    "SendToPhoneIntent": review.send_to_phone,
    "RejectionIntent": outcome.what_if_no,
    "NoReplyIntent": outcome.no_reply,
    "DeclinedIntent": outcome.declined,
    "GoodNewsIntent": outcome.good_news,
    "ForgetMeIntent": privacy.forget,
    "WhatYouKnowIntent": privacy.what_you_know,
    "HoldOnIntent": manners.hold_on,
    "ThanksIntent": manners.thanks,
    "AMAZON.HelpIntent": manners.help_me,
    "AMAZON.StopIntent": manners.stop,
    "AMAZON.CancelIntent": manners.cancel,
    "AMAZON.NavigateHomeIntent": manners.stop,
    "AMAZON.RepeatIntent": manners.repeat,
    "AMAZON.StartOverIntent": manners.start_over,
    FALLBACK: manners.not_understood,
}


def respond(turn: Turn) -> Reply:
    """Return the reply to a turn."""
    if turn.state.asked not in QUESTIONS:
        turn = replace(turn, state=replace(turn.state, asked=None))
    turn = replace(turn, heard=fit(turn))
    turn = replace(turn, heard=_meant(turn))
    turn = replace(turn, state=replace(turn.state, situation=gather(turn)))
    return _noted(turn, _handler(turn)(turn))


def _meant(turn: Turn) -> Heard:
    """An answer becomes what it stands for, and "another" or a detail is said about what is on the table."""
    said, state = turn.heard, turn.state
    if state.asked:
        said = QUESTIONS[state.asked].stands_for(said) or said
    if said.intent in (YES, NO, UNSURE):
        return Heard(FALLBACK)
    on_the_table = state.recipe is not None and state.subject == "message"
    if said.intent in ("MyStoryIntent", "SetPronounIntent") and on_the_table and said.slots:
        return Heard("ChangeDetailIntent", said.slots)
    if said.intent == "MutualFriendIntent" and on_the_table and state.asked == "which_friend" and said.slots:
        return Heard("ChangeDetailIntent", said.slots)
    begun = on_the_table or (state.recipe is not None and state.asked == "write_it")
    if said.intent == "FindOnlineIntent" and begun and "channel" in said.slots:
        return Heard("DraftMessageIntent", said.slots)
    if said.intent == "WrittenBeforeIntent" and state.checking is None:
        written = "before" in said.slots and said.slots["before"].id == "yes"
        return Heard("WaitIntent" if written else "WhatNextIntent", said.slots)
    if said.intent == "SlowerIntent" and state.recipe is None:
        return Heard("AMAZON.RepeatIntent")
    if said.intent == "AnotherOneIntent" and state.subject and state.subject.startswith("talk/"):
        return Heard(_intent(state.subject.removeprefix("talk/")))
    return said


def _handler(turn: Turn) -> Callable[[Turn], Reply]:
    intent = turn.heard.intent
    if intent in ROUTES:
        return ROUTES[intent]
    folder = f"talk/{_folder(intent)}"
    if wording.names(turn.locale, folder):
        return lambda turn: talk.about(turn, folder)
    return manners.not_understood


def _folder(intent: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", intent.removesuffix("Intent")).lower()


def _intent(folder: str) -> str:
    return "".join(word.capitalize() for word in folder.split("_")) + "Intent"


def _noted(turn: Turn, reply: Reply) -> Reply:
    intent = turn.heard.intent
    state = replace(reply.state, asked=reply.asks, misses=reply.state.misses if intent == FALLBACK else 0)
    if reply.asks:
        state = replace(state, told=state.telling(f"asked.{reply.asks}"))
    if intent not in _KEEPS_SAID:
        state = replace(state, said=reply.speech, said_asks=reply.asks)
    return replace(reply, state=state)
