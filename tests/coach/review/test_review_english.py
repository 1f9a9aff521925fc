"""Which messages are read at all: those in English, however many names are in them."""

import pytest

from skill.coach.review import review

FOREIGN = """Te voy a matar|Sé dónde vives, puta|Ich weiß, wo du wohnst, antworte mir, du Schlampe|你好|Je vais te tuer
Hola, me gustó hablar contigo en el gimnasio. ¿Quieres tomar un café?|Привет, как дела?|Ti ammazzo|Nakupenda sana
Hast du am Freitag Zeit, in der Stadt was zu trinken?|Salut, j'ai adoré notre conversation. On se revoit bientôt ?
Hej, det var trevligt att träffas på lunchen. Ses vi igen?|Het was leuk je te ontmoeten in de sportschool
Tanışmak güzeldi. Kahve içelim mi?|안녕하세요 만나서 반가웠어요|मैं तुमसे प्यार करता हूँ|Hai, senang bertemu kamu di gym"""
ENGLISH = """Hi Xiomara|Thanks!|Lunch?|yo Kwabena|Hi Xiomara, Thorbjørn from Kraków here|Morning Thibault!|👋|42|...
Hey Siobhán, Ngozi and Oluwaseun say hi|Loved your tortellini, Beatrice|Bonjour Maya, it was lovely meeting you"""


def _listed(text: str) -> list[str]:
    return [one for line in text.splitlines() for one in line.split("|")]


@pytest.mark.parametrize("text", _listed(FOREIGN))
@pytest.mark.parametrize("spoken", [False, True])
def test_another_language_is_not_called_friendly(text: str, spoken: bool) -> None:
    found = review(text, "first_text", spoken=spoken)
    assert (found.verdict, found.rewrite, found.is_read) == ("concern", None, False)
    assert found.lands == "I can only read English, so I can't say how this lands."
    assert [(finding.kind, finding.phrase) for finding in found.findings] == [("grammar", text)]


@pytest.mark.parametrize("text", _listed(ENGLISH))
def test_names_and_few_words_are_english_enough(text: str) -> None:
    assert review(text, "first_text").is_read


def test_abuse_is_named_in_whatever_company() -> None:
    assert review("Xiomara Thibault Ngozi kys", "first_text").findings[0].kind == "threat"
