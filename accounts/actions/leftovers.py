"""Files no row names: a process that died between writing a file and its row left them."""

import datetime as dt
import logging
from collections import defaultdict

from django.apps import apps
from django.conf import settings
from django.core.files.storage import Storage
from django.db.models import FileField, Model

logger = logging.getLogger(__name__)


def delete_leftovers(*, at: dt.datetime) -> int:
    """Delete the files older than a day at ``at`` that no row names. Returns how many.

    More than LEFTOVERS_AT_MOST are no accident of a process: they say that these files belong to another database,
    and none is deleted.
    """
    day_ago = at - dt.timedelta(days=1)
    doomed = [
        (storage, file)
        for (storage, folder), named in _named().items()
        for file in _lying_in(storage, folder)
        if file not in named and storage.get_modified_time(file) < day_ago
    ]
    if len(doomed) > settings.LEFTOVERS_AT_MOST:
        logger.error("leftovers.too_many", extra={"files": len(doomed)})
        return 0
    for storage, file in doomed:
        storage.delete(file)
    return len(doomed)


def _named() -> dict[tuple[Storage, str], set[str]]:
    """The names told by all rows, by storage and folder. A field without a folder looks after its files itself."""
    found: dict[tuple[Storage, str], set[str]] = defaultdict(set)
    for model in apps.get_models():
        for field in _file_fields(model):
            found[field.storage, str(field.upload_to)] |= set(model._base_manager.values_list(field.name, flat=True))
    return found


def _file_fields(model: type[Model]) -> list[FileField]:
    fields = (field for field in model._meta.concrete_fields if isinstance(field, FileField))
    return [field for field in fields if field.upload_to]


def _lying_in(storage: Storage, folder: str) -> list[str]:
    try:
        _, files = storage.listdir(folder)
    except FileNotFoundError:  # there has been none so far
        return []
    return [f"{folder}/{file}" for file in files]
