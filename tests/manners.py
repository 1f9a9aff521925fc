"""The manners of a reply, as `second-hello check` reads them."""

from skill.publish.manners import breaches

__all__ = ["breaches"]
