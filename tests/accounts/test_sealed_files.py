"""Files at rest: nothing of them lies open, and what was changed, cut off or moved does not open."""

import io
import stat
import tracemalloc
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage as storage

from accounts import crypto
from accounts.crypto import ValueUnreadable

AES = crypto.Key("k1", b"1" * 32)
SM4 = crypto.Key("k2", b"s" * 16, crypto.CipherName.SM4)
KEYS = {"k1": AES, "k2": SM4}
CHUNK = crypto.CHUNK_BYTES
EVERY_CIPHER = pytest.mark.parametrize("key", [AES, SM4], ids=lambda key: key.cipher)


def sealed(plain, key=AES, place="a/b"):
    return b"".join(crypto.seal_chunks([plain], key=key, place=place))


def opened(stored, keys=KEYS, place="a/b"):
    return b"".join(crypto.unseal_chunks(io.BytesIO(stored), keys=keys, place=place))


@EVERY_CIPHER
@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 7])
def test_a_file_of_any_size_opens_again(key, size):
    plain = bytes(range(256)) * (size // 256 + 1)
    stored = sealed(plain[:size], key)
    assert opened(stored) == plain[:size]
    assert crypto.key_of_file(io.BytesIO(stored)) == key.id


@EVERY_CIPHER
def test_a_file_that_was_changed_cut_off_or_moved_does_not_open(key):
    stored = sealed(b"x" * (2 * CHUNK + 5), key)
    head = len(stored) - 2 * CHUNK - 5 - 3 * crypto.TAG_BYTES
    chunk = CHUNK + crypto.TAG_BYTES
    first, second, third = (
        stored[head : head + chunk],
        stored[head + chunk : head + 2 * chunk],
        stored[head + 2 * chunk :],
    )
    damaged = [
        stored[:-1],
        stored[: head + chunk],
        stored[: head + 2 * chunk],
        stored[:head],
        stored[: head - 1],
        stored[:head] + second + first + third,
        stored[:head] + first + third,
        stored + b"x",
        stored[:head] + bytes([stored[head] ^ 1]) + stored[head + 1 :],
        stored[: head - 1] + bytes([stored[head - 1] ^ 1]) + stored[head:],
        b"plain text",
        b"",
    ]
    for one in damaged:
        with pytest.raises(ValueUnreadable):
            opened(one)
    with pytest.raises(ValueUnreadable):
        opened(stored, place="a/c")
    with pytest.raises(ValueUnreadable):
        opened(stored, keys={})


def test_memory_stays_flat_however_large_the_file():
    """Thirty-two megabytes through less than one."""
    tracemalloc.start()
    sealed_size = sum(map(len, crypto.seal_chunks((bytes(CHUNK) for _ in range(512)), key=AES, place="a")))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert sealed_size > 512 * CHUNK
    assert peak < 2**20


def test_what_is_stored_lies_sealed_under_a_name_that_says_nothing():
    text = "张三 990103197103050012 身份证".encode() * 9000
    name = storage.save(storage.generate_filename("attachments/张三身份证.jpg"), ContentFile(text))
    path = Path(storage.path(name))
    assert "张三" not in name
    assert "." not in path.name
    assert text[:40] not in path.read_bytes()
    assert b"990103197103050012" not in path.read_bytes()
    with storage.open(name) as file:
        assert file.read() == text
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    with pytest.raises(ValueError, match="no address"):
        storage.url(name)


def test_a_file_put_in_the_place_of_another_does_not_open():
    one, other = (storage.save(storage.generate_filename("x/y"), ContentFile(text)) for text in (b"one", b"other"))
    Path(storage.path(one)).write_bytes(Path(storage.path(other)).read_bytes())
    with pytest.raises(ValueUnreadable), storage.open(one) as file:
        file.read()


def test_a_write_that_fails_leaves_neither_a_file_nor_a_draft():
    class Broken(ContentFile):
        def chunks(self, chunk_size=None):
            yield b"x"
            raise OSError("the line broke")

    with pytest.raises(OSError, match="broke"):
        storage.save("broken/file", Broken(b""))
    assert list(Path(storage.path("broken")).iterdir()) == []
