"""Files that a process left which died before it wrote their row."""

import datetime as dt
import os
import shutil
import uuid

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage as storage
from django.utils import timezone

from accounts import tasks
from policy.models import Document, DocumentScan
from tests.factories import UserFactory


def lying(*, days: float) -> str:
    """The name of a file written so many days ago."""
    name = storage.save(f"attachments/{uuid.uuid4().hex}", ContentFile(b"photo"))
    then = (timezone.now() - dt.timedelta(days=days)).timestamp()
    os.utime(storage.path(name), (then, then))
    return name


@pytest.fixture
def kept(city):
    """Old, named by a row, and alone in the folder."""
    shutil.rmtree(storage.path("attachments"), ignore_errors=True)
    name = lying(days=40)
    document = Document.objects.create(
        number="试1号", title="试", issuer="试", issued_on=dt.date(2020, 1, 1), level="city"
    )
    DocumentScan.objects.create(
        document=document,
        file=name,
        content_type="image/png",
        size=5,
        sha256="0" * 64,
        added_by=UserFactory(area=city.city),
        added_at=timezone.now(),
    )
    return name


def test_only_what_no_row_names_for_a_day_is_deleted(kept):
    left, young = lying(days=1.1), lying(days=0.9)
    assert tasks.delete_leftovers() == 1
    assert [storage.exists(name) for name in (kept, left, young)] == [True, False, True]
    assert tasks.delete_leftovers() == 0


def test_nothing_is_deleted_beside_another_database(settings, kept):
    settings.LEFTOVERS_AT_MOST = 2
    left = [lying(days=2) for _ in range(3)]
    assert tasks.delete_leftovers() == 0
    assert all(map(storage.exists, left))
