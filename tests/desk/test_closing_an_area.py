"""撤并: an area closes and another follows it, with all its families and all that is under way for them."""

import datetime as dt

import pytest
from django.apps import apps
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actions.areas import AreaRefused, Closing
from accounts.enums import AccountStanding, Role
from accounts.jobs.actions import start
from accounts.models import Area, AuditEntry, Courtyard, Job, PatchPart
from assistance.models import REGISTERS
from desk import actions, queries, tasks
from desk.views import areas
from households.actions import departures, handovers, merging, succession
from households.enums import LinkKind
from households.models import (
    Certificate,
    Certification,
    DataRequest,
    Exit,
    Handover,
    Household,
    PersonMerge,
    Residence,
    SurveyRound,
    ZeroFamilyCase,
)
from policy.periods import report_month
from reports.actions import publish
from reports.queries import ep8_figures
from tests import factories
from tests.casework import MONDAY, NOTICE_ENDED, applied, certified, disabled_person, household_of
from tests.rows import issued

DAY = dt.timedelta(days=1)
AT = dt.datetime(2026, 10, 10, 9, tzinfo=MONDAY.tzinfo)
LAST = AT.date()
WHY = {"reason": "社区合并", "document": "南区政发〔2026〕9号"}
STATEMENTS = 60  # of one batch, however many families

# What becomes of every reference to an area when that area closes.
WITH_THE_HOUSEHOLD = "follows with its household"
WITH_THE_AREA = "follows with the area"
STAYS = "stays: it says where something was"
ABOVE = "is of a district or a city, which no community's or street's closing touches"
DECIDED = {
    "accounts.Area.parent": STAYS,  # a closed area keeps its place; nothing open is left below it
    "accounts.Area.successor": STAYS,
    "accounts.Charge.area": STAYS,  # ended with the last day
    "accounts.Courtyard.community": STAYS,  # closed
    "accounts.FormerName.area": STAYS,
    "accounts.Organisation.area": STAYS,  # where it sits; its people see by their role
    "accounts.Patch.street": STAYS,  # closed
    "policy.WrittenSystem.area": STAYS,  # the successor has systems of its own
    "accounts.PatchPart.community": STAYS,  # ended
    "accounts.Post.area": STAYS,  # where somebody served
    "accounts.Token.area": STAYS,  # a token ends with the post it was issued in
    "accounts.User.area": WITH_THE_AREA,
    "assistance.Employer.area": WITH_THE_AREA,
    "assistance.Vacancy.area": WITH_THE_AREA,
    "assistance.Vacancy.works_in": WITH_THE_AREA,
    "assistance.Programme.area": ABOVE,
    "assistance.PushMember.area": ABOVE,
    "assistance.Readiness.area": STAYS,  # of that street; its enterprises follow
    "assistance.Project.area": STAYS,  # which entered it; those above and below know it
    "assistance.WorkTransfer.area": STAYS,
    "assistance.Activity.area": STAYS,  # which held it
    "assistance.ModelCase.area": STAYS,  # which told it
    **{f"{register._meta.label}.area": WITH_THE_AREA for register in REGISTERS},  # open ones
    "assistance.Complaint.against_area": STAYS,  # of which it was complained
    "assistance.PostPlan.area": STAYS,  # where it was planned; the posts follow
    "assistance.WelfarePost.area": WITH_THE_AREA,
    "assistance.Campaign.area": STAYS,  # whose campaign it was; its people follow with their households
    "assistance.Course.area": STAYS,  # which held it; who learns there follows with the household
    "assistance.Digest.area": STAYS,  # what was told there
    "assistance.ServiceEvent.area": STAYS,  # which held it
    "desk.RuleCase.area": ABOVE,
    "households.Certificate.area": WITH_THE_HOUSEHOLD,
    "households.Certification.area": WITH_THE_HOUSEHOLD,
    "households.DataRequest.area": WITH_THE_AREA,
    "households.Exit.area": WITH_THE_HOUSEHOLD,
    "households.Handover.from_area": WITH_THE_HOUSEHOLD,  # live ones
    "households.Handover.to_area": WITH_THE_AREA,  # live ones
    "households.Household.area": WITH_THE_HOUSEHOLD,
    "households.InspectionRound.area": ABOVE,
    "households.ControlFigure.community": STAYS,  # what an old system said of it
    "households.Opening.area": ABOVE,
    "households.OpeningRow.community": STAYS,  # which answered when the row was read
    "households.PersonMerge.area": WITH_THE_AREA,
    "households.PersonMerge.community": WITH_THE_AREA,
    "households.RefreshRun.area": STAYS,
    "households.Residence.area": WITH_THE_AREA,
    "households.Responsibility.area": WITH_THE_HOUSEHOLD,
    "households.Revocation.area": WITH_THE_HOUSEHOLD,
    "households.Roster.area": WITH_THE_AREA,
    "households.RosterEntry.area": WITH_THE_AREA,  # of what is not in the registry yet
    "households.Survey.area": STAYS,
    "households.SurveyRound.area": WITH_THE_AREA,
    "households.SurveyRound.areas": WITH_THE_AREA,  # of rounds not over yet
    "policy.ParameterValue.area": ABOVE,
    "policy.Proposal.area": ABOVE,
    "reports.Publication.area": STAYS,
    "subsidies.Fund.area": ABOVE,
    "subsidies.BankFormat.area": ABOVE,
    "subsidies.Batch.area": ABOVE,
    "subsidies.Claim.area": WITH_THE_AREA,
}


