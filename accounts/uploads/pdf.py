"""PDF files: whole, open to reading, and without anything that runs or hides in them."""

import contextlib
import re
import zlib

from .refusal import UploadRefused

UNPACKED_MAX = 64 * 2**20  # bytes of all object streams of one file
TAIL = 2048

# Names as they stand after their #-escapes are resolved. Long enough not to turn up in compressed data by chance.
ENCRYPTED = re.compile(rb"/Encrypt\b")
ACTIVE = re.compile(rb"/(JavaScript|Launch|RichMedia|XFA\s*[\[\d])")
EMBEDDED = re.compile(rb"/(EmbeddedFiles?|FileAttachment|Filespec)\b")
ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
STREAM = re.compile(rb"\bstream\r?\n")


def checked(content: bytes) -> bytes:
    """``content`` itself. Raises UploadRefused for a PDF that is cut off, encrypted, has scripts, files or a tail."""
    if (
        not re.match(rb"%PDF-[12]\.\d", content)
        or b"startxref" not in content[-TAIL:]
        or b"%%EOF" not in content[-TAIL:]
    ):
        raise UploadRefused("PDF 文件不完整，请重新导出或扫描。")
    if content.rpartition(b"%%EOF")[2].strip(b"\r\n\t \0"):
        raise UploadRefused("PDF 文件末尾带有其他内容，请重新导出或扫描。")
    for part in (content, *_object_streams(content)):
        _refuse_by_names(_plain(part))
    return content


def pages(content: bytes) -> int:
    """How many pages a checked PDF has, by what it says of itself; 0 where it does not say."""
    parts = (content, *_object_streams(content))
    return sum(len(PAGE.findall(_plain(part))) for part in parts)


def _refuse_by_names(part: bytes) -> None:
    if ENCRYPTED.search(part):
        raise UploadRefused("PDF 设有密码或加密，请去掉密码后再传。")
    if ACTIVE.search(part):
        raise UploadRefused("PDF 中含有脚本或可执行动作，请打印成普通 PDF 后再传。")
    if EMBEDDED.search(part):
        raise UploadRefused("PDF 中夹带其他文件，请打印成普通 PDF 后再传。")


def _object_streams(content: bytes) -> list[bytes]:
    """What is packed in object streams, where names could hide. Raises UploadRefused where it cannot be looked into."""
    found: list[bytes] = []
    for stream in STREAM.finditer(content):
        head = _plain(content[max(content.rfind(b" obj", 0, stream.start()), 0) : stream.start()])
        if b"/ObjStm" in head:
            body = content[stream.end() : max(content.find(b"endstream", stream.end()), stream.end())]
            found.append(_unpacked(body, head, UNPACKED_MAX - sum(map(len, found))))
    return found


def _unpacked(body: bytes, head: bytes, room: int) -> bytes:
    filters = re.findall(rb"/\w*Decode\b", head)
    if not filters:
        return body
    unpacker, unpacked = zlib.decompressobj(), b""
    if filters == [b"/FlateDecode"] and b"/Predictor" not in head and room > 0:
        with contextlib.suppress(zlib.error):
            unpacked = unpacker.decompress(body, room)
    if not unpacker.eof:
        raise UploadRefused("PDF 的结构无法检查，请打印成普通 PDF 后再传。")
    return unpacked


def _plain(part: bytes) -> bytes:
    """With the escapes in names resolved."""
    return ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), part)
