"""One of everything in four areas: where somebody sits, above it, below it and beside it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.db.backends.postgresql.psycopg_any import DateRange

from accounts import audit
from accounts.enums import AccountStanding, AreaLevel, OrganisationKind, Role
from accounts.models import Area, AuditEntry, Courtyard, Deputation, ExportRequest, Organisation, Patch, User
from assistance.models import (
    Alert,
    Campaign,
    EmploymentNotice,
    LumpSum,
    Measure,
    Offer,
    Placement,
    Pledge,
    PledgeSignature,
    Programme,
    ProgrammeAttachment,
    Recheck,
    Service,
    ServiceEvent,
    Visit,
    VisitPhoto,
)
from desk.models import RuleCase
from households.enums import Category, FactKind, FamilyKind, RegistrationKind
from households.models import (
    Certificate,
    CertificateAttachment,
    Certification,
    CertificationAttachment,
    CertificationNotice,
    DataRequest,
    Endorsement,
    Exit,
    ExitAttachment,
    Handover,
    HardToEmploySpell,
    Household,
    HouseholdFinding,
    InspectionRound,
    MonthlyConfirmation,
    Opening,
    OpeningFile,
    Person,
    PersonFinding,
    PersonMerge,
    PlacementCheck,
    Registration,
    Revocation,
    RevocationAttachment,
    Roster,
    RosterEntry,
    Survey,
    SurveyRound,
    ZeroFamilyCase,
)
from policy.models import Document, DocumentScan, ParameterKey, Proposal, WrittenSystem
from tests import care_rows as care
from tests import employing, factories, subsidy_rows, teaching, welfare_posts
from tests import world_cases as cases
from tests import world_moves as moves
from tests.assistance.rows import programme_attachment
from tests.rows import attachment, endorsed, issued, kept, roster, roster_entry, written_system
from tests.setting import load_policy_for
from tests.world_cases import NOW, REASONS, TODAY

OPEN_SINCE_JUNE = DateRange(dt.date(2026, 6, 1), None)


@dataclass(frozen=True)
class Place(employing.Employing, teaching.Teaching, welfare_posts.Posting, subsidy_rows.Subsidising):
    """An area and one of everything in it. ``mark`` stands in every name there and in no other."""

    mark: str
    area: Area
    household: Household
    person: Person
    certification: Certification
    notice: CertificationNotice
    attachment: CertificationAttachment
    exit_attachment: ExitAttachment
    revocation_attachment: RevocationAttachment
    certificate_attachment: CertificateAttachment
    exit: Exit
    spell: HardToEmploySpell
    measure: Measure
    pledge: Pledge
    pledge_signature: PledgeSignature
    family_case: ZeroFamilyCase
    placement_check: PlacementCheck
    confirmation: MonthlyConfirmation
    registration: Registration
    survey: Survey
    survey_round: SurveyRound
    roster: Roster
    roster_entry: RosterEntry
    inspection_round: InspectionRound
    family_finding: HouseholdFinding
    person_finding: PersonFinding
    data_request: DataRequest
    account: User
    certificate: Certificate
    endorsement: Endorsement
    handover: Handover
    merge: PersonMerge
    dead: Person
    proposal: Proposal
    rule_case: RuleCase
    entry: AuditEntry
    revocation: Revocation
    deputation: Deputation
    resting_account: User
    awaiting_account: User
    organisation: Organisation
    patch: Patch
    courtyard: Courtyard
    system: WrittenSystem
    export_request: ExportRequest
    offer: Offer
    campaign: Campaign
    employment: Registration
    no_desire: Exit
    placement: Placement
    employment_notice: EmploymentNotice
    lump_sum: LumpSum
    opening: Opening
    opening_file: OpeningFile
    event: ServiceEvent
    service: Service
    visit: Visit
    visit_photo: VisitPhoto
    recheck: Recheck
    alert: Alert


@dataclass(frozen=True)
class World:
    """``places``: own, above, below and beside; ``users``: somebody of each role, all at the own area."""

    places: dict[str, Place]
    users: dict[str, User]
    document: Document
    scan: DocumentScan
    programme: Programme
    programme_attachment: ProgrammeAttachment


def build() -> World:
    """A city with its policy, of which the own area is a street: above it the district, beside it another street."""
    city = factories.CityFactory.create()
    load_policy_for(city)
    district = factories.AreaFactory.create(code="990103", name="南区", level=AreaLevel.DISTRICT, parent=city)
    own = factories.AreaFactory.create(code="990103001", name="和平街道", level=AreaLevel.STREET, parent=district)
    areas = {
        "own": own,
        "above": district,
        "below": factories.AreaFactory.create(code="990103001001", name="向阳社区", parent=own),
        "beside": factories.AreaFactory.create(
            code="990103002", name="光明街道", level=AreaLevel.STREET, parent=district
        ),
    }
    marks = {"own": "本级", "above": "上级", "below": "下级", "beside": "旁级"}
    document = Document.objects.get(number="哈就办字[2007]12号")
    users = {role: factories.UserFactory.create(area=own, role=role, full_name=role.label) for role in Role}
    return World(
        places={where: _place(area, marks[where]) for where, area in areas.items()},
        users=users,
        document=document,
        programme=(programme := cases.programme_of(own, users[Role.DISTRICT_OFFICER])),
        programme_attachment=programme_attachment(programme),
        scan=DocumentScan.objects.create(document=document, **kept(added_by=users[Role.CITY_OFFICER])),
    )


def _place(area: Area, mark: str) -> Place:
    officer = factories.UserFactory.create(area=area, full_name=f"{mark}经办", username=f"officer-{area.code}")
    household = factories.HouseholdFactory.create(area=area, address=f"{mark}路1号")
    person = factories.member(household, name=f"{mark}张三", phone="13900000000")
    factories.fact(person, FactKind.MERGED, dt.date(2004, 12, 31), employer="第一工具厂")
    application = {"area": area, "household": household, "drafted_by": officer, "drafted_at": NOW}
    certified = cases.application_of(application, "approved", certified_on=dt.date(2026, 6, 1), person=person)
    spell = HardToEmploySpell.objects.create(
        person=person,
        household=household,
        certification=certified,
        categories=[Category.C01],
        primary=Category.C01,
        certified_on=dt.date(2026, 6, 1),
    )
    held = issued(person, area.pk, kind="startup_card")
    family_case = cases.family_case(application)
    notice_over = TODAY + dt.timedelta(days=8)
    leaving, taken_back = cases.leaving(application, spell), cases.revocation(certified)
    pending = cases.application_of(application, "pending", step=2, opens_on=notice_over, due_on=notice_over)
    return Place(
        mark=mark,
        area=area,
        household=household,
        person=person,
        certification=pending,
        notice=cases.notice(pending),
        attachment=attachment(pending),
        exit_attachment=attachment(leaving),
        revocation_attachment=attachment(taken_back),
        certificate_attachment=attachment(held),
        exit=leaving,
        spell=spell,
        measure=cases.plan_of(spell, officer).measures.get(),
        family_case=family_case,
        pledge_signature=(signature := cases.signature_of(family_case, officer)),
        pledge=signature.pledge,
        placement_check=PlacementCheck.objects.create(
            case=family_case, person=person, begun_on=TODAY, evidence="已核实", checked_by=officer, checked_at=NOW
        ),
        confirmation=MonthlyConfirmation.objects.create(spell=spell, month=dt.date(2026, 11, 1)),
        registration=Registration.objects.create(
            person=person, kind=RegistrationKind.UNEMPLOYED, validity=OPEN_SINCE_JUNE
        ),
        survey=Survey.objects.create(
            household=household,
            area=area,
            visited_on=TODAY,
            surveyor=officer,
            recorded_at=NOW,
            answers={"members": []},
            member_count=1,
            clear_members=0,
        ),
        account=officer,
        survey_round=_round(area, officer),
        **_roster(area, officer),
        inspection_round=_inspection_round(area, officer),
        **_found(area, mark),
        data_request=moves.request(person, area, officer),
        certificate=held,
        endorsement=endorsed(held, officer),
        handover=moves.handover(household, officer),
        merge=moves.merge(person, officer),
        dead=moves.dead(household, officer),
        proposal=_proposal(area, officer),
        rule_case=_rule_case(area, officer),
        entry=audit.record(event="user.signed_in", subject=officer, actor=officer, at=NOW),
        revocation=taken_back,
        deputation=cases.deputation_of(officer, mark),
        resting_account=_stopped(area, AccountStanding.UNUSED),
        awaiting_account=_stopped(area, AccountStanding.AWAITING),
        organisation=Organisation.objects.create(kind=OrganisationKind.BANK, name=f"{mark}银行", area=area),
        patch=Patch.objects.create(street=area, name="东片", valid_from=TODAY),
        courtyard=Courtyard.objects.create(community=area, name="一号院", valid_from=TODAY),
        system=written_system(area, added_by=officer),
        export_request=ExportRequest.objects.create(
            title="家庭", address="/households/", rows=2000, purpose="存档", requested_by=officer, requested_at=NOW
        ),
        **cases.assistance(area, person, officer, mark),
        opening=(opening := cases.opening(area, officer, f"{mark}旧系统")),
        opening_file=opening.files.get(),
        event=(event := care.event(area, officer, title=f"{mark}招聘会")),
        alert=care.alert(person),
        **employing.rows_of(area, officer, mark),
        **teaching.rows_of(area, person, officer, mark),
        **welfare_posts.rows_of(area, officer, mark, person),
        **subsidy_rows.rows_of(area, person, officer, mark),
        visit=(visit := care.visit(person, officer)),
        visit_photo=care.photo(visit, officer),
        recheck=care.recheck(visit),
        service=care.service(person, officer, event=event, kind=event.kind),
    )


def _stopped(area: Area, standing: AccountStanding) -> User:
    return factories.UserFactory.create(area=area, standing=standing, is_active=False)


def _round(area: Area, officer: User) -> SurveyRound:
    """A round through an area, of which nobody was visited yet."""
    made = SurveyRound.objects.create(
        title=f"{area.name}调查",
        area=area,
        starts_on=TODAY - dt.timedelta(days=9),
        ends_on=TODAY,
        document="通知",
        set_by=officer,
        set_at=NOW,
    )
    made.areas.set([area])
    return made


def _roster(area: Area, officer: User) -> dict[str, Any]:
    """A workbook with faulty lines, and a household in it that somebody has to decide about."""
    made = roster(area, officer)
    made.returned.save("returned", ContentFile(b"PK"))
    return {"roster": made, "roster_entry": roster_entry(made, outcome="held")}


def _inspection_round(area: Area, officer: User) -> InspectionRound:
    """A round in which nothing was inspected yet."""
    return InspectionRound.objects.create(
        area=area,
        year=TODAY.year,
        opens_on=TODAY,
        closes_on=TODAY + dt.timedelta(days=30),
        document=Document.objects.get(number="哈就办字[2007]12号"),
        opened_by=officer,
        opened_at=NOW,
    )


def _found(area: Area, mark: str) -> dict[str, Any]:
    """Another household that looks zero-employment with a member who looks eligible, and no case."""
    home = factories.HouseholdFactory.create(area=area, address=f"{mark}路2号")
    found = {"household": home, "validity": OPEN_SINCE_JUNE, "reasons": REASONS, "origin": "act"}
    person = factories.member(home, name=f"{mark}李四")
    return {
        "family_finding": HouseholdFinding.objects.create(kind=FamilyKind.ZERO_EMPLOYMENT, **found),
        "person_finding": PersonFinding.objects.create(person=person, category=Category.C01, **found),
    }


def _proposal(area: Area, officer: User) -> Proposal:
    return Proposal.objects.create(
        key=ParameterKey.objects.get(key="zf.deadline_months"),
        area=area,
        value=2,
        since=dt.date(2027, 1, 1),
        document=Document.objects.get(number="哈就办字[2007]12号"),
        article="三",
        reason="理由",
        proposed_by=officer,
        proposed_at=NOW,
    )


def _rule_case(area: Area, officer: User) -> RuleCase:
    case = RuleCase.objects.create(area=area)
    case.versions.create(
        version=1,
        title=f"{area}用例",
        topic="deadline",
        source="三",
        as_of=TODAY,
        given="promise: {certified: 2026-11-01}",
        expect="due: 2027-02-01",
        written_by=officer,
        written_at=NOW,
    )
    return case
