"""Uploaded files in an S3-compatible store; apart, because its client takes a while to import."""

import tempfile
from collections.abc import Iterable
from typing import Any

from botocore.config import Config
from django.core.files import File
from storages.backends.s3 import S3Storage

from . import crypto
from .fields import active_key
from .storage import Sealed

# What stores other than Amazon's understand: the bucket in the path, and no checksums they have not heard of.
COMPATIBLE = Config(
    s3={"addressing_style": "path"},
    signature_version="s3v4",
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
)


class SealedBucket(Sealed, S3Storage):
    """In a bucket. What passes through a temporary file is sealed already."""

    def __init__(self, **options: Any) -> None:
        super().__init__(file_overwrite=True, client_config=COMPATIBLE, **options)

    def _write(self, name: str, plain: Iterable[bytes]) -> None:
        with tempfile.TemporaryFile() as sealed:
            sealed.writelines(crypto.seal_chunks(plain, key=active_key(), place=name))
            S3Storage._save(self, name, File(sealed))  # one PUT: the object is replaced whole
