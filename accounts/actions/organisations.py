"""Bodies that take part without being an area: entered, renamed, and let go with their accounts."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.enums import AccountStanding, OrganisationKind
from accounts.models import Area, FormerName, Organisation, User
from accounts.refusing import refused_if_taken

from . import close_account
from .posts import ONE_DAY


class OrganisationRefused(Exception):
    """The organisation cannot be entered or changed; the message is for the administrator."""


@dataclass(frozen=True)
class NewOrganisation:
    """What an organisation is entered with; ``duty`` says in which matters it takes part."""

    kind: OrganisationKind
    name: str
    area: Area
    duty: str
    valid_from: dt.date


@transaction.atomic
def open_organisation(new: NewOrganisation, *, actor: User, at: dt.datetime) -> Organisation:
    """Enter an organisation. Raises OrganisationRefused."""
    with refused_if_taken(OrganisationRefused("已登记同名单位。")):
        opened = Organisation.objects.create(**vars(new))
    audit.record(event="organisation.opened", subject=opened, actor=actor, at=at, kind=new.kind)
    return opened


@transaction.atomic
def rename_organisation(
    *, organisation: Organisation, name: str, since: dt.date, actor: User, at: dt.datetime
) -> Organisation:
    """Give an organisation another name from the day ``since`` on; the former stays known.

    Raises OrganisationRefused.
    """
    locked = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    if locked.name == name:
        raise OrganisationRefused("新名称与现名称相同。")
    FormerName.objects.create(organisation=locked, name=locked.name, last_day=since - ONE_DAY)
    told = {"since": since.isoformat(), "before": {"name": locked.name}, "after": {"name": name}}
    locked.name = name
    with refused_if_taken(OrganisationRefused("已登记同名单位。")):
        locked.save(update_fields=["name"])
    audit.record(event="organisation.renamed", subject=locked, actor=actor, at=at, **told)
    return locked


@transaction.atomic
def close_organisation(*, organisation: Organisation, actor: User, at: dt.datetime) -> int:
    """Let an organisation go with today as its last day; its accounts are closed. Returns how many were.

    Raises OrganisationRefused.
    """
    locked = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    if locked.valid_to is not None:
        raise OrganisationRefused("该单位已退出。")
    locked.valid_to = max(timezone.localdate(at), locked.valid_from)
    locked.save(update_fields=["valid_to"])
    accounts = list(User.objects.filter(organisation=locked).exclude(standing=AccountStanding.CLOSED))
    for user in accounts:
        close_account(user=user, actor=actor, at=at)
    audit.record(event="organisation.closed", subject=locked, actor=actor, at=at, accounts=len(accounts))
    return len(accounts)
