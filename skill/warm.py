"""What a first turn would wait for, loaded before there is one."""

from functools import cache

from skill import content, wording
from skill.coach.channels import CHANNELS
from skill.coach.drafting import Recipe, write
from skill.coach.review import review


@cache
def load() -> None:
    """Load the model, the templates and the reader of messages; once, and at once after that.

    Raises ContentError where one of them is missing or broken.
    """
    content.model()
    wording.load()
    for channel in CHANNELS:
        review(write(Recipe(channel)).text, channel)
