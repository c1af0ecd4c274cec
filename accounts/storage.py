"""Uploaded files at rest: sealed under the keys of the fields, under names that say nothing."""

import io
import os
import secrets
from abc import ABC, abstractmethod
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import IO, Any

from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage

from . import crypto
from .fields import active_key, field_keys


class Sealed(Storage, ABC):
    """Put before a storage class: what it keeps is sealed, and opens only under the name it was saved by."""

    def generate_filename(self, filename: Any) -> str:
        """A random name in the folder asked for; the name a file came with is forgotten."""
        return str(PurePosixPath(filename).parent / secrets.token_hex(16))

    def url(self, name: str | None) -> str:
        raise ValueError("A sealed file has no address: a view opens it.")

    def key_id(self, name: str) -> str:
        """The id of the key the file is sealed with. Raises ValueUnreadable, FileNotFoundError."""
        with self._sealed(name) as sealed:
            return crypto.key_of_file(sealed)

    def reseal(self, name: str) -> None:
        """Seal the file with the active key, in its place: at any moment the name leads to one whole file.

        Raises ValueUnreadable, FileNotFoundError.
        """
        with self._sealed(name) as sealed:
            self._write(name, crypto.unseal_chunks(sealed, keys=field_keys(), place=name))

    def _sealed(self, name: str) -> IO[bytes]:
        return super()._open(name, "rb")  # type: ignore[misc]  # of the storage behind

    @abstractmethod
    def _write(self, name: str, plain: Iterable[bytes]) -> None:
        """Keep what is sealed out of ``plain`` under ``name``, whole or not at all."""

    def _open(self, name: str, mode: str = "rb") -> File:
        opened = crypto.Unsealed(self._sealed(name), keys=field_keys(), place=name)
        return File(io.BufferedReader(opened, crypto.CHUNK_BYTES), name)

    def _save(self, name: str, content: File) -> str:
        self._write(name, content.chunks())
        return name


class SealedDisk(Sealed, FileSystemStorage):
    """In a folder, readable by the process's user alone."""

    def _write(self, name: str, plain: Iterable[bytes]) -> None:
        path = Path(self.path(name))
        for folder in (Path(self.location), path.parent):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.draft")
        try:
            with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.writelines(crypto.seal_chunks(plain, key=active_key(), place=name))
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise


def stored_in(field: Any) -> Sealed:
    """The storage of a file field of ours. Raises TypeError where it does not seal."""
    if not isinstance(field.storage, Sealed):
        raise TypeError(f"{field} is not kept sealed")
    return field.storage
