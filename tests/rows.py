"""Rows as no action would write them: each valid, but for what a test says."""

import datetime as dt
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from accounts.fields import certificate_digest
from accounts.models import Deputation
from approvals.workflow import Status
from desk.models import CaseTrial, RuleCase, RuleCaseVersion
from households.models import (
    Certificate,
    CertificateNotice,
    CertificateRecord,
    CertificateSeat,
    Certification,
    CertificationNotice,
    CertificationRecord,
    CertificationSeat,
    Death,
    Endorsement,
    Exit,
    ExitNotice,
    ExitRecord,
    ExitSeat,
    Handover,
    HardToEmploySpell,
    HomeVisit,
    MaterialShown,
    Movement,
    PersonMerge,
    Revocation,
    RevocationNotice,
    RevocationRecord,
    RevocationSeat,
    Roster,
    RosterEntry,
    Survey,
    ZeroFamilyCase,
)
from households.rosters.plans import Plan
from policy.models import Document, DocumentScan, ParameterKey, Proposal, WrittenSystem
from subsidies.models import Claim, ClaimNotice, ClaimRecord, ClaimSeat
from tests.factories import UserFactory
from tests.setting import SHANGHAI

NOON = dt.datetime(2026, 9, 1, 12, tzinfo=SHANGHAI)
DAY = dt.date(2026, 9, 1)
ONE_DAY = dt.timedelta(days=1)
WHY = [{"code": "C01", "text": "理由", "article": "条款"}]
SEATS: dict[str, Any] = {
    "certification": CertificationSeat,
    "exit": ExitSeat,
    "certificate": CertificateSeat,
    "revocation": RevocationSeat,
    "claim": ClaimSeat,
}
RECORDS: dict[str, Any] = {
    "certification": CertificationRecord,
    "exit": ExitRecord,
    "certificate": CertificateRecord,
    "revocation": RevocationRecord,
    "claim": ClaimRecord,
}
NOTICES: dict[str, Any] = {
    "certification": CertificationNotice,
    "exit": ExitNotice,
    "certificate": CertificateNotice,
    "revocation": RevocationNotice,
    "claim": ClaimNotice,
}


def days(first: str | None, last: str | None = None) -> DateRange:
    """From ``first`` up to, not including, ``last`` (ISO dates)."""
    return DateRange(*(dt.date.fromisoformat(day) if day else None for day in (first, last)))


def certification(home: Any, person: Any = None, **values: Any) -> Certification:
    drafted_by: Any = values.pop("drafted_by", None) or UserFactory(area=home.area)
    values = {"reasons": WHY, "facts": {}, "chain_code": "certification-1", "drafted_at": NOON} | values
    return Certification.objects.create(household=home, person=person, area=home.area, drafted_by=drafted_by, **values)


def approved(home: Any, person: Any = None, **values: Any) -> Certification:
    values = {"status": Status.APPROVED, "certified_on": DAY, "decided_reasons": WHY} | values
    return certification(home, person, **values)


def spell(person: Any, **values: Any) -> HardToEmploySpell:
    home = person.memberships.get().household
    values = {"categories": [1, 5], "primary": 1, "certified_on": DAY} | values
    certified: Any = values.pop("certification", None) or approved(home, person)
    return HardToEmploySpell.objects.create(person=person, household=home, certification=certified, **values)


def zero_case(home: Any, **values: Any) -> ZeroFamilyCase:
    values = {"certified_on": DAY, "due_on": dt.date(2026, 12, 1), "due_source": "条款"} | values
    certified: Any = values.pop("certification", None) or approved(home)
    return ZeroFamilyCase.objects.create(household=home, certification=certified, **values)


def leaving(ends: Any, **values: Any) -> Exit:
    subject = {"spell": ends} if isinstance(ends, HardToEmploySpell) else {"family_case": ends}
    said = {"reason": "other", "effective_on": DAY, "evidence": "证明", "source": "条款", "chain_code": "exit-1"}
    values = subject | said | values
    worker: Any = UserFactory(area=ends.household.area)
    return Exit.objects.create(
        household=ends.household,
        area=ends.household.area,
        drafted_by=worker,
        drafted_at=NOON,
        **values,
    )


