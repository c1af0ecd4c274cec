"""What stands between a password that was right and the pages: the second factor, a password of one's own."""

import datetime as dt

from django.conf import settings
from django.utils import timezone

from .enums import SECURED_ROLES
from .models import Deputation, User

PROVEN = "second_factor_proven"  # in the session, once a code was right
SIGNED_IN_AT = "signed_in_at"  # in the session: seconds since the epoch


def has_second_factor(user: User) -> bool:
    factor = getattr(user, "second_factor", None)  # none at all raises an AttributeError
    return factor is not None and factor.since is not None


def password_is_old(user: User, at: dt.datetime) -> bool:
    """Whether the password has served its time (B.11: 90 days); those of demo accounts are printed anyway."""
    limit = settings.PASSWORD_MAX_AGE
    return limit is not None and not user.is_demo and at - user.password_set_at > limit


def decides_for_secured(user: User, at: dt.datetime) -> bool:
    """Whether ``user`` reviews or administers, by role or in the name of somebody away."""
    if user.role in SECURED_ROLES:
        return True
    lent = Deputation.objects.lending_to(user, timezone.localdate(at))
    return lent.filter(officer__role__in=SECURED_ROLES).exists()


def next_step(user: User, *, is_proven: bool, at: dt.datetime) -> str | None:
    """The page the user has to pass before any other; None when signing in is complete."""
    if has_second_factor(user):
        if not is_proven:
            return "accounts:second_factor"
    elif settings.SECOND_FACTOR_REQUIRED and not user.must_change_password and decides_for_secured(user, at):
        return "accounts:enrol"
    if user.must_change_password or password_is_old(user, at):
        return "accounts:password"
    return None


def session_is_over(user: User, *, began_at: float, at: dt.datetime, today: dt.date) -> bool:
    """Whether the session has lasted its whole time, or the account its last day."""
    is_spent = at.timestamp() - began_at > settings.SESSION_LIMIT.total_seconds()
    return is_spent or (user.valid_until is not None and user.valid_until < today)
