"""What may be uploaded: judged by its content, and kept without anything that cannot be seen."""

import io
import struct
import sys
import zipfile
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.uploads import UploadRefused, checked
from tests.pictures import GPS, pdf, photo

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def upload(content, name="照片.jpg", content_type="image/jpeg"):
    return SimpleUploadedFile(name, content, content_type)


def refusal(content, **told):
    with pytest.raises(UploadRefused) as refused:
        checked(upload(content, **told))
    words = str(refused.value)
    assert words.count("。") == 1
    assert words.endswith("。")
    return words


def zipped(name="word/document.xml", size=10):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, bytes(size))
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"MZ\x90\0" + bytes(100), "程序文件"),
        (b"\x7fELF\2\1\1" + bytes(100), "程序文件"),
        (b"#!/bin/sh\nrm -rf /\n", "程序文件"),
        (SVG, "SVG"),
        (b"\xef\xbb\xbf  \n<?xml version='1.0'?>" + SVG, "SVG"),
        (b"<!DOCTYPE html><script>1</script>", "网页"),
        (zipped(), "压缩包或 Office"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Office"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(100), "HEIC"),
        (b"GIF89a" + bytes(50), "图片格式"),
        (b"plain text", "不是照片或 PDF"),
        (b"", "空的"),
        (b"\0", "不是照片或 PDF"),
        (b"\xff\xd8\xff\xe0" + b"MZ\x90" * 50, "损坏"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "损坏"),
    ],
)
def test_what_is_no_picture_and_no_pdf_is_refused_in_one_sentence_whatever_it_is_called(content, words):
    assert words in refusal(content)


def test_the_name_and_the_declared_type_count_for_nothing():
    kept = checked(upload(photo(), "setup.exe", "application/x-msdownload"))
    assert kept.content_type == "image/jpeg"
    assert checked(upload(pdf(), "a.jpg", "image/jpeg")).content_type == "application/pdf"


def test_a_zip_bomb_is_not_unpacked():
    bomb = zipped("bomb", 200 * 2**20)
    assert len(bomb) < 2**20
    assert "压缩包" in refusal(bomb)


def test_a_picture_that_would_unpack_beyond_the_limit_is_refused(settings):
    settings.UPLOAD_MAX_PIXELS = 10_000
    assert "超过 1 万像素" in refusal(photo(size=(101, 100)))
    assert checked(upload(photo(size=(100, 100)))).size


def test_a_pixel_bomb_is_refused_by_its_head_alone():
    """A PNG of a few hundred bytes that says it is 60,000 pixels wide and high."""
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunks = b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(100))), (b"IEND", b""))
    )
    assert "超过 5000 万像素" in refusal(b"\x89PNG\r\n\x1a\n" + chunks)


