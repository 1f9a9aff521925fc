"""respond(turn): what was heard becomes what was meant, one table chooses the handler, and the rest is noted."""

import re
from collections.abc import Callable
from dataclasses import replace

from skill import wording
from skill.coach.closing import close_of
from skill.voice.fitting import fit
from skill.voice.gathering import ANSWERED, RESTS_ON_IT, gather
from skill.voice.handlers import checking, details, manners, message, names, next_step, outcome, privacy, review, talk
from skill.voice.meaning import FALLBACK, meant
from skill.voice.own_words import may_dictate
from skill.voice.questions import QUESTIONS
from skill.voice.reply import Reply
from skill.voice.state import Before, State
from skill.voice.turn import Turn

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
    "NoNameIntent": names.no_name,
    "OtherWayRoundIntent": names.other_way_round,
    "RefineMessageIntent": message.refine,
    "AnotherOneIntent": message.another,
    "PickOneIntent": message.pick,
    "UndoIntent": message.undo,
    "DropDraftIntent": message.drop,
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
    turn = replace(turn, state=_known(turn.state))
    turn = replace(turn, heard=fit(turn))
    turn = replace(turn, heard=meant(turn))
    turn = replace(turn, state=_told(turn))
    return _noted(turn, _handler(turn)(turn))


def _known(state: State) -> State:
    """The state without questions that there are no more, as an older skill may have asked them."""
    if state.said_asks not in (None, *QUESTIONS):
        state = replace(state, said="", said_asks=None)
    return state if state.asked in QUESTIONS else replace(state, asked=None)


def _told(turn: Turn) -> State:
    """The state with what this turn told; where that is an answer, what was written before it is off the table."""
    before, situation = turn.state, gather(turn)
    state = replace(before, situation=situation)
    if situation.history == before.situation.history:
        return state
    if situation.history in ANSWERED:
        checking = before.checking if turn.heard.intent == "WrittenBeforeIntent" else None
        taken = Before(before.situation.history, before.recipe)
        return replace(state.without_draft(), checking=checking, taken=taken)
    if close_of(before.situation.history):
        # It was misheard, so what was said of it is unsaid.
        told = tuple(key for key in before.told if not key.startswith(RESTS_ON_IT))
        recipe = before.taken.recipe if before.taken else None
        return replace(state.without_draft(), recipe=recipe, taken=None, told=told)
    return replace(state, taken=None)


def _handler(turn: Turn) -> Callable[[Turn], Reply]:
    intent, state = turn.heard.intent, turn.state
    corrects_nothing = intent == "ChangeDetailIntent" and not turn.heard.slots
    if state.checking and state.recipe is None and (intent in checking.FOLLOW_UPS or corrects_nothing):
        return checking.follow_up
    if intent == "AddWordsIntent" and "words" not in turn.heard.slots and may_dictate(state):
        return details.own_words
    if intent in ROUTES:
        return ROUTES[intent]
    folder = f"talk/{_folder(intent)}"
    if wording.names(turn.locale, folder):
        return lambda turn: talk.about(turn, folder)
    return manners.not_understood


def _folder(intent: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", intent.removesuffix("Intent")).lower()


def _noted(turn: Turn, reply: Reply) -> Reply:
    intent = turn.heard.intent
    state = replace(reply.state, asked=reply.asks, misses=reply.state.misses if intent == FALLBACK else 0)
    if reply.asks:
        state = replace(state, told=state.telling(f"asked.{reply.asks}"))
    if intent not in _KEEPS_SAID:
        state = replace(state, said=reply.speech, said_asks=reply.asks)
    return replace(reply, state=state)
