"""The arithmetic of the audit's chain. Pure: the caller brings the key, which stands outside the database.

An entry is **signed** as it is written, so that none can be slipped in; entries are **linked** a minute later, each
link over the one before it, so that none can be changed or taken out. Why it is so stands in ``docs/decisions``.
"""

import datetime as dt
import hashlib
import hmac
import json
import secrets
from typing import Any

NONCE_BYTES = 16
LINK_BYTES = 32
START = bytes(LINK_BYTES)  # what the first seal follows


def content_of(entry: Any) -> bytes:
    """What an audit entry says, always in the same bytes. Its own number is not part: it is given by the database.

    The oldest entries do not tell the actor's post; their bytes stay what they were, and never those of a later one.
    """
    said = [
        entry.event,
        entry.object_label,
        entry.object_id,
        entry.actor_id,
        entry.at.astimezone(dt.UTC).isoformat(),
        entry.details,
        entry.outcome,
        entry.address,
        entry.agent,
        entry.request,
    ]
    if entry.actor_role:
        said += [entry.actor_role, entry.actor_area]
    return json.dumps(said, sort_keys=True, separators=(",", ":")).encode()


def sign(entry: Any, *, key: bytes) -> bytes:
    """The signature of an entry about to be written: a number used once, and the keyed hash over it and the content."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + _mac(key, b"entry", nonce, content_of(entry))


def is_signed(entry: Any, *, key: bytes) -> bool:
    """Whether the entry says what it said when we signed it."""
    signature = bytes(entry.signature or b"")
    nonce, mac = signature[:NONCE_BYTES], signature[NONCE_BYTES:]
    return hmac.compare_digest(mac, _mac(key, b"entry", nonce, content_of(entry)))


def opening(*, position: int, sealed_at: dt.datetime, previous: bytes, key: bytes) -> bytes:
    """The link a seal begins with: over its place, its moment and the last link of the seal before it."""
    moment = sealed_at.astimezone(dt.UTC).isoformat().encode()
    return _mac(key, b"seal", str(position).encode(), moment, previous)


def link(previous: bytes, entry: Any, *, key: bytes) -> bytes:
    """The link of an entry that follows the link ``previous``."""
    return _mac(key, b"link", previous, str(entry.pk).encode(), bytes(entry.signature or b""), content_of(entry))


def split(stored: bytes) -> list[bytes]:
    """The links of a seal, one by one."""
    return [stored[place : place + LINK_BYTES] for place in range(0, len(stored), LINK_BYTES)]


def _mac(key: bytes, *parts: bytes) -> bytes:
    """HMAC-SHA-256 over parts, each with its length before it, so that no two lists of parts read alike."""
    told = b"".join(len(part).to_bytes(8, "big") + part for part in parts)
    return hmac.new(key, told, hashlib.sha256).digest()
