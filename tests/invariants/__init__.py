"""What the database refuses, whoever asks: one test for each constraint, through raw rows."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import IntegrityError, transaction

COVERED: set[str] = set()


def breaks(*names: str) -> pytest.MarkDecorator:
    """Marks a test that breaks the constraints of these names, one at a time as ``constraint``."""
    COVERED.update(names)
    return pytest.mark.parametrize("constraint", names)


@contextmanager
def refused(constraint: str) -> Iterator[None]:
    """What stands in the block must be refused by the constraint of that name, and by no other."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        yield
    cause: Any = refusal.value.__cause__
    assert cause.diag.constraint_name == constraint