def certificate(person: Any, **values: Any) -> Certificate:
    home = person.memberships.get().household
    values = {"kind": "startup_card", "kind_source": "条款", "evidence": "身份证"} | values
    return Certificate.objects.create(
        person=person,
        household=home,
        area=home.area,
        chain_code="certificate-1",
        drafted_by=UserFactory(area=home.area),
        drafted_at=NOON,
        **values,
    )


def issued(person: Any, number: int = 1, **values: Any) -> Certificate:
    """A certificate in hand, issued on ``DAY``."""
    serial = f"{number:016d}"
    values = {"status": Status.APPROVED, "issued_on": DAY} | values
    return certificate(person, serial=serial, serial_digest=certificate_digest(serial), **values)


def endorsed(held: Certificate, officer: Any, **values: Any) -> Endorsement:
    values = {"benefit": "insurance", "title": "社保补贴", "source": "条款", "first_day": DAY} | values
    return held.endorsements.create(entered_by=officer, entered_at=NOON, **values)


def revocation(certified: Any, **values: Any) -> Revocation:
    worker: Any = UserFactory(area=certified.area)
    values = {"falsehood": "不实", "evidence": "证据", "article": "条款"} | values
    return Revocation.objects.create(
        household=certified.household,
        certification=certified,
        area=certified.area,
        chain_code="revocation-1",
        drafted_by=worker,
        drafted_at=NOON,
        **values,
    )


def deputation(officer: Any, deputy: Any, **values: Any) -> Deputation:
    """From ``DAY`` for ten days."""
    period = DateRange(DAY, DAY + 10 * ONE_DAY)
    values = {"validity": period, "reason": "休假", "named_by": officer, "named_at": NOON} | values
    values = {"confirmed_by": officer, "confirmed_at": NOON} | values
    return Deputation.objects.create(officer=officer, deputy=deputy, **values)


def application(kind: str, person: Any) -> Any:
    """A draft of that kind about the person."""
    if kind == "revocation":
        return revocation(approved(person.memberships.get().household, person))
    if kind == "exit":
        return leaving(spell(person))
    if kind == "certificate":
        return certificate(person)
    if kind == "claim":
        return claim(person)
    return certification(person.memberships.get().household, person)


def claim(person: Any, **values: Any) -> Claim:
    """A draft for a month of flexible employment, of nothing so far."""
    told: dict[str, Any] = {"scheme": "flexible", "formula": "ceiling_share", "payee": "person", "person": person}
    told |= {"first_month": DAY, "last_month": DAY, "filed_on": DAY, "account_name": "王芳", "bank": "哈尔滨银行"}
    told |= {"account": "6222020000000000123", "terms": {}, "chain_code": "claim-1", "drafted_at": NOON} | values
    told["area"] = told.get("area") or person.memberships.get().household.area
    told["drafted_by"] = told.get("drafted_by") or UserFactory(area=told["area"])
    return Claim.objects.create(**told)


def seat(kind: str, application: Any, actor: Any, step: int = 1) -> Any:
    return SEATS[kind].objects.create(application=application, actor=actor, step=step)


def record(kind: str, taken: Any, **values: Any) -> Any:
    """The decision of a seat."""
    values = {
        "application": taken.application,
        "round": 1,
        "step": taken.step,
        "decision": "approved",
        "article": "条款",
        "decided_at": NOON,
    } | values
    return RECORDS[kind].objects.create(seat=taken, opened_on=DAY, due_on=DAY, **values)


def notice(kind: str, application: Any, **values: Any) -> Any:
    values = {"round": 1, "posted_on": DAY, "ends_on": DAY + 7 * ONE_DAY} | values
    return NOTICES[kind].objects.create(application=application, step=1, source="条款", **values)


def kept(**values: Any) -> dict[str, Any]:
    """What stands in the row of a file, without a file behind its name."""
    common = {"file": "attachments/none", "content_type": "image/jpeg", "size": 1, "sha256": "a" * 64}
    return {**common, "added_at": NOON, **values}


def attachment(case: Any, **values: Any) -> Any:
    """Material of an application."""
    values = {"kind": "id_card", "added_by": case.drafted_by} | values
    return case.attachments.create(**kept(**values))


def roster(area: Any, officer: Any, **values: Any) -> Roster:
    """A workbook that was checked."""
    common = {"file": "rosters/none", "size": 1, "sha256": "a" * 64, "state": "checked"}
    return Roster.objects.create(**common | {"area": area, "added_by": officer, "added_at": NOON} | values)


