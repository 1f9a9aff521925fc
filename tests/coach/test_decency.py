"""What may be put into a message: harmless topics pass, and what weighs on its reader does not."""

import re
import unicodedata

import pytest

from skill.coach.decency import is_decent
from skill.coach.drafting import Recipe, write
from skill.coach.own_words import is_refused
from skill.coach.situation import Details, fit, safe
from skill.errors import BadInput

_HARMLESS = """killer whales|hot yoga|body language|naked mole rats|shooting photos|murder mysteries|her sister's cancer
breastfeeding|her breast cancer|sex education|Sex and the City|same-sex marriage|sex differences in birds|Moby Dick
Dick Van Dyke|cocktails|Cock Robin|blue tits|great tits|pussy willows|strip malls|comic strips|nude photography
The Naked Gun|naked singularities|lingerie design|nursing bras|chicken thighs|leg day|her marathon legs of the relay
body painting|your body scrubs|life drawing|serial killers|zombie movies|To Kill a Mockingbird|Kill Bill|shooting hoops
knife throwing|martial arts|beating eggs|beating you at chess|how you beat me at pool|killing time|hunting for flats
people watching|whale watching|watching you play football|following your dreams|following her advice|stalking deer
spy novels|where you grew up|where you work|your street art|your house plants|your new house|outside the box
losing weight|your tattoos|her eye doctor|your eyes exam|smiling dogs|how hot the curry was|how cute your dog is
how pretty the village is|her beautiful garden|your gorgeous dog|pretty little liars|Beauty and the Beast
stupid puns|Dumb and Dumber|ugly sweaters|fat bikes|your fat cat|pig farming|loser's brackets|creepy crawlies
kissing gates|touching stories|how you taste wine|bed bugs|in bed with the flu|reading in bed|bed and breakfasts
making out the words|hot tubs|hot dogs|thin walls|staying over in Paris|spanking new cars|pirate booty|Essex
Scunthorpe United|shiitake|Cockburn Street|magna cum laude|rapeseed oil|grape harvest|fire retardant|horse riding
riding bikes with you|female anatomy|prostate cancer|IVF|contraception|your ex|self harm|domestic violence work"""
_WEIGHS = """your naked body|her naked body|how I will kill you|you slut|that slut|what I would do to you in bed
your tits|her big boobs|your legs|her hot legs|your ass|how hot you are|how sexy you look|your body|nudes
send me nudes|sex|having sex with you|fucking you|how I want to fuck you|killing you|I'll hurt you|how I'll find you
raping you|you stupid bitch|you whore|you ugly pig|your ugly face|how stupid you are|you are an idiot|dick pics
where I followed you home|watching you sleep|how I stalked you|I know where you live|burning your house down
beating you up|your underwear|your lips|your smile|your beautiful eyes|kissing you|touching your thighs
how good you'd taste|YOUR  NAKED   BODY!|ｙｏｕｒ ｎａｋｅｄ ｂｏｄｙ|your_naked_body"""
_NAMES = "Dick|Fanny|Randy|Gaylord|Candy|Honey|Cherry|Ms Hooker|Mr Cock|Dr. Killer|Phuc|Bich|Kunt|Willy|Princess|Sexton"


_UNFIT_PLANS = """come to my hotel room|come to my place|come up to my room|watch a movie at my place
have a drink in my hotel room|share my bed|come home with me|stay the night|have sex|netflix and chill
kill yourself|die|drop dead|go to hell|answer me|Come To My Hotel Room!|ｃｏｍｅ ｔｏ ｍｙ ｐｌａｃｅ"""
_PLANS = """get coffee|get a bite|see a play|come to our book club|come to my street party|come to my gig|have dinner
help me paint my place|come to the barbecue at the park|play pool|meet my dog at the park|take a cooking class"""


def _listed(text: str) -> list[str]:
    return [one for line in text.splitlines() for one in line.split("|")]


@pytest.mark.parametrize("topic", _listed(_HARMLESS))
def test_a_harmless_topic_passes(topic: str) -> None:
    assert safe("topic", topic) == topic


@pytest.mark.parametrize("topic", _listed(_WEIGHS))
def test_what_weighs_is_in_no_message(topic: str) -> None:
    with pytest.raises(BadInput, match="That can't stand in a message"):
        safe("topic", topic)
    for channel in ("in_person", "social_dm", "first_text", "via_friend"):
        told = write(Recipe(channel, Details(person="Maya", topic=topic, place="the gym"))).text
        assert is_decent(told)
        # Said to them, "her" is "your".
        for unfit in (topic, re.sub(r"\b[Hh]er\b", "your", topic)):
            assert f" {_words(unfit)} " not in f" {_words(told)} "


def _words(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).casefold()))


@pytest.mark.parametrize("plan", _listed(_UNFIT_PLANS))
def test_an_invitation_passes_the_review_or_is_none(plan: str) -> None:
    for name in ("invitation", "invite"):
        assert fit(name, plan) is None
        with pytest.raises(BadInput, match="That can't stand in a message"):
            safe(name, plan)


@pytest.mark.parametrize("plan", _listed(_PLANS))
def test_a_small_plan_is_an_invitation(plan: str) -> None:
    assert safe("invitation", plan) == plan


@pytest.mark.parametrize("topic", _listed(_HARMLESS))
def test_a_harmless_topic_is_not_refused_as_courting_either(topic: str) -> None:
    assert not is_refused(topic)


@pytest.mark.parametrize("name", _listed(_NAMES))
def test_people_are_called_what_they_are_called(name: str) -> None:
    assert safe("person", name) == name


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("place", "outside your house, where I watch you"),
        ("place", "outside your bedroom window"),
        ("place", "your bed"),
        ("person", "you slut"),
        ("person", "Bitch"),
        ("person", "Sexy Legs"),
        ("invitation", "have sex"),
        ("invitation", "come to my bed"),
        ("invitation", "spend the night with me"),
        ("invitation", "get naked"),
    ],
)
def test_so_it_is_with_every_detail(name: str, value: str) -> None:
    assert not is_decent(value, is_name=name == "person")
    with pytest.raises(BadInput):
        safe(name, value)
