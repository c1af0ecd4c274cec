"""工作预案: drawn up for a family, and revised."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from accounts.refusing import FieldRefused
from assistance.enums import Rhythm
from assistance.models import Preparation
from assistance.queries.plans import owners_for
from households.models import ZeroFamilyCase


class PreparationRefused(FieldRefused):
    """It cannot be drawn up so."""


@dataclass(frozen=True)
class Prepared:
    """What a version says."""

    risks: str
    response: str
    owner: User
    first_on: dt.date
    rhythm: Rhythm


@transaction.atomic
def prepare(*, case: ZeroFamilyCase, prepared: Prepared, worker: User, at: dt.datetime) -> Preparation:
    """Draw up what is done for a family of the worker's area; the version before stays. Raises PreparationRefused."""
    rows = ZeroFamilyCase.objects.visible_to(worker).filter(ended_on=None).select_related("household__area")
    own = rows.select_for_update(of=("self",)).filter(pk=case.pk).first()
    if own is None:
        raise PreparationRefused("该家庭不在您的辖区，或已结案。")
    if not prepared.risks.strip() or not prepared.response.strip():
        raise PreparationRefused("请填写可能出现的困难和应对措施。")
    if prepared.first_on < timezone.localdate(at):
        raise PreparationRefused("首次跟踪日期不能早于今天。", field="first_on")
    if not owners_for(own.household.area).filter(pk=prepared.owner.pk).exists():
        raise PreparationRefused("责任人须是本社区或上级的在用账号。", field="owner")
    own.preparations.filter(replaced_at=None).update(replaced_at=at)
    made = own.preparations.create(
        version=own.preparations.count() + 1,
        risks=prepared.risks.strip(),
        response=prepared.response.strip(),
        owner=prepared.owner,
        first_on=prepared.first_on,
        rhythm=prepared.rhythm,
        drawn_by=worker,
        drawn_at=at,
    )
    audit.record(event="preparation.drawn", subject=made, actor=worker, at=at, case=own.pk, version=made.version)
    return made