@pytest.fixture
def administrator(city):
    return factories.UserFactory(area=city.city, role=Role.SYSTEM_ADMIN)


def closing(city, valid_to=LAST, **values):
    return Closing(**{"area": city.community, "successor": city.neighbour, "valid_to": valid_to} | WHY | values)


def closed(city, administrator, valid_to=LAST, at=AT, **values):
    return actions.close_area(closing=closing(city, valid_to), actor=administrator, at=at, **values)


def test_an_administrator_of_the_demo_moves_along_though_nobody_in_particular(city, administrator):
    """Anybody else who administers has an ID number; of the demo's they are not asked for."""
    theirs = factories.UserFactory(area=city.community, role=Role.SYSTEM_ADMIN, id_number="", is_demo=True)
    closed(city, administrator)
    theirs.refresh_from_db()
    assert theirs.area == city.neighbour


def test_it_is_decided_of_every_reference_to_an_area_what_becomes_of_it():
    referring = {
        f"{model._meta.app_label}.{model.__name__}.{field.name}"
        for model in apps.get_models()
        for field in (*model._meta.fields, *model._meta.many_to_many)
        if field.related_model is Area and not model._meta.auto_created
    }
    assert referring == set(DECIDED)


@pytest.fixture
def family(city):
    """A certified family with a promise; its head holds a certificate."""
    home = household_of(city, {"name": "李一"})
    certified(city, home)
    home.residences.create(address=home.address, area=city.community, validity=DateRange(dt.date(2020, 1, 1), None))
    issued(home.memberships.get().person)
    return home


def test_all_of_a_family_goes_and_its_promise_stays(city, administrator, family):
    due = ZeroFamilyCase.objects.get().due_on
    other, person = disabled_person(city)
    case = applied(city, other, person)
    assert closed(city, administrator) == 2

    for model in (Household, Certification, Certificate, Exit):
        assert not model.objects.filter(area=city.community).exists()
    assert set(Household.objects.visible_to(city.neighbour_worker)) == {family, other}
    case.refresh_from_db()
    assert (case.area, case.status, case.step) == (city.neighbour, "pending", 1)
    assert ZeroFamilyCase.objects.get().due_on == due
    periods = [(row.area, row.validity.lower) for row in family.responsibilities.order_by("validity")]
    assert periods == [(city.community, dt.date(2020, 1, 1)), (city.neighbour, LAST + DAY)]
    assert [row.area for row in family.residences.order_by("validity")] == [city.community, city.neighbour]
    moved = Handover.objects.get(household=family)
    assert (moved.from_area, moved.to_area, moved.effective_on) == (city.community, city.neighbour, LAST + DAY)
    assert "南区政发〔2026〕9号" in moved.reason
    assert AuditEntry.objects.filter(event="handover.accepted").count() == 2
    (entry,) = AuditEntry.objects.filter(event="area.closed")
    assert (entry.details["reason"], entry.details["document"]) == ("社区合并", "南区政发〔2026〕9号")


def test_the_workers_go_along_and_lose_no_row(city, administrator, family):
    before = set(Household.objects.visible_to(city.worker))
    closed(city, administrator)
    city.worker.refresh_from_db()
    assert (city.worker.area, city.worker.standing) == (city.neighbour, AccountStanding.IN_USE)
    assert set(Household.objects.visible_to(city.worker)) == before


def test_a_month_counts_each_family_where_it_was_on_its_last_day(city, administrator, family):
    """Lines 19 and 44: people in status, families still to be placed. Of September, October and November."""
    months = [report_month(2026, month) for month in (9, 10, 11)]

    def figures():
        offices = (city.community, city.neighbour, city.street)
        return [[[ep8_figures(area, month)[line] for month in months] for line in ("19", "44")] for area in offices]

    before = figures()
    closed(city, administrator)
    assert before == [[[1, 1, 1], [1, 1, 1]], [[0, 0, 0], [0, 0, 0]], [[1, 1, 1], [1, 1, 1]]]
    assert figures() == [[[1, 0, 0], [1, 0, 0]], [[0, 1, 1], [0, 1, 1]], [[1, 1, 1], [1, 1, 1]]]


