"""Turns a sentence, typed or spoken, into words that can be compared."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from skill.simulator.understanding.lexicon import table, words

MOST_WORDS = 120
_PIECE = re.compile(r"\{\w+\}|\d{1,2}:\d{2}|[^\W_]+(?:&[^\W_]+)+|[^\W_]+(?:'[^\W_]+)*'?|[.,;:!?…—–()\"&]", re.UNICODE)
_CLITICS = {"'s": "is", "'m": "am", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would"}
_STEMS = {"can't": "can", "won't": "will", "shan't": "shall"}
_ENDS = frozenset(".!?…")


@dataclass(frozen=True, slots=True)
class Token:
    """One word: as it is compared, and as it was said.

    `word` is lower case, with clitics told apart and spelled out ("n't" is "not"); `said` is what a slot value is
    made of; `glued` means that no space stands before it; `pause` is 0, 1 (a comma before it) or 2 (a full stop).
    """

    word: str
    said: str
    glued: bool = False
    pause: int = 0

    @property
    def slot(self) -> str | None:
        """The slot's name if this is a {placeholder}."""
        return self.word[1:-1] if self.word[0] == "{" else None


def read(text: str) -> list[Token]:
    """Read a text as tokens; anything that is no word, digit or placeholder only makes a pause or nothing."""
    text = unicodedata.normalize("NFKC", text[: MOST_WORDS * 40]).replace("’", "'").replace("‘", "'")
    tokens: list[Token] = []
    pause = 0
    for piece in _PIECE.findall(text):
        if len(piece) == 1 and not piece.isalnum() and piece != "&":
            pause = max(pause, 2 if piece in _ENDS else 1)
            continue
        made = _tokens(piece)
        tokens.append(replace(made[0], pause=pause) if pause else made[0])
        tokens.extend(made[1:])
        pause = 0
        if len(tokens) >= MOST_WORDS:
            break
    return _spelled(tokens)


def said(tokens: Sequence[Token]) -> str:
    """Write tokens as Alexa writes a slot value: lower case, no punctuation but apostrophes and initials' periods."""
    text = ""
    for token in tokens:
        text += token.said if token.glued or not text or not token.said else " " + token.said
    return text.strip(" '")


def without_hesitation(tokens: Sequence[Token]) -> list[Token]:
    """Leave out "uh", "um" and a "like" between commas, with the commas around them, if anything is left then."""
    kept: list[Token] = []
    left_out: Token | None = None
    for at, token in enumerate(tokens):
        after = tokens[at + 1].pause if at + 1 < len(tokens) else 0
        named = token.word == "er" and at > 0 and tokens[at - 1].word in words("articles")  # "an ER nurse"
        if (token.word in words("hesitations") and not named) or (token.word == "like" and after):
            left_out = left_out or token
            continue
        if left_out is not None:
            stopped = max(left_out.pause, token.pause)
            token = replace(token, pause=stopped if stopped == 2 else 0)
            left_out = None
        kept.append(token)
    return kept or list(tokens)


def is_name_like(token: Token) -> bool:
    """Whether a word might be a name that no list has: it is none of the everyday words of English."""
    ordinary = token.word in words("everyday") or token.word in words("things")
    return token.word.isalpha() and len(token.word) > 1 and not ordinary


@cache
def stem(word: str) -> str:
    """Return the form that a word shares with its kin: "meeting", "met" and "meets" are all "meet"."""
    irregular = table("irregular")
    if word in irregular or word in words("unstemmed"):
        return irregular.get(word, word)
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-2] if word.endswith(("sses", "shes", "ches", "xes", "zes")) else word[:-1]
    for ending in ("ing", "ed"):
        root = word[: -len(ending)]
        if word.endswith(ending) and len(root) > 2 and any(letter in "aeiouy" for letter in root):
            word = root[:-1] if root[-1] == root[-2] and root[-1] not in "lsz" else root
            break
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


@cache
def _tokens(piece: str) -> tuple[Token, ...]:
    if piece[0] == "{":
        return (Token(piece.lower(), ""),)
    if piece == "&":
        return (Token("and", "and"),)
    if "&" in piece:
        return tuple(
            token
            for at, part in enumerate(piece.split("&"))
            for token in (*((Token("and", "and"),) if at else ()), *_initials(part))
        )
    if 2 <= len(piece) <= 5 and piece.isupper() and not set(piece) & set("AEIOUY"):
        return (Token(piece.lower(), _initials_said(piece)),)
    word = piece.lower().strip("'") if not piece.lower().endswith("in'") else piece.lower()[:-1] + "g"
    spelled = table("spellings").get(word)
    if spelled:
        first, *rest = spelled.split()
        return (Token(first, word), *(Token(each, "", glued=True) for each in rest))
    if word.endswith("n't"):
        return (Token(_STEMS.get(word, word[:-3]), word[:-3]), Token("not", "n't", glued=True))
    for clitic, whole in _CLITICS.items():
        if word.endswith(clitic):
            root = word[: -len(clitic)]
            return (Token(root, root), Token("us" if word == "let's" else whole, clitic, glued=True))
    return (Token(table("numerals").get(word, word), word),)


def _initials(letters: str) -> tuple[Token, ...]:
    if not letters.isupper() or len(letters) > 3:
        return (Token(letters.lower(), letters.lower()),)
    return tuple(Token(letter, f"{letter}.") for letter in letters.lower())


def _initials_said(letters: str) -> str:
    return " ".join(f"{letter}." for letter in letters.lower())


def _spelled(tokens: list[Token]) -> list[Token]:
    """Mark what is spelled out ("M, I, A", "m i a") as letters: "m." "i." "a.", with no pause between."""
    at = 0
    while at < len(tokens):
        end = at
        while end < len(tokens) and len(tokens[end].word) == 1 and tokens[end].word.isalpha():
            end += 1
        run = tokens[at:end]
        if len(run) >= 3 or (len(run) == 2 and run[1].pause):
            for place, token in enumerate(run):
                pause = token.pause if place == 0 else 0
                tokens[at + place] = Token(token.word, f"{token.word}.", pause=pause)
        at = max(end, at + 1)
    return tokens
