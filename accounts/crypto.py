"""Encryption of values and files, and keyed blind indexes. Pure: the caller brings the keys.

A stored value reads ``<key id>:<base64(nonce + ciphertext + tag)>``, bound by its associated data to the table and
column it stands in, so that a value copied into another column does not open. The key's id names the key, and the key
its cipher: AES-256-GCM or SM4-GCM (GB/T 32907).

A stored file is a head (mark, key id, salt) and chunks, each sealed under a key derived from the salt, numbered, the
last one marked as the last, and bound to the file's name: chunks cannot be dropped, exchanged or moved to another file.
"""

import base64
import hmac
import io
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import IO, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE_BYTES, TAG_BYTES, SALT_BYTES = 12, 16, 16
CHUNK_BYTES = 64 * 1024
FILE_MARK = b"JYF1"


class ValueUnreadable(Exception):
    """What is stored cannot be opened: its key is unknown, or it was changed or moved."""


class KeyUnfit(ValueError):
    """The text is no key; the message says why and never repeats it."""


class CipherName(StrEnum):
    AES = "aes"
    SM4 = "sm4"


class DigestName(StrEnum):
    SHA256 = "sha256"
    SM3 = "sm3"


KEY_BYTES = {CipherName.AES: 32, CipherName.SM4: 16}
INDEX_KEY_BYTES = 32


@dataclass(frozen=True)
class Key:
    """A key for values and files. ``id`` stands in front of everything sealed with it."""

    id: str
    secret: bytes = field(repr=False)
    cipher: CipherName = CipherName.AES

    @classmethod
    def read(cls, key_id: str, text: str) -> Self:
        """The key written ``aes:<base64>``, ``sm4:<base64>`` or, as AES, ``<base64>`` alone. Raises KeyUnfit."""
        name, _, encoded = text.rpartition(":")
        if name not in {"", *CipherName}:
            raise KeyUnfit(f"密钥 {key_id} 的算法不是 aes 或 sm4")
        cipher = CipherName(name or CipherName.AES)
        return cls(key_id, _decoded(encoded, KEY_BYTES[cipher], f"密钥 {key_id}"), cipher)

    def encrypt(self, plain: bytes, *, nonce: bytes, place: bytes) -> bytes:
        """Ciphertext and tag."""
        encryptor = Cipher(self._algorithm(), modes.GCM(nonce)).encryptor()
        encryptor.authenticate_additional_data(place)
        return encryptor.update(plain) + encryptor.finalize() + encryptor.tag

    def decrypt(self, sealed: bytes, *, nonce: bytes, place: bytes) -> bytes:
        """What ``encrypt`` was given. Raises InvalidTag, or ValueError where there is no tag."""
        body, tag = sealed[:-TAG_BYTES], sealed[-TAG_BYTES:]
        decryptor = Cipher(self._algorithm(), modes.GCM(nonce, tag)).decryptor()
        decryptor.authenticate_additional_data(place)
        return decryptor.update(body) + decryptor.finalize()

    def derived(self, salt: bytes) -> "Key":
        """The key of one file."""
        hashed = hashes.SM3() if self.cipher is CipherName.SM4 else hashes.SHA256()
        kdf = HKDF(hashed, length=KEY_BYTES[self.cipher], salt=salt, info=b"jiuyuan file")
        return Key(self.id, kdf.derive(self.secret), self.cipher)

    def _algorithm(self) -> algorithms.AES | algorithms.SM4:
        return algorithms.SM4(self.secret) if self.cipher is CipherName.SM4 else algorithms.AES(self.secret)


@dataclass(frozen=True)
class IndexKey:
    """The key of the blind indexes: HMAC-SHA256, or HMAC-SM3 (GB/T 32905)."""

    secret: bytes = field(repr=False)
    hash: DigestName = DigestName.SHA256

    @classmethod
    def read(cls, text: str) -> Self:
        """The key written ``sha256:<base64>``, ``sm3:<base64>`` or, as SHA-256, ``<base64>`` alone. Raises KeyUnfit."""
        name, _, encoded = text.rpartition(":")
        if name not in {"", *DigestName}:
            raise KeyUnfit("算法不是 sha256 或 sm3")
        return cls(_decoded(encoded, INDEX_KEY_BYTES, "密钥"), DigestName(name or DigestName.SHA256))

    @property
    def mark(self) -> str:
        """What tells this key from another and gives nothing of it away."""
        return digest("", key=self, purpose="mark")[:4].hex()


def _decoded(encoded: str, length: int, what: str) -> bytes:
    try:
        secret = base64.b64decode(encoded, validate=True)
    except ValueError:
        secret = b""
    if len(secret) != length:
        raise KeyUnfit(f"{what}应为 {length} 字节的 base64")
    return secret


# --- Values --------------------------------------------------------------------------------------------------------