def test_what_of_a_departed_family_is_open_counts_on(city, administrator, family):
    departure = departures.Departure([family.memberships.get().person_id], dt.date(2026, 10, 1), "迁往外省")
    departures.leave_city(household=family, departure=departure, worker=city.worker, at=AT - DAY)
    closed(city, administrator)
    october = report_month(2026, 10)
    assert [ep8_figures(area, october)["19"] for area in (city.community, city.neighbour)] == [0, 1]
    assert not family.responsibilities.filter(validity__upper_inf=True).exists()
    assert Exit.objects.filter(status="draft", area=city.neighbour).count() == 2


def test_nothing_published_moves_and_no_month_is_left_unpublished(city, administrator, family):
    september = report_month(2026, 9)
    publish(area=city.community, period=september, actor=city.worker, at=AT - 5 * DAY)
    with pytest.raises(AreaRefused, match="已上报到2026-09-20"):
        closed(city, administrator, september.last - DAY)
    later = dt.datetime(2026, 10, 25, 9, tzinfo=AT.tzinfo)
    with pytest.raises(AreaRefused, match=r"还没有上报2026-10（到2026-10-20为止）"):
        closed(city, administrator, later.date(), later)
    assert Household.objects.get().area == city.community
    closed(city, administrator)


def test_offers_merges_requests_rounds_and_addresses_follow(city, administrator, family):
    third = factories.AreaFactory(code="990103001003", name="朝阳社区", parent=city.street)
    third_worker = factories.UserFactory(area=third)
    to_third, beside = household_of(city, {"name": "王一"}), household_of(city, {"name": "王二"})
    there = household_of(city, {"name": "王三"}, area=third, worker=third_worker)
    there.residences.create(address="向阳路", area=city.community, validity=DateRange(dt.date(2020, 1, 1), None))

    def offered(home, area, worker):
        giving = handovers.Giving(area, LAST, "搬家")
        return handovers.propose_handover(household=home, giving=giving, worker=worker, at=AT)

    offers = (
        offered(to_third, third, city.worker),
        offered(beside, city.neighbour, city.worker),
        offered(there, city.community, third_worker),
    )
    merging.propose_merge(
        survivor=family.memberships.get().person,
        id_number=to_third.memberships.get().person.id_number,
        reason="同一人",
        worker=city.worker,
        at=AT,
    )
    DataRequest.objects.create(
        person=family.memberships.get().person,
        area=city.community,
        kind="see",
        applicant="self",
        applicant_name="李一",
        wish="查阅",
        received_on=LAST,
        received_by=city.worker,
        due_on=LAST + 15 * DAY,
        due_source="条款",
    )
    made = SurveyRound.objects.create(
        title="秋季调查",
        area=city.street,
        starts_on=LAST - DAY,
        ends_on=LAST + 20 * DAY,
        document="通知",
        set_by=city.street_officer,
        set_at=AT,
    )
    made.areas.add(city.community)
    closed(city, administrator)

    for offer in offers:
        offer.refresh_from_db()
    assert [offer.status for offer in offers] == ["proposed", "withdrawn", "proposed"]
    assert (offers[0].from_area, offers[2].to_area) == (city.neighbour, city.neighbour)
    assert PersonMerge.objects.get().community == city.neighbour
    assert DataRequest.objects.visible_to(city.neighbour_worker).count() == 1
    assert set(made.areas.all()) == {city.community, city.neighbour}
    last = Residence.objects.filter(household=there).order_by("-validity").first()
    assert (last.area, last.validity.lower) == (city.neighbour, LAST + DAY)
    again = handovers.accept_handover(handover=offers[0], worker=third_worker, at=AT + 2 * DAY)
    assert again.effective_on == LAST + 2 * DAY


def test_the_links_of_the_family_and_what_the_area_was_divided_into(city, administrator, family):
    """The worker moves along and stays; the 楼院 was the community's."""
    yard = Courtyard.objects.create(community=city.community, name="一号院", valid_from=dt.date(2020, 1, 1))
    since = DateRange(dt.date(2026, 9, 1), None)
    family.courtyard_stays.create(courtyard=yard, validity=since)
    family.family_links.create(kind=LinkKind.WORKER, officer=city.worker, validity=since)
    patch = city.street.patches.create(name="东片", valid_from=dt.date(2020, 1, 1))
    patch.parts.create(community=city.community, validity=since)
    closed(city, administrator)
    yard.refresh_from_db()
    assert yard.valid_to == LAST
    assert family.courtyard_stays.get().validity.upper == LAST + DAY
    assert family.family_links.get().validity.upper is None
    assert PatchPart.objects.get().validity.upper == LAST + DAY


