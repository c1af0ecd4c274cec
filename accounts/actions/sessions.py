"""Who is signed in, where, and how that ends."""

import datetime as dt

from django.contrib.sessions.models import Session
from django.db import transaction

from accounts import audit
from accounts.models import SignIn, User

DEVICE_CHARACTERS = 200


def begin_session(*, user: User, session: str, address: str, device: str, at: dt.datetime) -> SignIn:
    """Note the session that ``user`` began by signing in, for the user's own list of them."""
    return SignIn.objects.create(
        user=user, session_key=session, address=address, device=device[:DEVICE_CHARACTERS], at=at
    )


def carry_session(*, old: str, new: str) -> None:
    """The session goes on under a new key."""
    SignIn.objects.filter(session_key=old).update(session_key=new)


def end_sessions(user: User, *, but: str = "") -> int:
    """End every session of ``user`` but one. Returns how many ended."""
    keys = list(user.sign_ins.exclude(session_key=but).values_list("session_key", flat=True))
    ended, _ = Session.objects.filter(session_key__in=keys).delete()
    user.sign_ins.filter(session_key__in=keys).delete()
    return ended


@transaction.atomic
def sign_out_elsewhere(*, user: User, session: str, at: dt.datetime) -> int:
    """End all of the user's sessions but the one spoken from. Returns how many ended."""
    ended = end_sessions(user, but=session)
    audit.record(event="user.signed_out_elsewhere", subject=user, actor=user, at=at, sessions=ended)
    return ended


@transaction.atomic
def forget_ended_sessions(*, at: dt.datetime) -> None:
    """Wipe what is left of sessions that have run out by ``at``."""
    Session.objects.filter(expire_date__lt=at).delete()
    SignIn.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
