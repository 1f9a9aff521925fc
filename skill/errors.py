"""The few exceptions of this project.

SecondHelloError
├── BadInput        what a person typed or a program sent cannot be used (4xx, or exit code 2)
│   └── Refused     a request that did not come from Alexa, or not to this skill, or not now (400)
├── ContentError    a template, lexicon or model of ours is missing or broken (a defect)
├── SettingsError   the service cannot start as it is set up (exit code 2)
└── Unreachable     the simulator found no skill at the other end (exit code 1)
"""


class SecondHelloError(Exception):
    """Anything this project raises on purpose; its text is fit to be shown."""


class BadInput(SecondHelloError):
    """What was typed or sent cannot be used."""


class Refused(BadInput):
    """A request that Alexa did not send to this skill, just now and once."""

    def __init__(self, reason: str, words: str) -> None:
        """Say why; `reason` is one of a few words, to be counted by."""
        super().__init__(words)
        self.reason = reason


class ContentError(SecondHelloError):
    """A template, lexicon or model that we ship is missing or broken."""


class SettingsError(SecondHelloError):
    """The service cannot start as it is set up."""


class Unreachable(SecondHelloError):
    """No skill answered where one was expected."""