@pytest.fixture
def one_by_one(monkeypatch):
    monkeypatch.setattr(succession, "BATCH", 1)


def test_cut_off_in_the_middle_it_is_completed_by_the_next_run(city, administrator, family, one_by_one):
    household_of(city, {"name": "王一"})
    told = []

    def stop(done, total, sentence):
        told.append((done, total, sentence))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        closed(city, administrator, report=stop)
    assert told == [(1, 2, "已转 1 户")]
    assert (queries.families_of(city.community), queries.families_of(city.neighbour)) == (1, 1)
    city.community.refresh_from_db()
    assert city.community.valid_to is None
    assert closed(city, administrator) == 1
    assert Handover.objects.count() == 2
    assert queries.families_of(city.community) == 0


def test_a_batch_takes_the_same_statements_for_any_number(city, administrator):
    way = succession.Succession(city.community, city.neighbour, LAST + DAY, "社区合并")
    spent = []
    for number in (2, 12):
        for each in range(number):
            household_of(city, {"name": f"李{each}"})
        with CaptureQueriesContext(connection) as statements:
            assert succession.hand_over_batch(succession=way, actor=administrator, at=AT) == number
        spent.append(len(statements))
    assert spent[0] == spent[1] <= STATEMENTS


def job_of(city, administrator):
    said = {"area": city.community.pk, "successor": city.neighbour.pk, "valid_to": LAST.isoformat()} | WHY
    return start(task=tasks.close_area.name, title="撤销", arguments=said, owner=administrator, at=AT)


def test_many_families_go_in_the_background(as_user, city, administrator, family, monday, monkeypatch):
    monday.move_to(AT)
    monkeypatch.setattr(areas, "AT_ONCE", 0)
    client, url = as_user(administrator), reverse("desk:close_area", args=[city.community.pk])
    page = client.get(url).content.decode()
    assert "<b>1</b> 户家庭" in page
    assert "后台逐批办理" in page
    assert "未结案的零就业家庭" in page
    answer = client.post(url, {"valid_to": LAST, "successor": city.neighbour.pk} | WHY)
    job = Job.objects.get()
    assert answer["Location"] == reverse("accounts:job", args=[job.pk])
    tasks.close_area(job=job.pk, a_later_argument=1)
    job.refresh_from_db()
    assert (job.state, job.sentence) == (Job.State.DONE, "向阳社区已撤销，1 户转到光明社区。")
    family.refresh_from_db()
    assert family.area == city.neighbour


def test_a_job_whose_worker_died_after_the_end_says_so_the_next_time(city, administrator, family, monday):
    monday.move_to(AT)
    job = job_of(city, administrator)
    closed(city, administrator)
    tasks.close_area(job=job.pk)
    job.refresh_from_db()
    assert (job.state, job.sentence) == (Job.State.DONE, "向阳社区已撤销，并入光明社区。")


def test_a_job_of_somebody_who_may_no_more_fails_in_words(city, administrator, family, monday):
    monday.move_to(AT)
    job = job_of(city, administrator)
    administrator.role = Role.STATISTICIAN
    administrator.save()
    tasks.close_area(job=job.pk)
    job.refresh_from_db()
    assert (job.state, job.sentence) == (Job.State.FAILED, "您的岗位已不能撤销这个区划。")
    assert queries.families_of(city.community) == 1


def test_few_families_go_at_once_and_bad_input_changes_nothing(as_user, city, administrator, family, monday):
    monday.move_to(AT)
    client, url = as_user(administrator), reverse("desk:close_area", args=[city.community.pk])
    given = {"valid_to": LAST, "successor": city.neighbour.pk}
    said = client.post(url, given).content.decode()
    assert "请填写依据文件" in said
    assert "请填写撤销原因" in said
    assert queries.families_of(city.community) == 1
    done = client.post(url, given | WHY, follow=True).content.decode()
    assert "1 户家庭和账号转到光明社区" in done
    assert queries.families_of(city.neighbour) == 1


def test_former_handovers_of_a_family_are_seen_by_whoever_answers_now(city, administrator):
    third = factories.AreaFactory(code="990103001003", name="朝阳社区", parent=city.street)
    home = household_of(city, {"name": "王一"}, area=third, worker=factories.UserFactory(area=third))
    giving = handovers.Giving(city.community, NOTICE_ENDED.date(), "搬家")
    giver = factories.UserFactory(area=third)
    offer = handovers.propose_handover(household=home, giving=giving, worker=giver, at=NOTICE_ENDED)
    handovers.accept_handover(handover=offer, worker=city.worker, at=NOTICE_ENDED)
    closed(city, administrator)
    assert Handover.objects.visible_to(city.neighbour_worker).filter(pk=offer.pk).exists()
