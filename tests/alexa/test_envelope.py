import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.alexa import envelope, hearing
from skill.errors import BadInput
from tests.alexa.requests import APPLICATION, launch, read


def test_a_request_is_read_whole() -> None:
    sent = launch() | {"newer": {"deep": [{"é": "😀"}]}}
    assert envelope.parse(json.dumps(sent, ensure_ascii=False).encode()) == sent
    assert envelope.parse(json.dumps(sent).encode()) == sent


@pytest.mark.parametrize(("levels", "fits"), [(60, True), (70, False)])
def test_depth_is_bounded(levels: int, fits: bool) -> None:
    body = json.dumps(launch())[:-1].encode() + b', "deep": ' + b"[" * levels + b"]" * levels + b"}"
    if fits:
        assert envelope.parse(body)
    else:
        with pytest.raises(BadInput, match="deep"):
            envelope.parse(body)


def test_brackets_in_a_text_are_no_depth() -> None:
    sent = launch() | {"text": "[{" * 500 + '\\"' + "[{" * 500}
    assert envelope.parse(json.dumps(sent).encode()) == sent


@pytest.mark.parametrize("unit", [b"[", b"{", b'"', b"\\", b'\\"', b'"\\', b"]", b" ", b'{"a":', b"9", b"\xff"])
def test_no_body_takes_long(unit: bytes) -> None:
    body = (unit * envelope.SIZE_LIMIT)[: envelope.SIZE_LIMIT]
    started = time.process_time()
    with pytest.raises(BadInput):
        envelope.parse(body)
    assert time.process_time() - started < 0.5


@given(st.binary(max_size=200))
def test_bytes_are_refused_with_bad_input(body: bytes) -> None:
    with pytest.raises(BadInput):
        envelope.parse(body)


def test_both_addresses_count() -> None:
    sent = launch()
    assert envelope.is_for(sent, APPLICATION)
    assert not envelope.is_for(sent, "another")
    assert envelope.is_for({name: part for name, part in sent.items() if name != "session"}, APPLICATION)
    assert not envelope.is_for({name: part for name, part in sent.items() if name != "context"}, APPLICATION)
    assert not envelope.is_for(sent | {"session": {"application": {"applicationId": "another"}}}, APPLICATION)
    assert not envelope.is_for({"context": {"System": 5}}, APPLICATION)


@pytest.mark.parametrize("gone", [(), ("context",), ("session",), ("context", "session")])
@pytest.mark.parametrize("empty", [None, ""])
def test_a_user_is_the_same_before_and_after_the_sdk(gone: tuple[str, ...], empty: str | None) -> None:
    sent = launch()
    for name, holder in (("context", sent["context"]["System"]), ("session", sent["session"])):
        if name in gone:
            holder["user"] = {"userId": empty}
    found = envelope.user_of(sent)
    assert bool(found) == (len(gone) < 2)
    assert (found or "") == hearing.user_of(read(sent))
