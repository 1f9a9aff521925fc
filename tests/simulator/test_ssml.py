"""SSML is turned into the words that a person hears."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.errors import BadInput
from skill.simulator.ssml import read_plain, read_ssml, tidy

HEARD = [
    ("Hi.", "Hi.", "Hi.", ()),
    ("  a\n\t b  ", "a b", "a b", ()),
    ("a<break/>b", "a b", "a b", ()),
    ("one <break time='1s'/>, two", "one, two", "one, two", ()),
    ("AT&amp;T &lt;b&gt; &quot;x&quot;", 'AT&T <b> "x"', 'AT&T <b> "x"', ()),
    ("<p>One.</p><p><s>Two.</s><s>Three.</s></p>", "One. Two. Three.", "One. Two. Three.", ()),
    ("un<emphasis>believ</emphasis>able", "unbelievable", "unbelievable", ()),
    ("<sub alias='aluminum'>Al</sub>.", "aluminum.", "aluminum.", ()),
    ("<amazon:effect name='whispered'>psst</amazon:effect>", "psst", "psst", ()),
    ("<audio src='x'/>Hi", "Hi", "Hi", ()),
    ("<prosody rate='92%'>Hey.</prosody>", "Hey.", '"Hey."', ("Hey.",)),
    ("It is <prosody>Hey.</prosody><break/> Ok?", "It is Hey. Ok?", 'It is "Hey." Ok?', ("Hey.",)),
    ("<prosody>A.<break/> B.</prosody>", "A. B.", '"A. B."', ("A. B.",)),
    ("<prosody>A.</prosody> then <prosody>B.</prosody>", "A. then B.", '"A." then "B."', ("A.", "B.")),
    ("<prosody><prosody>A.</prosody> B.</prosody>", "A. B.", '"A. B."', ("A. B.",)),
    ("<prosody> </prosody>Hi", "Hi", "Hi", ()),
    (
        '<prosody>Tea &amp; "cake", 日本?</prosody>',
        'Tea & "cake", 日本?',
        '"Tea & "cake", 日本?"',
        ('Tea & "cake", 日本?',),
    ),
]


@pytest.mark.parametrize(("inside", "plain", "shown", "drafts"), HEARD)
def test_heard(inside: str, plain: str, shown: str, drafts: tuple[str, ...]) -> None:
    spoken = read_ssml(f"<speak>{inside}</speak>")
    assert (spoken.plain, spoken.shown, spoken.drafts) == (plain, shown, drafts)
    assert spoken.ssml == f"<speak>{inside}</speak>"


@pytest.mark.parametrize("ssml", ["", "<speak>", "a", "<speak/><speak/>", "<speak><speak/></speak>", "<s>a</s>", "\0"])
def test_refused(ssml: str) -> None:
    with pytest.raises(BadInput):
        read_ssml(ssml)


def test_plain_text_has_no_drafts_and_no_control_characters() -> None:
    spoken = read_plain("\x1b[31mred\x1b[0m  <b>")
    assert (spoken.plain, spoken.ssml, spoken.drafts) == ("[31mred[0m <b>", None, ())


@given(st.text())
def test_any_text_is_heard_or_refused(text: str) -> None:
    try:
        read_ssml(f"<speak>{text}</speak>")
    except BadInput:
        return


@given(st.text())
def test_tidying_twice_is_tidying_once(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert "\n" not in tidy(text)
