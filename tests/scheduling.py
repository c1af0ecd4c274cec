"""Which worker does what: a file's tests stay together, as what they share is built once; some files are done first.

What takes minutes must not begin last, when the other worker has nothing left. pytest-xdist knows only how many tests a
file has, and would leave a file of one long test to the end.
"""

import pytest
from xdist.scheduler import LoadFileScheduling

# The longest first, at their length in seconds on two cores.
LONG = (
    "tests/journeys/test_screens.py",  # 400
    "tests/test_permissions.py",  # 250
    "tests/config/test_processes.py",  # 150
    "tests/desk/test_demo.py",  # 140
    "tests/desk/test_check_cases.py",  # 80
    "tests/api/test_any_request.py",  # 80
)
APART = ("tests/journeys/test_screens.py",)  # each test of these goes to whoever is free


def longest_first(items: list[pytest.Item]) -> None:
    """Sort ``items`` in place; what is not long stays in its order."""
    rank = {path: number for number, path in enumerate(LONG)}
    items.sort(key=lambda item: rank.get(_file(item.nodeid), len(LONG)))


class Scheduling(LoadFileScheduling):
    """File by file, in the order of collection, but for those ``APART``."""

    def _split_scope(self, nodeid: str) -> str:
        return nodeid if _file(nodeid) in APART else _file(nodeid)


def _file(nodeid: str) -> str:
    return nodeid.partition("::")[0]
