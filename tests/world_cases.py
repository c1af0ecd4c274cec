"""The cases of the world: applications as they stand, with what they rest on."""

import datetime as dt
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from accounts.models import Area, Deputation, User
from assistance.models import Plan, Pledge, PledgeSignature, Programme
from households.actions.assessment import judge
from households.actions.certification import snapshot
from households.enums import ExitReason, RegistrationKind
from households.models import (
    Certification,
    CertificationNotice,
    Exit,
    HardToEmploySpell,
    Household,
    Opening,
    Person,
    Revocation,
    ZeroFamilyCase,
)
from households.queries.facts import household_facts
from households.queries.terms import terms_on
from tests import factories, register_rows, rows
from tests.offering import campaign, employment_notice, lump_sum, offer, placement
from tests.rows import kept
from tests.setting import SHANGHAI

NOW = dt.datetime(2026, 11, 24, 10, tzinfo=SHANGHAI)
TODAY = NOW.date()
REASONS = [{"code": "test", "text": "符合条件", "article": "第三条"}]


def application_of(common: dict[str, Any], status: str, **more: Any) -> Certification:
    decided = REASONS if status == "approved" else []
    return Certification.objects.create(
        **common,
        **more,
        chain_code=Certification.chains[-1].code,
        status=status,
        round=1,
        reasons=REASONS,
        decided_reasons=decided,
        facts=_judged(common["household"]),
    )


def _judged(household: Household) -> dict[str, Any]:
    facts = household_facts([household.pk])[household.pk]
    return snapshot(household.pk, judge(facts, terms_on(TODAY, household.area), on=TODAY))


def notice(application: Certification) -> CertificationNotice:
    return CertificationNotice.objects.create(
        application=application, round=1, step=1, posted_on=TODAY, ends_on=TODAY + dt.timedelta(days=7), source="第四条"
    )


def leaving(common: dict[str, Any], spell: HardToEmploySpell) -> Exit:
    return Exit.objects.create(
        **common,
        chain_code=Exit.chains[0].code,
        status="pending",
        step=1,
        round=1,
        opens_on=TODAY,
        due_on=TODAY + dt.timedelta(days=7),
        spell=spell,
        reason=ExitReason.choices[0][0],
        effective_on=TODAY,
        evidence="证明",
        source="第五条",
    )


def plan_of(spell: HardToEmploySpell, officer: User) -> Plan:
    """A plan with one measure, to be done by the officer."""
    made = Plan.objects.create(
        spell=spell,
        segment="young",
        needs=["post"],
        situation="愿意就业",
        review_on=TODAY,
        source="条款",
        opened_by=officer,
        opened_at=NOW,
    )
    made.measures.create(channel=1, what="推荐培训", owner=officer, due_on=TODAY)
    return made


def signature_of(case: ZeroFamilyCase, officer: User) -> PledgeSignature:
    """Of the office, under the promise of a family."""
    pledge = Pledge.objects.create(
        case=case, office_text="安排岗位", family_text="不挑不拣", drafted_by=officer, drafted_at=NOW
    )
    return pledge.signatures.create(side="office", **kept(added_by=officer))


def programme_of(area: Area, officer: User) -> Programme:
    texts = {"title": "方案", "goals": "目标", "tasks": "任务", "requirements": "要求", "responsible": "分工"}
    days = {"starts_on": TODAY, "ends_on": TODAY}
    return Programme.objects.create(area=area, set_by=officer, set_at=NOW, **texts, **days)


def family_case(common: dict[str, Any]) -> ZeroFamilyCase:
    certified_on = dt.date(2026, 10, 1)
    return ZeroFamilyCase.objects.create(
        household=common["household"],
        certification=application_of(common, "approved", certified_on=certified_on),
        certified_on=certified_on,
        due_on=dt.date(2027, 1, 1),
        due_source="第三条",
    )


def revocation(certified: Certification) -> Revocation:
    return Revocation.objects.create(
        area=certified.area,
        household=certified.household,
        certification=certified,
        drafted_by=certified.drafted_by,
        drafted_at=NOW,
        chain_code=Revocation.chains[-1].code,
        status="pending",
        step=1,
        round=1,
        opens_on=TODAY,
        due_on=TODAY + dt.timedelta(days=7),
        falsehood="不实",
        evidence="证据",
        article="第三条",
    )


def opening(area: Area, officer: User, system: str) -> Opening:
    """One in preparation, with a file nobody has read."""
    made = Opening.objects.create(
        area=area, cut_over_on=dt.date(2026, 11, 20), system=system, drafted_by=officer, drafted_at=NOW
    )
    made.files.create(
        kind="people", file="openings/gone", size=1, sha256=f"{made.pk:064d}", uploaded_by=officer, uploaded_at=NOW
    )
    return made


def assistance(area: Area, person: Person, officer: User, mark: str) -> dict[str, Any]:
    """A campaign, a post recommended to ``person``, and somebody else at work."""
    worker = factories.member(factories.HouseholdFactory.create(area=area, address=f"{mark}路3号"), name=f"{mark}王五")
    register_rows.one_of_each(area, person, officer, mark)
    return {
        "campaign": campaign(area, opened_by=officer, name=f"{mark}百日援助"),
        "offer": offer(person, recorded_by=officer, employer=f"{mark}商店"),
        "employment": factories.registered(worker, RegistrationKind.ENTERPRISE, TODAY),
        "no_desire": unwilling(area, officer, mark),
        **told_of_employment(area, officer, mark),
    }


def unwilling(area: Area, officer: User, mark: str) -> Exit:
    """Somebody whom the officer found to have no desire to work."""
    home = factories.HouseholdFactory.create(area=area, address=f"{mark}路5号")
    spell = rows.spell(factories.member(home, name=f"{mark}钱七"))
    found = rows.leaving(spell, reason="no_desire", status="approved", round=1, chain_code="exit-against-1")
    rows.record("exit", rows.seat("exit", found, officer))
    return found


def told_of_employment(area: Area, officer: User, mark: str) -> dict[str, Any]:
    """Somebody who started a business, whose story is told, of whom an office was told, and who was paid at once."""
    home = factories.HouseholdFactory.create(area=area, address=f"{mark}路4号")
    work = factories.registered(factories.member(home, name=f"{mark}赵六"), RegistrationKind.SELF_EMPLOYED, TODAY)
    return {
        "placement": placement(work, recorded_by=officer),
        "employment_notice": employment_notice(work, told_by=officer),
        "lump_sum": lump_sum(work, recorded_by=officer),
    }


def deputation_of(officer: User, mark: str) -> Deputation:
    deputy = factories.UserFactory.create(area=officer.area, full_name=f"{mark}代理")
    return Deputation.objects.create(
        officer=officer,
        deputy=deputy,
        validity=DateRange(TODAY, TODAY + dt.timedelta(days=7)),
        reason="休假",
        named_by=officer,
        named_at=NOW,
        confirmed_by=officer,
        confirmed_at=NOW,
    )
