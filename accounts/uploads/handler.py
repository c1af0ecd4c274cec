"""The first of FILE_UPLOAD_HANDLERS: a file that grows too large while it comes in is no longer kept."""

import io
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class SizeGuard(FileUploadHandler):
    """Lets a file through up to UPLOAD_MAX_BYTES. Of a larger one nothing but its size reaches the form, which says so
    at the field; the rest of the request is read past."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.received += len(raw_data)
        return raw_data if self.received <= settings.UPLOAD_MAX_BYTES else None

    def file_complete(self, file_size: int) -> UploadedFile | None:
        """The file without its content where it was too large; else the next handler has it."""
        if self.received <= settings.UPLOAD_MAX_BYTES:
            return None
        return UploadedFile(io.BytesIO(), self.file_name, self.content_type, self.received)
