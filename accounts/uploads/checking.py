"""One uploaded file: what it is by its content, whether it may be kept, and what of it is kept."""

import hashlib
from dataclasses import dataclass

from django.conf import settings
from django.core.files import File
from django.core.files.base import ContentFile

from . import pdf, pictures, scanning
from .refusal import UploadRefused

JPEG, PNG, PDF = "image/jpeg", "image/png", "application/pdf"
SUFFIXES = {JPEG: ".jpg", PNG: ".png", PDF: ".pdf"}

HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1")
ONLY_THESE = "只能上传 JPEG、PNG 照片或 PDF。"
# How files begin that people choose by mistake or in bad faith, and what they are told.
REFUSED = (
    ((b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b"),
     f"这是压缩包或 Office 文档，请另存为 PDF 或拍照上传；{ONLY_THESE}"),
    ((b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa"),
     f"这是程序文件，不能上传；{ONLY_THESE}"),
    ((b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF"), f"不支持这种图片格式，请另存为 JPEG；{ONLY_THESE}"),
)  # fmt: skip
MARKUP = (b"<svg", b"<?xml", b"<html", b"<!doctype", b"<script")


@dataclass(frozen=True)
class CheckedFile:
    """What may be kept of an upload: a picture drawn anew without metadata, or the PDF as it came."""

    content: File
    content_type: str
    size: int  # bytes
    sha256: str  # of the content, in hex


def checked(file: File) -> CheckedFile:
    """What is kept of ``file``. Its name and its declared type count for nothing. Raises UploadRefused.

    Limits: UPLOAD_MAX_BYTES for the file, UPLOAD_MAX_PIXELS for a picture when unpacked. With VIRUS_SCAN the file as it
    came is shown to the scanner, and refused where that finds something or does not answer.
    """
    _refuse_by_size(file)
    file.seek(0)
    content_type = _content_type(file.read(1024))
    scanning.scan(file)
    file.seek(0)
    if content_type == PDF:
        content: File = ContentFile(pdf.checked(file.read()))
    else:
        content = ContentFile(pictures.redrawn(file, as_format="JPEG" if content_type == JPEG else "PNG"))
    return CheckedFile(content, content_type, content.size, hashlib.sha256(content.read()).hexdigest())


def _refuse_by_size(file: File) -> None:
    if not file.size:
        raise UploadRefused("文件是空的，请重新选择。")
    if file.size > settings.UPLOAD_MAX_BYTES:
        size, limit = -(-file.size // 2**20), settings.UPLOAD_MAX_BYTES // 2**20
        raise UploadRefused(f"文件有 {size} MB，每个文件不能超过 {limit} MB，请压缩后再传。")


def _content_type(head: bytes) -> str:
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith(b"%PDF-"):
        return PDF
    if head[4:8] == b"ftyp" and head[8:12] in HEIC_BRANDS:
        raise UploadRefused("这是 HEIC 照片，系统不能识别：请在手机相机设置中选“兼容性最佳”（JPEG）后重拍。")
    for beginnings, words in REFUSED:
        if head.startswith(beginnings):
            raise UploadRefused(words)
    if any(mark in head.lower() for mark in MARKUP):
        raise UploadRefused(f"这是网页或 SVG 文件，可能带有脚本，不能上传；{ONLY_THESE}")
    raise UploadRefused(f"文件内容不是照片或 PDF，改了扩展名也不行；{ONLY_THESE}")
