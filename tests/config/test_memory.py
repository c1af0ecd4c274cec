"""What a process that serves has loaded is not looked through for cycles again."""

import gc

import pytest

from config import memory


@pytest.fixture
def collector():
    threshold = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*threshold)


def test_what_is_loaded_is_left_alone(collector):
    memory.settle()

    assert gc.get_freeze_count() > 100_000
    assert gc.isenabled()
    assert gc.get_threshold()[0] == memory.YOUNG
