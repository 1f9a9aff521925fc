"""What can be said of a draft: how it lands, and which details had to go."""

from functools import lru_cache

from skill import wording
from skill.coach.composing import State
from skill.coach.grammar import pronoun_words
from skill.coach.material import Setting, Stock
from skill.coach.phrases import BITS, DAY, PLACE, TOPIC, YOU

_OPTIONAL = ("topic", "place", "day", "invitation")


def lands(setting: Setting, state: State) -> str:
    """Return in one plain line what a draft tells and what it asks of its reader."""
    told = tuple(name for name, bits in (("you", YOU), ("where", PLACE | DAY), ("topic", TOPIC)) if state.uses & bits)
    enjoyed = ("enjoyed",) if any(line.part in ("thanks", "recall", "curious") for line in state.lines) else ("met",)
    return _line(setting.locale, _block(setting, state), told[:2] or enjoyed, setting.details.pronoun)


def _block(setting: Setting, state: State) -> str:
    channel, asks = setting.channel, "?" in state.text
    if channel == "in_person":
        if setting.line == "ask":
            return "ask"
        return "hello_asking" if asks else "hello" if state.uses & TOPIC else "hello_only"
    if channel == "first_text" and setting.asks_out:
        return "first_text_inviting"
    if channel in ("social_dm", "first_text") and asks:
        return f"{channel}_curious"
    return f"{channel}_light" if state.fun > 0 and channel in ("social_dm", "first_text") else channel


@lru_cache(maxsize=1024)
def _line(locale: str, block: str, told: tuple[str, ...], pronoun: str) -> str:
    if block == "hello":
        told = ("topic",)
    said = [wording.render(locale, "lands", name) for name in told]
    tells = said[0] if len(said) == 1 else wording.render(locale, "lands", "both", one=said[0], other=said[1])
    return wording.render(locale, "lands", block, tells=tells, them=pronoun_words(pronoun)["them"])


def dropped(stock: Stock, state: State) -> tuple[str, ...]:
    """Return the names of the details that had to go so that the draft stays short."""
    setting, gone = stock.setting, stock.gone
    if stock.row.gentle or setting.line == "ask":
        return gone
    unused = (n for n in _OPTIONAL if n not in gone and getattr(setting.details, n) and not state.uses & BITS[n])
    return (
        *gone,
        *(n for n in unused if (n != "invitation" or setting.asks_out) and not _could(stock, state, BITS[n])),
    )


def _could(stock: Stock, state: State, bit: int) -> bool:
    """Tell whether a line could give way to one that has the detail too; where no line takes it, it is not missed."""
    spare = stock.row.words - state.words
    others = [(old, new) for old in state.lines for new in stock.plan.pool(old.part) if new.uses & bit]
    return not others or any(
        new.words - old.words <= spare and not new.uses & state.uses & ~old.uses for old, new in others
    )
