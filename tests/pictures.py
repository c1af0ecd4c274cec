"""Photographs and PDF files made up for the tests."""

import io
import zlib

from PIL import Image, PngImagePlugin

GPS, ORIENTATION = 0x8825, 0x0112


def photo(as_format="JPEG", *, size=(60, 40), with_gps=False, orientation=None, mark=0):
    """A picture red on the left and blue on the right; ``mark`` makes it another file."""
    image = Image.new("RGB", size, (255, mark, 0))
    image.paste((0, 0, 255), (size[0] // 2, 0, *size))
    exif, options = Image.Exif(), {}
    if orientation:
        exif[ORIENTATION] = orientation
    if with_gps:
        exif[0x010E] = "Harbin, secret"
        exif.get_ifd(GPS).update({1: "N", 2: (45.0, 45.0, 0.0), 3: "E", 4: (126.0, 38.0, 0.0)})
        if as_format == "PNG":
            options["pnginfo"] = PngImagePlugin.PngInfo()
            options["pnginfo"].add_text("Comment", "secret")
        else:
            options |= {"comment": b"secret", "icc_profile": b"secret", "xmp": b"http://ns.adobe.com secret"}
    made = io.BytesIO()
    image.save(made, as_format, exif=exif, **options)
    return made.getvalue()


def pdf(extra="<< >>", *, trailer="", stream=b"BT ET", packed=False, head=""):
    """A PDF of one empty page; ``extra`` is one more object, ``stream`` the page's content."""
    body = zlib.compress(stream) if packed else stream
    packing = "/Filter /FlateDecode" if packed else ""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        f"<< {head} {packing} /Length {len(body)} >>\nstream\n".encode() + body + b"\nendstream",
        extra.encode(),
    ]
    made, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n" % number + one + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table
    made += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return made
