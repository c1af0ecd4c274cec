"""Photographs and scans, drawn anew: nothing survives but what can be seen."""

import io
from typing import IO, Any

from django.conf import settings
from PIL import Image, ImageOps, UnidentifiedImageError

from .refusal import UploadRefused

MODES = {"JPEG": ("L", "RGB"), "PNG": ("L", "LA", "RGB", "RGBA")}
QUALITY = 88


def redrawn(file: IO[bytes] | Any, *, as_format: str) -> bytes:
    """The picture as a new file of the format, upright, without EXIF, GPS, comments, profiles or what hung behind it.

    Raises UploadRefused for one that is damaged, is something else, or would unpack beyond UPLOAD_MAX_PIXELS.
    """
    try:
        with Image.open(file, formats=[as_format]) as found:
            if found.width * found.height > settings.UPLOAD_MAX_PIXELS:
                raise Image.DecompressionBombError
            found.load()
            ImageOps.exif_transpose(found, in_place=True)
    except Image.DecompressionBombError as error:
        limit = settings.UPLOAD_MAX_PIXELS // 10_000
        raise UploadRefused(f"图片超过 {limit} 万像素的上限，请缩小后再传。") from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise UploadRefused("图片已损坏或不完整，无法打开，请重新拍照或扫描。") from error
    made = io.BytesIO()
    _bare(found, as_format).save(made, as_format, **({"quality": QUALITY} if as_format == "JPEG" else {}))
    return made.getvalue()


def _bare(image: Image.Image, as_format: str) -> Image.Image:
    """The pixels alone, in a mode every viewer shows."""
    modes = MODES[as_format]
    if image.mode not in modes:
        transparent = "RGBA" in modes and ("A" in image.mode or "transparency" in image.info)
        image = image.convert("RGBA" if transparent else "RGB")
    image.info.clear()
    return image
