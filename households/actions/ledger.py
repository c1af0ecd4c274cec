"""What an act changed, row by row, so that another act can put exactly these rows back."""

import datetime as dt
from typing import Any

from django.apps import apps
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange

from households.models import Membership


class Ledger:
    """Changes rows and lists what they were."""

    def __init__(self) -> None:
        self.changes: list[dict[str, Any]] = []

    def change(self, row: models.Model, **values: Any) -> None:
        was = {name: getattr(row, name) for name, value in values.items() if getattr(row, name) != value}
        if not was:
            return
        for name in was:
            setattr(row, name, values[name])
        row.save(update_fields=[row._meta.get_field(name).name for name in was])
        self.changed(row, was)

    def changed(self, row: models.Model, was: dict[str, Any]) -> None:
        """List a row that was changed already: ``was`` holds its former values."""
        self.changes.append({"model": row._meta.model_name, "pk": row.pk, "was": _plain(was)})

    def made(self, row: models.Model) -> None:
        self.changes.append({"model": row._meta.model_name, "pk": row.pk, "was": None})


def put_back(changes: list[dict[str, Any]]) -> None:
    """Undo what a ledger lists, the last first. Raises IntegrityError where what changed since stands against it."""
    for change in reversed(changes):
        _put_back(change)


def _plain(was: dict[str, Any]) -> dict[str, Any]:
    """Values as JSON holds them: a period as its first day, and the day after its last."""
    return {
        name: [day and day.isoformat() for day in (value.lower, value.upper)] if name == "validity" else value
        for name, value in was.items()
    }


def _put_back(change: dict[str, Any]) -> None:
    rows = apps.get_model("households", change["model"])._default_manager.filter(pk=change["pk"])
    if change["was"] is not None:
        was = change["was"]
        if "validity" in was:
            days = [dt.date.fromisoformat(day) if day else None for day in was["validity"]]
            was = was | {"validity": DateRange(*days)}
        rows.update(**was)
        return
    made = rows.filter(validity__upper_inf=True).first()  # one that ended meanwhile was so
    if isinstance(made, Membership):
        Membership.objects.filter(left_for=made).update(left_for=None)
    if made is not None:
        made.delete()