def roster_entry(of: Roster, **values: Any) -> RosterEntry:
    """One household of a roster, that can be entered."""
    plan = Plan(where=((0, 2),), head="张三", area=of.area_id, address="幸福路1号", hukou="urban").written()
    common = {"place": of.entries.count() + 1, "area": of.area, "outcome": "planned", "plan": plan, "line_count": 1}
    return of.entries.create(**common | values)


def scan(city: Any, document: Document | None = None, **values: Any) -> DocumentScan:
    """Of a document of the city."""
    document = document or proposal(city).document
    return DocumentScan.objects.create(document=document, **kept(**{"added_by": city.city_officer} | values))


def written_system(area: Any, **values: Any) -> WrittenSystem:
    values = {"kind": "registration", "title": "登记认定制度", "in_force_from": DAY} | values
    values = {"added_by": values.get("added_by") or UserFactory(area=area)} | values
    return WrittenSystem.objects.create(area=area, **kept(**values))


def survey(home: Any, surveyor: Any, **values: Any) -> Survey:
    values = {"answers": {}, "member_count": 2, "clear_members": 2, "visited_on": DAY} | values
    return Survey.objects.create(household=home, area=home.area, surveyor=surveyor, recorded_at=NOON, **values)


def home_visit(application: Certification, worker: Any, **values: Any) -> HomeVisit:
    values = {"visited_on": DAY, "visitors": "甲、乙", "outcome": "verified", "findings": "属实"} | values
    return HomeVisit.objects.create(application=application, recorded_by=worker, recorded_on=DAY, **values)


def material_shown(application: Certification, worker: Any, **values: Any) -> MaterialShown:
    values = {"material": "id_card", "issued_on": DAY} | values
    return MaterialShown.objects.create(application=application, seen_by=worker, seen_on=DAY, **values)


def movement(person: Any, **values: Any) -> Movement:
    home = person.memberships.get().household
    values = {"kind": "left", "household": home, "on": DAY, "reason": "迁出", "recorded_at": NOON} | values
    worker: Any = UserFactory(area=home.area)
    return Movement.objects.create(person=person, recorded_by=worker, **values)


def death(person: Any, **values: Any) -> Death:
    worker: Any = UserFactory()
    values = {"on": DAY, "evidence": "死亡证明", "registered_at": NOON} | values
    return Death.objects.create(person=person, registered_by=worker, **values)


def handover(home: Any, to_area: Any, **values: Any) -> Handover:
    worker: Any = values.pop("proposed_by", None) or UserFactory(area=home.area)
    values = {"on": DAY, "reason": "搬家", "proposed_at": NOON, "from_area": home.area} | values
    return Handover.objects.create(household=home, to_area=to_area, proposed_by=worker, **values)


def merge(survivor: Any, duplicate: Any, area: Any, **values: Any) -> PersonMerge:
    worker: Any = values.pop("proposed_by", None) or UserFactory(area=area)
    values = {"area": area, "community": area, "reason": "同一人", "proposed_at": NOON} | values
    return PersonMerge.objects.create(survivor=survivor, duplicate=duplicate, proposed_by=worker, **values)


def proposal(city: Any, **values: Any) -> Proposal:
    document, _ = Document.objects.get_or_create(
        number="文〔2026〕2号", defaults={"title": "通知", "issuer": "市局", "level": "city", "issued_on": DAY}
    )
    key, _ = ParameterKey.objects.get_or_create(key="zf.deadline_months")
    common = {"key": key, "area": city.city, "value": 2, "since": DAY, "document": document, "article": "三"}
    made = {"reason": "理由", "proposed_by": city.city_officer, "proposed_at": NOON}
    return Proposal.objects.create(**{**common, **made, **values})


def trial(proposed: Proposal, **values: Any) -> CaseTrial:
    common = {"occasion": "proposed", "outcomes": [], "asked": 0, "broken": 0}
    ran = {"run_by": proposed.proposed_by, "run_at": NOON}
    return CaseTrial.objects.create(proposal=proposed, **{**common, **ran, **values})


def case_version(city: Any, case: RuleCase | None = None, version: int = 1) -> RuleCaseVersion:
    return (case or RuleCase.objects.create(area=city.city)).versions.create(
        version=version,
        title="用例",
        topic="deadline",
        source="三",
        as_of=DAY,
        given="promise: {certified: 2026-09-01}",
        expect="due: 2026-12-01",
        written_by=city.city_officer,
        written_at=NOON,
    )
