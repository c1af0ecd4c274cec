"""Who signs a decision, and who looks at what it is taken on."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from accounts.permissions import Act, absent_for, may

from .models import Approvable


@dataclass(frozen=True)
class Names:
    """In whose names an officer may act: the own, by role, and those of absent officers."""

    is_own: bool = True
    absent: tuple[User, ...] = ()

    @property
    def may_act(self) -> bool:
        return self.is_own or bool(self.absent)

    @property
    def stands_in(self) -> str:
        """For whom the officer acts where there is no choice."""
        return str(self.absent[0]) if not self.is_own and len(self.absent) == 1 else ""

    @property
    def choices(self) -> list[tuple[str, str]]:
        """What is to choose from; nothing where there is no choice."""
        own = [("", "本人")] if self.is_own else []
        lent = [(str(user.pk), f"代 {user}") for user in self.absent]
        return [*own, *lent] if len(own) + len(lent) > 1 else []

    def chosen(self, key: str) -> User | None:
        return next((user for user in self.absent if str(user.pk) == key), None)


def names_for(matter: Any, officer: User, on: dt.date) -> Names:
    """In whose names ``officer`` may decide ``matter``, a row of a ``DeputisedQuerySet``, on the day ``on``."""
    rows = type(matter).objects.filter(pk=matter.pk)
    return Names(may(officer, Act.DECIDE), tuple(rows.absent_for(officer, on)))


def names_to(act: Act, officer: User, on: dt.date) -> Names:
    """In whose names ``officer`` may do ``act`` on the day ``on``, whatever it is done to."""
    return Names(may(officer, act), tuple(absent_for(officer, on, act)))


def opens_material(application: Approvable, officer: User, on: dt.date) -> bool:
    """Whether ``officer`` may look at the material of ``application`` on the day ``on``: by role, or while it waits for
    the officer in the name of somebody who is away."""
    if may(officer, Act.UNMASK):
        return True
    waiting = type(application).objects.waiting_for(officer, on=on)  # type: ignore[arg-type]  # abstract manager
    return waiting.filter(pk=application.pk).exists()


def looks_for(application: Approvable, officer: User, on: dt.date) -> User | None:
    """In whose name ``officer`` looks at the material of ``application``: None for the own."""
    if may(officer, Act.UNMASK):
        return None
    return next(iter(names_for(application, officer, on).absent), None)
