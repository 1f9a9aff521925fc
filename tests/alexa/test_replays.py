import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from skill.alexa.replays import Answer, Replays
from skill.errors import Refused


class _Day:
    """A clock that is moved, and a skill that counts how often it is asked."""

    def __init__(self, **bounds: int) -> None:
        self.now = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
        self.replays = Replays(lambda: self.now, **bounds)
        self.made = 0

    def ask(
        self, name: str | None = "a", body: bytes = b"{}", *, user: str = "u", seconds: int = 150, status: int = 200
    ) -> Answer:
        def make() -> Answer:
            self.made += 1
            return Answer(status, f"answer {self.made}".encode())

        return self.replays.answer(name, body, self.now + timedelta(seconds=seconds), user, make)


def test_the_same_request_gets_the_same_answer() -> None:
    day = _Day()
    assert day.ask() == day.ask() == Answer(200, b"answer 1")
    assert day.ask("b") == Answer(200, b"answer 2")


def test_another_body_under_a_used_id_is_refused() -> None:
    day = _Day()
    day.ask()
    with pytest.raises(Refused, match="another request") as refused:
        day.ask(body=b"{} ")
    assert refused.value.reason == "replay"


def test_without_an_id_the_body_is_its_own() -> None:
    day = _Day()
    assert day.ask(None) == day.ask(None)
    assert day.ask(None, b"[]") != day.ask(None)


@pytest.mark.parametrize("status", [400, 500, 503])
def test_what_failed_may_come_again(status: int) -> None:
    day = _Day()
    assert day.ask(status=status).status == status
    assert day.ask() == Answer(200, b"answer 2")


def test_what_broke_may_come_again() -> None:
    day = _Day()

    def fail() -> Answer:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        day.replays.answer("a", b"{}", day.now, "u", fail)
    assert day.ask() == Answer(200, b"answer 1")


@pytest.mark.parametrize("seconds", [0, 150, 300, 7_200])
def test_an_id_is_kept_until_the_request_is_too_old(seconds: int) -> None:
    day = _Day()
    day.ask(seconds=seconds)
    day.now += timedelta(seconds=seconds)
    assert day.ask() == Answer(200, b"answer 1")
    day.now += timedelta(seconds=61)
    assert day.ask() == Answer(200, b"answer 2")


def test_a_forgotten_users_answers_are_gone_and_their_ids_are_not() -> None:
    day = _Day()
    day.ask("a", user="u")
    day.ask("b", user="v")
    day.replays.forget("u")
    with pytest.raises(Refused, match="not kept"):
        day.ask("a")
    assert day.ask("b", user="v") == Answer(200, b"answer 2")


def test_the_request_to_be_forgotten_can_come_again() -> None:
    day = _Day()

    def forget() -> Answer:
        day.replays.forget("u")
        return Answer(200, b"Done.")

    for _ in range(2):
        assert day.replays.answer("f", b"{}", day.now, "u", forget) == Answer(200, b"Done.")


def test_what_is_answered_while_all_is_forgotten_is_not_kept() -> None:
    day = _Day()
    began, forgotten = threading.Event(), threading.Event()

    def slow() -> Answer:
        began.set()
        forgotten.wait(5)
        return Answer(200, b"Hi Maya.")

    with ThreadPoolExecutor(1) as crowd:
        answer = crowd.submit(day.replays.answer, "a", b"{}", day.now, "u", slow)
        began.wait(5)
        day.replays.forget("u")
        forgotten.set()
        assert answer.result(5).body == b"Hi Maya."
    with pytest.raises(Refused, match="not kept"):
        day.ask()


def test_replays_at_once_are_answered_once() -> None:
    day = _Day()
    start = threading.Barrier(16)

    def slow() -> Answer:
        day.made += 1
        threading.Event().wait(0.05)
        return Answer(200, b"once")

    def ask(_: int) -> Answer:
        start.wait(5)
        return day.replays.answer("a", b"{}", day.now, "u", slow)

    with ThreadPoolExecutor(16) as crowd:
        assert set(crowd.map(ask, range(16))) == {Answer(200, b"once")}
    assert day.made == 1


def test_answers_are_bounded_in_bytes() -> None:
    day = _Day(most_bytes=2_000)
    for number in range(20):
        day.ask(str(number))
    assert day.ask("19") == Answer(200, b"answer 20")
    with pytest.raises(Refused, match="not kept"):
        day.ask("0")


def test_ids_are_bounded() -> None:
    day = _Day(most_ids=10)
    for number in range(40):
        day.ask(str(number))
        day.now += timedelta(seconds=20)
    assert day.ask("39") == Answer(200, b"answer 40")
    assert day.ask("0") == Answer(200, b"answer 41")
