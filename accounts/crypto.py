"""Encryption of single values and keyed blind indexes. Pure: the caller brings the keys.

A stored value reads ``<key id>:<base64(nonce + ciphertext + tag)>``: AES-256-GCM, bound by its associated data to the
table and column it stands in, so that a value copied into another column does not open.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_BYTES = 12


class ValueUnreadable(Exception):
    """The stored value cannot be opened: its key is unknown, or it was changed or moved."""


def seal(text: str, *, key_id: str, key: bytes, place: str) -> str:
    """``text`` encrypted under the 32-byte ``key`` for the column ``place`` (``table.column``)."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = AESGCM(key).encrypt(nonce, text.encode(), place.encode())
    return f"{key_id}:{base64.b64encode(nonce + sealed).decode()}"


def unseal(stored: str, *, keys: Mapping[str, bytes], place: str) -> str:
    """The text sealed in ``stored``. Raises ValueUnreadable."""
    key_id, _, body = stored.partition(":")
    if key_id not in keys:
        raise ValueUnreadable(f"no key {key_id!r}")
    try:
        raw = base64.b64decode(body, validate=True)
        return AESGCM(keys[key_id]).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], place.encode()).decode()
    except (InvalidTag, ValueError) as error:
        raise ValueUnreadable(f"value in {place} does not open") from error


def digest(text: str, *, key: bytes, purpose: str) -> bytes:
    """The 32-byte blind index of ``text``: equal texts of one purpose have equal digests, and nothing else shows."""
    return hmac.new(key, f"{purpose}\0{text}".encode(), hashlib.sha256).digest()
