"""What no kind word around it and no channel makes harmless: abuse, threats, orders, and asking into a bed or home."""

import pytest

from skill.coach.channels import CHANNELS
from skill.coach.review import review

THREATS = """kill yourself|You should kill yourself|why don't you just kill yourself|kys|hang yourself|I hope you die
go die|Die, bitch|nobody would miss you|I'll kill you|I want to kill you|I will beat you up|I'm going to hurt you
I'll break your legs|I'll rape you|I'm coming for you|I will burn your house down|You deserve to die|You're dead meat
You'd be better off dead|I wish you were dead|I hope you get cancer|I hope you rot|I hope something bad happens to you
The world would be better without you|Do us all a favor and disappear|Go jump off a bridge|Slit your wrists
I'll kill myself if you don't answer|I'm going to end it all if you say no|I will hurt myself without you
I know where you live|Watch your back|Tell her I'll kill her"""
INSULTS = """Fuck you|fuck off|I hate you|drop dead|Go to hell|Rot in hell|Shut up|Get lost|Screw you|You disgust me
You make me sick|You're worthless|You're a worthless piece of shit|You are a waste of oxygen|You stupid bitch|you cunt
Bitch|ugly cow|You're pathetic|Nobody likes you|Everyone hates you|I despise you|Are you stupid?|She is a slut"""
ORDERS = """Answer me|Answer my message|Reply to me!|Reply now|Call me now|You will answer me|You'd better answer me
Stop ignoring me|Pick up your phone|How dare you ignore me|Do as I say|You belong to me"""
SEXUAL = """Would you like to come to my hotel room?|Would you like to join me in my hotel room?
Would you like to come to my place?|Want to come back to mine?|Your place or mine?|Would you like to come to my bed?
I'd like to take you home with me|Would you like to come over to my apartment tonight?|I want to fuck you
Would you like to get coffee at my place?|Would you like to spend the night with me?|Would you like to have sex?
Would you like to send me nudes?|I'd love to see you naked"""
CREEPY = "I followed you home|I watched you through your window|I took a photo of you sleeping"
WEIGHS = {"threat": THREATS, "insult": INSULTS, "pressure": ORDERS, "sexual": SEXUAL, "creepy": CREEPY}
AROUND = (
    "{}",
    "{} It's fine if not.",
    "Hi Maya, it was lovely meeting you at lunch. {} No need to reply, all the best.",
)
FINE = """That view was drop dead gorgeous.|No need to answer me.|I'll shoot you a message with the recipe.
Hi Maya, it's Sam from chess club. I'll beat you next time.|I always liked your talk about that murder mystery.
Hi Maya, thanks for the recipe. My kids want to kill me for the broccoli.|I hated that film too.
Hi Maya, the hotel bar was loud, but our talk was nice.|Come to the open house at our school on Friday if you like.
Hi Maya, it was fun. I hate Mondays, but yours was a good talk.|I came home to my plants alive, thanks to you.
Would you like to come to the barbecue at the community garden? No worries if not.
I have to get my bike back to my place before the rain. It was nice to talk.
nice to meet you I liked hearing about your brother I would love to hear more about it
nice to meet you I liked hearing about your sister I would love to hear more about it
Hi Maya, I loved hearing about your boss. I'd love to know more about it one day.
Hi Maya, hope it's fine I found you on LinkedIn
Hi Maya, it's Sam from lunch. I found your profile on Instagram, I hope that's all right.
Hi, found you on Facebook. It was nice meeting you at the gym."""
DIGGING = """It took me three hours, but I found you on LinkedIn.|I tracked you down on LinkedIn.
I searched every Maya in town on LinkedIn till I found you.|I found your address.|I found out where you live.
I looked you up and found your school.|I found your page from the number plate of your car."""


def _listed(text: str) -> list[str]:
    return [one for line in text.splitlines() for one in line.split("|")]


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, lines in WEIGHS.items() for text in _listed(lines)])
def test_nothing_around_it_and_no_channel_makes_it_harmless(kind: str, text: str) -> None:
    said = text if text[-1] in "?!" else f"{text}."
    for message in (text, *(around.format(said) for around in AROUND)):
        for channel in CHANNELS:
            found = review(message, channel)
            assert kind in {finding.kind for finding in found.findings}, (message, channel)
            assert kind in ("insult", "pressure") or found.rewrite is None


def test_a_curse_is_an_insult_and_not_sexual() -> None:
    for text in ("Fuck you", "Hi Maya, it's Sam. Fuck you.", "go fuck yourself"):
        assert {finding.kind for finding in review(text, "social_dm").findings} == {"insult"}


@pytest.mark.parametrize("text", _listed(FINE))
def test_what_only_sounds_like_it_passes(text: str) -> None:
    assert review(text, "social_dm").findings == ()


@pytest.mark.parametrize("text", _listed(DIGGING))
def test_digging_for_someone_is_still_named(text: str) -> None:
    for channel in ("social_dm", "first_text"):
        assert "creepy" in {finding.kind for finding in review(text, channel).findings}
