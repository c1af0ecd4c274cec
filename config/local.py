"""What an installation uses that was told nothing: the embedded PostgreSQL, and secrets made once beside its data."""

import base64
import json
import os
import secrets
from pathlib import Path

from accounts.crypto import INDEX_KEY_BYTES, KEY_BYTES, CipherName

from . import embedded

KEYS = ("JIUYUAN_SECRET_KEY", "JIUYUAN_FIELD_KEYS", "JIUYUAN_BLIND_INDEX_KEY")


def told() -> dict[str, str]:
    """The environment, completed. Where DATABASE_URL is set, nothing of the embedded PostgreSQL is filled in.

    Nothing is started. Raises embedded.EmbeddedRefused.
    """
    given = {name: value for name, value in os.environ.items() if value}
    if {"DATABASE_URL", *KEYS} <= given.keys():
        return given
    cluster = embedded.locate()
    addresses = {} if "DATABASE_URL" in given else cluster.environment()
    return local_keys(cluster.home) | addresses | given


def local_keys(home: Path) -> dict[str, str]:
    """The secrets kept in ``home``, as environment variables; made at the first call, readable by the owner alone."""
    file = home / "keys.json"
    if not file.exists():
        embedded.open_folder(home)
        draft = home / f"keys.json.{os.getpid()}"
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
            json.dump(_new_keys(), stream)
        try:
            os.link(draft, file)  # the first of several processes wins, and the others read what it wrote
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return json.loads(file.read_text())


def _new_keys() -> dict[str, str]:
    field_key = f"k1:aes:{_random(KEY_BYTES[CipherName.AES])}"
    return dict(zip(KEYS, (secrets.token_urlsafe(50), field_key, _random(INDEX_KEY_BYTES)), strict=True))


def _random(length: int) -> str:
    return base64.b64encode(secrets.token_bytes(length)).decode()
