"""What is known of an officer beside the post, corrected."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from accounts import audit
from accounts.enums import AccountStanding
from accounts.fields import resident_id_digest, resident_id_digests
from accounts.models import User
from accounts.refusing import refused_if_taken
from ui.masks import masked_id, masked_name

from . import AccountRefused

TITLES = ("姓名", "办公电话", "身份证号", "有效期至")


@dataclass(frozen=True)
class Particulars:
    """``id_number`` is normalised; empty leaves it as it is. ``valid_until`` is the last day of a temporary account."""

    full_name: str
    office_phone: str
    id_number: str
    valid_until: dt.date | None


@transaction.atomic
def edit_account(*, user: User, particulars: Particulars, actor: User, at: dt.datetime) -> User:
    """Correct an officer's name, office phone, ID number or last day; the audit keeps both, names and numbers masked.

    Raises AccountRefused for a closed account, for another's ID number, and where nothing is changed.
    """
    locked = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if locked.standing == AccountStanding.CLOSED:
        raise AccountRefused("账号已停用，不能修改。")
    before, known = _told(locked), _known(locked)
    number = particulars.id_number or locked.id_number
    digest = resident_id_digest(number) if number else None
    taken = AccountRefused("已有账号登记了该身份证号，一人只开立一个账号。")
    if number and User.objects.filter(id_digest__in=resident_id_digests(number)).exclude(pk=locked.pk).exists():
        raise taken
    locked.full_name, locked.office_phone = particulars.full_name, particulars.office_phone
    locked.id_number, locked.id_digest, locked.valid_until = number, digest, particulars.valid_until
    changed = [title for title, was, now in zip(TITLES, known, _known(locked), strict=True) if was != now]
    if not changed:
        raise AccountRefused("没有需要修改的内容。")
    with refused_if_taken(taken):
        locked.save(update_fields=["full_name", "office_phone", "id_number", "id_digest", "valid_until"])
    told = {"changed": changed, "before": before, "after": _told(locked)}
    audit.record(event="account.edited", subject=locked, actor=actor, at=at, **told)
    return locked


def _known(user: User) -> tuple[Any, ...]:
    return user.full_name, user.office_phone, user.id_number, user.valid_until


def _told(user: User) -> dict[str, str | None]:
    """The particulars as the audit may hold them."""
    return {
        "full_name": masked_name(user.full_name),
        "phone": user.office_phone,
        "masked": masked_id(user.id_number),
        "valid_until": user.valid_until.isoformat() if user.valid_until else None,
    }
