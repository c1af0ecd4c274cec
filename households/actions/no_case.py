"""符合条件未立案: recording why somebody the rules find eligible has no case."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from households.enums import NoCaseReason
from households.models import Household, HouseholdFinding, NoCase, PersonFinding
from households.queries import unfiled
from policy import parameters
from policy.deadlines import add_months
from policy.models import value_on
from policy.parameters import ParameterNotInForce


class NoCaseRefused(Exception):
    """The reason cannot be recorded; the message is for the worker."""


@dataclass(frozen=True)
class Explanation:
    """Why there is no case, and what shows it."""

    reason: NoCaseReason
    evidence: str


@transaction.atomic
def explain(
    *, finding: HouseholdFinding | PersonFinding, explanation: Explanation, worker: User, at: dt.datetime
) -> NoCase:
    """Record why the family or person of ``finding`` has no case: the row leaves the worker's list until the finding
    changes or the term (``survey.no_case_months``) has run out. Raises NoCaseRefused."""
    today, evidence = timezone.localdate(at), explanation.evidence.strip()
    of_person = isinstance(finding, PersonFinding)
    Household.objects.visible_to(worker).select_for_update(of=("self",)).filter(pk=finding.household_id).first()
    worklist = unfiled.people_found if of_person else unfiled.families_found
    waiting = worklist(worker, today).filter(pk=finding.pk).first()
    if waiting is None:
        raise NoCaseRefused("该对象已不在“符合条件未立案”清单中，可能已申请认定、已登记原因或不再符合条件。")
    if not evidence:
        raise NoCaseRefused("请写明情况和证明材料。")
    try:
        months = value_on(parameters.SURVEY_NO_CASE_MONTHS, today, waiting.household.area)
    except ParameterNotInForce as silent:
        raise NoCaseRefused(str(silent)) from silent
    row = NoCase.objects.create(
        household=waiting.household,
        person=waiting.person if of_person else None,
        categories=unfiled.categories_without_case(waiting, today) if of_person else [],
        reason=explanation.reason,
        evidence=evidence,
        recorded_on=today,
        recorded_by=worker,
        holds_until=add_months(today, months.value),
        source=months.source,
    )
    audit.record(
        event="no_case.recorded",
        subject=row,
        actor=worker,
        at=at,
        household=row.household_id,
        reason=row.get_reason_display(),
        due_on=row.holds_until.isoformat(),
    )
    return row