def test_a_picture_cut_off_is_refused():
    whole = photo(size=(400, 300))
    assert "损坏" in refusal(whole[: len(whole) // 2])
    whole = photo("PNG", size=(400, 300))
    assert "损坏" in refusal(whole[: len(whole) // 2])


def test_a_file_over_the_limit_is_refused(settings):
    settings.UPLOAD_MAX_BYTES = 2**20
    assert "每个文件不能超过 1 MB" in refusal(bytes(2**20 + 1))


@pytest.mark.parametrize("as_format", ["JPEG", "PNG"])
def test_a_photo_is_kept_without_the_place_it_was_taken(as_format):
    taken = photo(as_format, with_gps=True)
    assert dict(Image.open(io.BytesIO(taken)).getexif().get_ifd(GPS))
    kept = checked(upload(taken))
    content = kept.content.open().read()
    found = Image.open(io.BytesIO(content))
    found.load()
    assert (
        found.format,
        dict(found.getexif()),
        set(found.info) - {"jfif", "jfif_version", "jfif_unit", "jfif_density"},
    ) == (
        as_format,
        {},
        set(),
    )
    for trace in (b"Exif", b"eXIf", b"Harbin", b"http://ns.adobe.com", b"tEXt", b"secret"):
        assert trace not in content


def test_a_photo_is_kept_upright():
    """Orientation 6: the camera was turned; the left half of what was seen lies at the top of the sensor."""
    kept = Image.open(checked(upload(photo(size=(80, 40), orientation=6))).content)
    assert kept.size == (40, 80)
    assert kept.getpixel((20, 5))[0] > 200  # the red left of the sensor is above now
    assert kept.getpixel((20, 75))[2] > 200


def test_what_hangs_behind_a_picture_is_gone():
    kept = checked(upload(photo() + zipped())).content.open().read()
    assert b"PK\x03\x04" not in kept


@pytest.mark.parametrize("mode", ["1", "L", "P", "CMYK", "I;16", "RGBA", "LA"])
def test_pictures_of_every_mode_are_kept(mode):
    as_format = "JPEG" if mode == "CMYK" else "PNG"
    made = io.BytesIO()
    Image.new(mode, (9, 7)).save(made, as_format)
    kept = Image.open(checked(upload(made.getvalue())).content)
    assert (kept.format, kept.size) == (as_format, (9, 7))


def test_a_pdf_is_kept_as_it_came():
    kept = checked(upload(pdf()))
    assert kept.content.open().read() == pdf()
    assert (kept.size, len(kept.sha256)) == (len(pdf()), 64)


OBJECT_STREAM = "/Type /ObjStm /N 1 /First 4"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (pdf("<< /S /JavaScript /JS (app.alert\\(1\\)) >>"), "脚本"),
        (pdf("<< /S /J#61vaScript /JS (x) >>"), "脚本"),
        (pdf("<< /S /Launch /F (cmd.exe) >>"), "可执行"),
        (pdf("<< /XFA 7 0 R >>"), "脚本"),
        (pdf("<< /Names << /EmbeddedFiles 8 0 R >> >>"), "夹带"),
        (pdf("<< /Type /Filespec /EF << /F 9 0 R >> >>"), "夹带"),
        (pdf(trailer="/Encrypt 5 0 R"), "密码"),
        (pdf(stream=b"<< /S /JavaScript >>", packed=True, head=OBJECT_STREAM), "脚本"),
        (pdf(stream=b"<< /S /JavaScript >>", packed=True, head=OBJECT_STREAM.replace("ObjStm", "Obj#53tm")), "脚本"),
        (pdf(stream=b"<< /S /JavaScript >>", head=OBJECT_STREAM), "脚本"),
        (pdf(stream=b"x", packed=True, head=f"{OBJECT_STREAM} /DecodeParms << /Predictor 12 >>"), "无法检查"),
        (pdf(stream=b"x", head=f"{OBJECT_STREAM} /Filter /LZWDecode"), "无法检查"),
        (pdf(stream=bytes(65 * 2**20), packed=True, head=OBJECT_STREAM), "无法检查"),
        (pdf()[:-40], "不完整"),
        (b"%PDF-1.7\n" + bytes(100), "不完整"),
        (pdf() + zipped(), "末尾带有其他内容"),
    ],
)
def test_a_pdf_that_runs_hides_or_locks_something_is_refused(content, words):
    assert words in refusal(content)


def test_harmless_words_in_packed_text_do_not_matter():
    assert checked(upload(pdf(stream=b"BT (/JavaScript) Tj ET", packed=True)))


SCANNER = """
import sys
content = sys.stdin.buffer.read()
sys.exit(1 if b"EICAR" in content else 0 if content else 2)
"""


@pytest.fixture
def scanner(tmp_path):
    script = tmp_path / "scan.py"
    script.write_text(SCANNER)
    return f"command:{sys.executable} {script}"


def infected():
    return photo() + b"EICAR"


def test_a_scanner_finds_what_it_finds(settings, scanner):
    for named in (scanner, "python:tests.scanners.clean"):
        settings.VIRUS_SCAN = named
        assert checked(upload(photo()))
        assert "有害" in refusal(infected())


def test_no_answer_of_the_scanner_is_a_refusal(settings, scanner, tmp_path):
    settings.VIRUS_SCAN_SECONDS = 0.5
    slow = tmp_path / "slow.py"
    slow.write_text("import time; time.sleep(5)")
    for named in (
        f"command:{sys.executable} -c exit(2)",
        f"command:{sys.executable} {slow}",
        f"command:{tmp_path}/none",
        "python:tests.scanners.broken",
        "python:tests.scanners.missing",
        "python:no.such.module",
    ):
        settings.VIRUS_SCAN = named
        assert "病毒扫描未能完成" in refusal(photo())
