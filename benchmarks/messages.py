"""What a draft and a review cost in process: python -m benchmarks.messages

Medians in milliseconds, each beside its limit; the first of each, with nothing warm, is shown apart.
"""

import argparse
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from itertools import cycle, islice, product
from statistics import median
from time import perf_counter

from skill.coach.drafting import Recipe, write, write_many
from skill.coach.review import review
from skill.coach.style import TONES
from tests.messages import DETAILS, SETTINGS, recipe

DRAFT_LIMIT, REVIEW_LIMIT = 1.0, 5.0  # milliseconds
_FINE = (
    "Hi Maya, it's Sam from the climbing gym. I liked our talk about old bikes on Tuesday, and I'm still thinking of"
    " the one with no brakes. Would you like to get coffee one day? It's fine if not. Have a good week"
)
_HEAVY = (
    "Hey Lena, you were the prettiest girl at the party, and I know you're super busy, but can you please answer this"
    " time? After all I did that evening I think you owe me at least a word. I'll be at the bar at eight"
)


def recipes() -> Iterable[Recipe]:
    """Every setting, set of details and tone, then the same with another seed, so that nothing is found ready made."""
    for seed, setting, details, tone in product(range(1000, 2000), SETTINGS, DETAILS.values(), TONES):
        yield recipe(setting, details, tone, seed)


def texts() -> Iterable[str]:
    """Messages of some 200 characters, no two alike."""
    for number, text in enumerate(cycle((_FINE, _HEAVY))):
        yield f"{text} {number}."


def milliseconds(call: Callable[[], object]) -> float:
    """Return what one call takes."""
    began = perf_counter()
    call()
    return (perf_counter() - began) * 1000


def main() -> int:
    """Measure drafts, changed drafts, ten drafts at once, and reviews."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=2000, choices=range(10, 100_001), metavar="N")
    times = parser.parse_args().times
    some = list(islice(recipes(), times))
    first = milliseconds(partial(write, replace(some[0], seed=1)))
    drafts = median(milliseconds(partial(write, r)) for r in some)
    changed = median(milliseconds(partial(write, r.changed("warmer").changed("shorter"))) for r in some)
    ten = median(milliseconds(partial(write_many, r, 10)) for r in some[: times // 10])
    first_read = milliseconds(partial(review, _FINE, "social_dm"))
    reads = median(milliseconds(partial(review, t, "social_dm")) for t in islice(texts(), times // 2))
    rows = (
        ("a draft", drafts, DRAFT_LIMIT),
        ("a draft changed twice", changed, None),
        ("ten drafts", ten, None),
        (f"a review of {len(_FINE)} characters", reads, REVIEW_LIMIT),
    )
    print(f"{times} times, the first draft {first:.0f} ms, the first review {first_read:.0f} ms")
    for name, took, limit in rows:
        print(f"{name:<32} {took:8.3f} ms" + (f"   limit {limit:g} ms" if limit else ""))
    return int(drafts > DRAFT_LIMIT or reads > REVIEW_LIMIT)


if __name__ == "__main__":
    sys.exit(main())
