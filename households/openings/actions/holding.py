"""Entering certificates and employments that the old system had on its books."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Model

from accounts import audit
from accounts.fields import certificate_digest
from approvals.workflow import Status
from households.enums import Category, RegistrationKind
from households.models import Certificate, Membership, PlacementCheck, Registration, Suspension, ZeroFamilyCase
from households.models.certificates import TAKEN_OVER
from households.openings.holding import CERTIFICATE_COLUMNS, PASSED
from households.openings.shape import Candidate, Entering

INSPECTIONS = next(column.codes for column in CERTIFICATE_COLUMNS if column.key == "inspection")


def enter_certificates(candidates: Sequence[Candidate], entering: Entering) -> list[Model]:
    """Each certificate is in hand since its day of issue. One whose last inspection was failed or missed is suspended
    from the cut-over day: the street resumes it once it was inspected."""
    made = Certificate.objects.bulk_create(_certificate(one, entering) for one in candidates)
    suspended = [
        (row, one)
        for row, one in zip(made, candidates, strict=True)
        if one.values.get("inspection") not in (PASSED, "")
    ]
    Suspension.objects.bulk_create(
        Suspension(
            certificate=row,
            since=entering.opening.cut_over_on,
            reason=f"旧系统最近年检{INSPECTIONS[one.values['inspection']]}（{entering.opening.number}）",
        )
        for row, one in suspended
    )
    told = [(row, {"opening": entering.opening.number, "kind": row.kind}) for row in made]
    audit.record_each(event="certificate.taken_over", subjects=told, actor=entering.actor, at=entering.at)
    told = [(row, {"since": str(entering.opening.cut_over_on)}) for row, _ in suspended]
    audit.record_each(event="certificate.suspended", subjects=told, actor=entering.actor, at=entering.at)
    return list(made)


def _certificate(one: Candidate, entering: Entering) -> Certificate:
    serial, category = one.values["serial"], one.values.get("category")
    inspected = INSPECTIONS.get(one.values.get("inspection", ""), "")
    words = f"，最近年检{one.values.get('inspected_on') or ''} {inspected}".rstrip() if inspected else ""
    return Certificate(
        person=one.person,
        household_id=one.where.household_id,
        area=one.where.household.area,
        chain_code=TAKEN_OVER.code,
        status=Status.APPROVED,
        kind=one.values["kind"],
        kind_source=f"{entering.opening.system}发证记录",
        category=Category[category] if category else None,
        evidence=f"{entering.opening.source}第 {one.line} 行{words}",
        serial=serial,
        serial_digest=certificate_digest(serial),
        issued_on=one.begun,
        drafted_by=entering.importer,
        drafted_at=entering.at,
    )


def enter_placements(candidates: Sequence[Candidate], entering: Entering) -> list[Model]:
    """Each employment begins on its day and is written down today; what unemployment it excludes ends the day before.

    Where it began before the family of a running case was due, the acceptance of the opening stands as the check that
    it had begun indeed (``PlacementCheck``): else no promise kept in the old system would be kept here.
    """
    _end_unemployment(candidates)
    made = Registration.objects.bulk_create(
        Registration(
            person=one.person,
            kind=RegistrationKind[one.values["kind"].upper()],
            validity=DateRange(one.begun, None),
            employer=one.values.get("employer", ""),
            employer_code=one.values.get("employer_code", ""),
            recorded_on=entering.today,
        )
        for one in candidates
    )
    told = [(row, {"opening": entering.opening.number, "since": str(row.validity.lower)}) for row in made]
    audit.record_each(event="registration.taken_over", subjects=told, actor=entering.actor, at=entering.at)
    stand_for_cases(candidates, entering)
    return list(made)


def _end_unemployment(candidates: Sequence[Candidate]) -> None:
    begun: dict[int, list[dt.date]] = defaultdict(list)
    for one in candidates:
        begun[one.who.pk].append(one.begun)
    rows = list(Registration.objects.unemployment().filter(person__in=begun, validity__upper_inf=True))
    for row in rows:
        row.validity = DateRange(row.validity.lower, min(begun[row.person_id]))
    Registration.objects.bulk_update(rows, ["validity"])


def stand_for_cases(candidates: Sequence[Candidate], entering: Entering) -> None:
    """Let the employments of members of certified families place them on the day they began; once, however often."""
    homes: dict[int, list[ZeroFamilyCase]] = {one.where.household_id: [] for one in candidates}
    for case in ZeroFamilyCase.objects.filter(household__in=homes, ended_on=None, due_on__isnull=False):
        homes[case.household_id].append(case)
    concerned = {
        (case.pk, one.who.pk, one.begun): (case, one)
        for one in candidates
        for case in homes[one.where.household_id]
        if case.certified_on <= one.begun
    }
    _reach_back([one for _, one in concerned.values()], entering)
    standing = PlacementCheck.objects.standing().filter(case__in={case for case, _, _ in concerned})
    there = set(standing.values_list("case", "person", "begun_on"))
    checks = PlacementCheck.objects.bulk_create(
        _check(case, one, entering)
        for key, (case, one) in concerned.items()
        if key not in there and case.due_on is not None and one.begun <= case.due_on < entering.today
    )
    told = [(row, {"since": str(row.begun_on), "case": row.case_id}) for row in checks]
    audit.record_each(event="placement.checked", subjects=told, actor=entering.actor, at=entering.at)


def _check(case: ZeroFamilyCase, one: Candidate, entering: Entering) -> PlacementCheck:
    shown = f"，证明：{one.values['evidence']}" if one.values.get("evidence") else ""
    evidence = f"{entering.opening.source}第 {one.line} 行，由接收人核对{shown}"
    return PlacementCheck(
        case=case,
        person=one.person,
        begun_on=one.begun,
        evidence=evidence[:500],
        checked_by=entering.actor,
        checked_at=entering.at,
    )


def _reach_back(candidates: Sequence[Candidate], entering: Entering) -> None:
    """Who was placed as a member of a family belonged to it on that day, though the roster wrote it down later; unless
    another household had the person then."""
    people = {one.who.pk for one in candidates}
    before: dict[int, list[Membership]] = defaultdict(list)
    for row in Membership.objects.filter(person__in=people, validity__upper_inf=False):
        before[row.person_id].append(row)
    changed: dict[int, Membership] = {}
    for one in candidates:
        first = one.where.validity.lower
        elsewhere = any(row.validity.upper > one.begun for row in before[one.who.pk])
        if first is not None and first > one.begun and not elsewhere:
            home = changed.setdefault(one.where.pk, one.where)
            home.validity = DateRange(min(one.begun, home.validity.lower), None)
            home.recorded_on = home.recorded_on or entering.today
    Membership.objects.bulk_update(changed.values(), ["validity", "recorded_on"])
