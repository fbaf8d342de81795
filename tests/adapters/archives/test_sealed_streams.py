"""An archive is the one that was written, or it is refused."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.archives import sealed_streams
from adapters.archives.sealed_streams import open_stream, seal_stream
from core.errors import BackupError

KEY = b"a key that only this installation has"
CHUNK = 64
SEALED = CHUNK + 16
HEADER = len(sealed_streams._MAGIC) + 48


@pytest.fixture(autouse=True, scope="module")
def _small_chunks():
    patch = pytest.MonkeyPatch()
    patch.setattr(sealed_streams, "_CHUNK", CHUNK)
    yield
    patch.undo()


def sealed(content, key=KEY):
    into = BytesIO()
    seal_stream([content], key, into)
    return into.getvalue()


def opened(stream, key=KEY):
    return b"".join(open_stream(BytesIO(stream), key))


def why_refused(stream, key=KEY):
    with pytest.raises(BackupError) as refused:
        opened(stream, key)
    return refused.value.reason


@given(st.lists(st.binary(max_size=3 * CHUNK), max_size=5))
def test_what_was_sealed_comes_back_in_whatever_pieces_it_came(pieces):
    into = BytesIO()

    seal_stream(pieces, KEY, into)

    assert opened(into.getvalue()) == b"".join(pieces)


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 7])
def test_sizes_around_the_end_of_a_chunk(size):
    assert opened(sealed(b"x" * size)) == b"x" * size


@given(st.data())
def test_one_bit_altered_anywhere_is_refused(data):
    stream = bytearray(sealed(b"lin qiuyue" * 20))
    stream[data.draw(st.integers(0, len(stream) - 1))] ^= 1 << data.draw(st.integers(0, 7))

    assert why_refused(bytes(stream)) in {"damaged", "wrong_key", "no_archive"}


@given(st.data())
def test_a_stream_cut_off_anywhere_or_longer_is_refused(data):
    stream = sealed(b"x" * 3 * CHUNK)
    cut = data.draw(st.integers(0, len(stream) - 1))

    assert why_refused(stream[:cut]) in {"damaged", "no_archive"}
    assert why_refused(stream + stream[HEADER:][:cut] + b"x") == "damaged"


@pytest.mark.parametrize("order", [(1, 0, 2), (0, 2), (0, 1, 1, 2), (0, 1), (2,)])
def test_whole_chunks_in_another_order_left_out_or_doubled_are_refused(order):
    stream = sealed(b"".join(bytes([number]) * CHUNK for number in range(3)))
    chunks = [stream[HEADER:][at : at + SEALED] for at in range(0, 3 * SEALED, SEALED)]

    assert why_refused(stream[:HEADER] + b"".join(chunks[number] for number in order)) == "damaged"


def test_chunks_of_another_archive_of_the_same_key_are_refused():
    first, other = sealed(b"a" * 9), sealed(b"b" * 9)

    assert why_refused(first[:HEADER] + other[HEADER:]) == "damaged"


def test_another_key_and_another_file_are_distinguished():
    assert why_refused(sealed(b"x"), b"another key of the same length, or so") == "wrong_key"
    assert why_refused(b"SQLite format 3\0" + bytes(200)) == "no_archive"
    assert why_refused(b"") == "no_archive"


def test_nothing_can_be_read_and_the_same_is_never_sealed_alike():
    name = "林秋月".encode()

    assert name not in sealed(name * 50)
    assert sealed(name) != sealed(name)
