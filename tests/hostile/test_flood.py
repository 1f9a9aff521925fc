"""The short forms of benchmarks/flood.py, failing_host.py and refusals.py."""

import time
from itertools import islice

from benchmarks.failing_host import Load
from benchmarks.flood import attempts, judge
from benchmarks.refusals import bodies, ways
from benchmarks.sending import Line
from tests.hostile.door import Door


def test_no_stranger_gets_more_than_a_refusal(door: Door) -> None:
    line = Line(door.url)
    try:
        for attempt in islice(attempts(door.authority, 7), 1_000):
            trouble = judge(attempt, *line.send(attempt.sent))
            assert trouble is None, trouble
    finally:
        line.close()


def test_no_turn_is_lost_while_the_host_fails(door: Door) -> None:
    with door.host.failing("stall"):
        load = Load(door.url, door.authority, 2)
        load.run(callers=2, strangers=6)
    assert not load.lost
    assert load.statuses[200] > 100
    assert set(load.strangers) == {400}


def test_refusing_a_body_is_cheap(door: Door) -> None:
    line = Line(door.url)
    try:
        for way in ways(door.authority).values():
            for kind, body in bodies().items():
                sent = way(body)
                began = time.process_time()
                for _ in range(20):
                    assert line.send(sent)[0] == 400
                # Sending is in it too, as server and sender are one process here; the benchmark has the limit itself.
                assert (time.process_time() - began) / 20 < 0.02, kind
    finally:
        line.close()
