"""What was entered by mistake stays, struck off with the reason."""

import datetime as dt
from typing import Any

from django.db import models


class StruckByRecord(models.Model):
    """Of rows that are never changed: told of as those that bear their striking themselves. Needs ``striking``."""

    class Meta:
        abstract = True

    @property
    def struck(self) -> Any:
        """The record that struck it off, None while it stands."""
        return getattr(self, "striking", None)

    @property
    def struck_at(self) -> dt.datetime | None:
        return self.struck and self.struck.struck_at

    @property
    def struck_by(self) -> Any:
        return self.struck and self.struck.struck_by

    @property
    def struck_because(self) -> str:
        return self.struck.struck_because if self.struck else ""
