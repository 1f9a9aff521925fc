"""The review of a message that a user wrote: how it reads to the one who gets it."""

from skill.coach.review.concerns import Finding, Kind, Review
from skill.coach.review.verdict import review

__all__ = ["Finding", "Kind", "Review", "review"]
