"""补登就业核实: what the street finds of an employment that was written down only after the family was due."""

import datetime as dt

from django.db import transaction

from accounts import audit
from accounts.enums import AreaLevel
from accounts.models import User
from accounts.permissions import Act, may
from accounts.refusing import refused_if_taken
from households.models import Membership, PlacementCheck, ZeroFamilyCase
from households.models.kin import lived_with
from households.queries.promises import written_down_late


class PlacementRefused(Exception):
    """The employment cannot be looked into, or the finding not be taken back; the message is for the officer."""


@transaction.atomic
def check_placement(
    *, case: ZeroFamilyCase, registration: int, evidence: str, officer: User, at: dt.datetime
) -> PlacementCheck:
    """Let an employment written down late place the family on the day it began.

    ``registration`` is the key of one of those ``written_down_late``. By the street or above, never by the community
    that wrote it down, nor on the officer's own family. Raises PlacementRefused.
    """
    own = _own_case(case, officer)
    if not evidence.strip():
        raise PlacementRefused("请写明核实情况和证据。")
    late = next((row for row in written_down_late(own) if row.pk == registration), None)
    if late is None:
        raise PlacementRefused("该就业登记无需核实：可能已核实，或已被更正。")
    with refused_if_taken(PlacementRefused("该就业登记已由他人核实。")):
        made = PlacementCheck.objects.create(
            case=own,
            person=late.person,
            begun_on=late.validity.lower,
            evidence=evidence.strip(),
            checked_by=officer,
            checked_at=at,
        )
    since = late.validity.lower.isoformat()
    audit.record(event="placement.checked", subject=made, actor=officer, at=at, since=since, case=own.pk)
    return made


@transaction.atomic
def take_back_check(*, check: PlacementCheck, reason: str, officer: User, at: dt.datetime) -> PlacementCheck:
    """Take a finding back: the employment counts from the day it was written down again. Raises PlacementRefused."""
    _own_case(check.case, officer)
    locked = PlacementCheck.objects.standing().select_for_update(of=("self",)).filter(pk=check.pk).first()
    if locked is None:
        raise PlacementRefused("该核实已撤回。")
    if not reason.strip():
        raise PlacementRefused("请填写撤回原因。")
    locked.withdrawn_by, locked.withdrawn_at, locked.withdrawal = officer, at, reason.strip()
    locked.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawal"])
    audit.record(event="placement.check_withdrawn", subject=locked, actor=officer, at=at, reason=reason.strip())
    return locked


def may_check(officer: User) -> bool:
    """Whether the officer's office looks into what communities wrote down late."""
    return may(officer, Act.DECIDE) and officer.area is not None and officer.area.level >= AreaLevel.STREET


def _own_case(case: ZeroFamilyCase, officer: User) -> ZeroFamilyCase:
    if not may_check(officer):
        raise PlacementRefused("到期后补登的就业由街道核实。")
    own = ZeroFamilyCase.objects.visible_to(officer).select_for_update(of=("self",)).filter(pk=case.pk).first()
    if own is None:
        raise PlacementRefused("该家庭不在您的辖区。")
    relatives = {key for people in lived_with(officer.id_number).values() for key in people}
    if Membership.objects.filter(household=own.household_id, person__in=relatives).exists():
        raise PlacementRefused("本人家庭的事项须由他人办理。")
    return own
