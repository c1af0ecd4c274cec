"""How a kept file goes out."""

from django.core.files import File
from django.http import FileResponse

from .models import KeptFile

# Shown as a page of its own, a picture may load and run nothing; all else is saved, not shown.
SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
SHOWN = (KeptFile.ContentType.JPEG, KeptFile.ContentType.PNG)


def file_answer(row: KeptFile, file: File, name: str) -> FileResponse:
    """The open content of ``row``: a picture to be looked at, anything else to be saved as ``name``."""
    is_saved = row.content_type not in SHOWN
    answer = FileResponse(file, as_attachment=is_saved, filename=name, content_type=row.content_type)
    answer["Content-Length"] = row.size
    answer["Content-Security-Policy"] = SANDBOX
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
