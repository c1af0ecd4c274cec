"""Paper of the demo city: an empty form as a telephone would have photographed it."""

import functools
import io

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from accounts.uploads import CheckedFile, checked

PAGE, MARGIN, LINE = (620, 877), 50, 43  # pixels


@functools.cache
def form_photo(pages: int = 1) -> CheckedFile:
    """A ruled sheet: a headline, a table of two columns, a line to sign on; as many marks at its foot as ``pages``."""
    image = Image.new("RGB", PAGE, "#fdfcf7")
    draw = ImageDraw.Draw(image)
    width, height = PAGE
    draw.rectangle((width // 3, MARGIN, 2 * width // 3, MARGIN + 18), fill="#444")
    for top in range(MARGIN + 2 * LINE, height - 4 * LINE, LINE):
        draw.rectangle((MARGIN, top, width - MARGIN, top + LINE), outline="#777")
        draw.rectangle((MARGIN + 12, top + 15, MARGIN + 90, top + 27), fill="#bbb")
    draw.line((MARGIN + 150, MARGIN + 2 * LINE, MARGIN + 150, height - 4 * LINE), fill="#777")
    draw.line((width // 2, height - 2 * LINE, width - MARGIN, height - 2 * LINE), fill="#444", width=2)
    for number in range(pages):
        draw.rectangle(
            (MARGIN + 20 * number, height - LINE, MARGIN + 20 * number + 12, height - LINE + 12), fill="#444"
        )
    made = io.BytesIO()
    image.save(made, "JPEG")
    return checked(ContentFile(made.getvalue()))
