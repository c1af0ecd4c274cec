"""Virus scanners for the tests: functions as VIRUS_SCAN may name them."""


def clean(file) -> bool:
    return b"EICAR" not in file.read()


def broken(file) -> bool:
    raise RuntimeError("no signatures")
