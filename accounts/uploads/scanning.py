"""The virus scanner an installation may have: VIRUS_SCAN names a program or a function. No answer is a refusal."""

import logging
import shlex
import subprocess
import tempfile

from django.conf import settings
from django.core.files import File
from django.utils.module_loading import import_string

from .refusal import UploadRefused

logger = logging.getLogger(__name__)

INFECTED = 1  # what clamdscan and its like return


def scan(file: File) -> None:
    """Show ``file`` to the scanner, where there is one. Raises UploadRefused unless it says the file is clean.

    ``command:…`` gets the file on its standard input and returns 0 for clean, 1 for infected; ``python:…`` names a
    function that takes the open file and returns whether it is clean.
    """
    kind, _, named = settings.VIRUS_SCAN.partition(":")
    if not kind:
        return
    file.seek(0)
    try:
        is_clean = import_string(named)(file) is True if kind == "python" else _by_command(named, file)
    except Exception as error:  # whatever went wrong, nobody looked at the file
        logger.exception("upload.scan_failed")
        raise UploadRefused("病毒扫描未能完成，文件没有保存，请稍后再试或联系系统管理员。") from error
    if not is_clean:
        logger.warning("upload.infected")
        raise UploadRefused("病毒扫描认为该文件有害，没有保存；请检查所用的电脑或手机。")


def _by_command(command: str, file: File) -> bool:
    with tempfile.TemporaryFile() as copy:
        for chunk in file.chunks():
            copy.write(chunk)
        copy.seek(0)
        done = subprocess.run(  # noqa: S603  (the operator's own program)
            shlex.split(command),
            stdin=copy,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=settings.VIRUS_SCAN_SECONDS,
        )
    if done.returncode not in (0, INFECTED):
        raise OSError(f"the scanner returned {done.returncode}")
    return done.returncode == 0
