"""What people upload, judged by its content before anything is kept: ``checked(file)`` gives what may be attached."""

from .checking import CheckedFile, UploadRefused, checked

__all__ = ["CheckedFile", "UploadRefused", "checked"]
