"""From a sentence to an intent and its slots, as Alexa would hear it, with the reason.

Understanding(model).resolve(text) is all there is to it; what it returns is Understood.
"""

from skill.simulator.understanding.resolve import Understanding
from skill.simulator.understanding.understood import HeardSlot, Understood

__all__ = ["HeardSlot", "Understanding", "Understood"]