def seal(text: str, *, key: Key, place: str) -> str:
    """``text`` encrypted under ``key`` for the column ``place`` (``table.column``)."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = key.encrypt(text.encode(), nonce=nonce, place=place.encode())
    return f"{key.id}:{base64.b64encode(nonce + sealed).decode()}"


def sealer(*, key: Key, place: str) -> Callable[[str], str]:
    """``seal`` for very many texts of one column: the cipher is made ready once, which takes ten times as long as a
    text does. Of SM4 every text makes its own."""
    if key.cipher is not CipherName.AES:
        return lambda text: seal(text, key=key, place=place)
    encrypt, bound = AESGCM(key.secret).encrypt, place.encode()

    def sealed(text: str) -> str:
        nonce = secrets.token_bytes(NONCE_BYTES)
        return f"{key.id}:{base64.b64encode(nonce + encrypt(nonce, text.encode(), bound)).decode()}"

    return sealed


def unseal(stored: str, *, keys: Mapping[str, Key], place: str) -> str:
    """The text sealed in ``stored``. Raises ValueUnreadable."""
    key_id, _, body = stored.partition(":")
    if key_id not in keys:
        raise ValueUnreadable(f"no key {key_id!r}")
    try:
        raw = base64.b64decode(body, validate=True)
        return keys[key_id].decrypt(raw[NONCE_BYTES:], nonce=raw[:NONCE_BYTES], place=place.encode()).decode()
    except (InvalidTag, ValueError) as error:
        raise ValueUnreadable(f"value in {place} does not open") from error


def digest(text: str, *, key: IndexKey, purpose: str) -> bytes:
    """The 32-byte blind index of ``text``: equal texts of one purpose have equal digests, and nothing else shows."""
    message = f"{purpose}\0{text}".encode()
    if key.hash is DigestName.SHA256:
        return hmac.digest(key.secret, message, "sha256")
    keyed = HMAC(key.secret, hashes.SM3())
    keyed.update(message)
    return keyed.finalize()


# --- Files ---------------------------------------------------------------------------------------------------------


def seal_chunks(plain: Iterable[bytes], *, key: Key, place: str) -> Iterator[bytes]:
    """The sealed file that holds ``plain``, piece by piece; ``place`` is the file's name. Memory: two chunks."""
    salt = secrets.token_bytes(SALT_BYTES)
    head = FILE_MARK + bytes([len(key.id.encode())]) + key.id.encode() + salt
    own, bound = key.derived(salt), head + place.encode()
    yield head
    number, waiting = 0, b""
    for piece in plain:
        waiting += piece
        while len(waiting) > CHUNK_BYTES:
            yield own.encrypt(waiting[:CHUNK_BYTES], nonce=_nonce(number, is_last=False), place=bound)
            number, waiting = number + 1, waiting[CHUNK_BYTES:]
    yield own.encrypt(waiting, nonce=_nonce(number, is_last=True), place=bound)


def unseal_chunks(sealed: IO[bytes], *, keys: Mapping[str, Key], place: str) -> Iterator[bytes]:
    """What was sealed, chunk by chunk. Raises ValueUnreadable, at the latest where something is missing."""
    key_id, head = _head(sealed)
    if key_id not in keys:
        raise ValueUnreadable(f"no key {key_id!r}")
    own, bound = keys[key_id].derived(head[-SALT_BYTES:]), head + place.encode()
    number, chunk = 0, sealed.read(CHUNK_BYTES + TAG_BYTES)
    while True:
        following = sealed.read(CHUNK_BYTES + TAG_BYTES)
        try:
            yield own.decrypt(chunk, nonce=_nonce(number, is_last=not following), place=bound)
        except (InvalidTag, ValueError) as error:
            raise ValueUnreadable(f"file {place} does not open") from error
        if not following:
            return
        number, chunk = number + 1, following


def key_of_file(sealed: IO[bytes]) -> str:
    """The id of the key a sealed file needs. Raises ValueUnreadable where it is no sealed file."""
    return _head(sealed)[0]


def _head(sealed: IO[bytes]) -> tuple[str, bytes]:
    start = sealed.read(len(FILE_MARK) + 1)
    if len(start) <= len(FILE_MARK) or not start.startswith(FILE_MARK):
        raise ValueUnreadable("not a sealed file")
    rest = sealed.read(start[-1] + SALT_BYTES)
    if len(rest) != start[-1] + SALT_BYTES:
        raise ValueUnreadable("a sealed file cut off in its head")
    return rest[:-SALT_BYTES].decode(errors="replace"), start + rest


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(NONCE_BYTES - 1, "big") + bytes([is_last])


class Unsealed(io.RawIOBase):
    """A sealed file as a stream of what it holds, to read once from the beginning; closing it closes the source."""

    def __init__(self, sealed: IO[bytes], *, keys: Mapping[str, Key], place: str) -> None:
        self._sealed, self._rest = sealed, b""
        self._chunks = unseal_chunks(sealed, keys=keys, place=place)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # what BufferedReader passes
        while not self._rest:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._rest = chunk
        count = min(len(buffer), len(self._rest))
        buffer[:count], self._rest = self._rest[:count], self._rest[count:]
        return count

    def close(self) -> None:
        self._sealed.close()
        super().close()
