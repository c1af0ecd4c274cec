"""The lists and the page of a household, and the month's confirmations."""

import datetime as dt

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry
from households.actions.assessment import assess
from households.enums import FactKind, HonourLevel, RegistrationKind
from households.models import Certification, HardToEmploySpell, Household, MonthlyConfirmation, Person, Survey
from households.models.findings import Origin
from households.tables import HOUSEHOLDS, people_columns
from tests import factories, rows
from tests.accounts.jobbing import taken_away
from tests.casework import applied, certified, disabled_person, household_of
from tests.households import doorstep
from tests.households.building import many_households
from tests.setting import small_city

LIST, PEOPLE = "households:list", "households:people"
BUDGET = 15


@pytest.fixture
def client(as_user, town):
    return as_user(town.worker)


def names(response) -> set[str]:
    return {row.address if isinstance(row, Household) else row.name for row in response.context["rows"]}


@pytest.fixture
def homes(town):
    """One that looks zero-employment, one with work, one of the neighbours."""
    looks_zero = household_of(town, {"name": "李零"}, at=timezone.now())
    at_work = factories.HouseholdFactory(area=town.community, address="解放路7号")
    factories.registered(factories.member(at_work, name="王工"), RegistrationKind.ENTERPRISE, dt.date(2020, 1, 1))
    return looks_zero, at_work, household_of(town, {"name": "邻居"}, area=town.neighbour, worker=town.neighbour_worker)


def test_a_list_shows_ones_own_area(as_user, client, town, homes):
    looks_zero, at_work, _ = homes
    assert names(client.get(reverse(LIST))) == {looks_zero.address, at_work.address}
    assert names(as_user(town.street_officer).get(reverse(LIST))) == {home.address for home in homes}
    assert names(client.get(reverse(PEOPLE))) == {"李零", "王工"}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"q": "解放路"}, 1),
        ({"q": "李零"}, 0),
        ({"state": "zero"}, 0),
        ({"q": "没有这样的"}, None),
        ({"state": "dual"}, None),
        ({"state": "certified"}, None),
    ],
)
def test_households_are_filtered(client, homes, query, expected):
    found = names(client.get(reverse(LIST), query))
    assert found == (set() if expected is None else {homes[expected].address})


def test_a_household_is_found_by_its_number_and_as_not_surveyed(client, town, homes):
    assert names(client.get(reverse(LIST), {"q": homes[1].number})) == {homes[1].address}
    client.post(reverse("households:survey_new"), doorstep.form(town.worker, *doorstep.family(), address="新家"))
    assert "新家" in names(client.get(reverse(LIST)))
    assert names(client.get(reverse(LIST), {"state": "unsurveyed"})) == {homes[0].address, homes[1].address}


def test_an_officer_above_filters_by_area(as_user, town, homes):
    officer = as_user(town.district_officer)
    assert names(officer.get(reverse(LIST), {"area": town.neighbour.pk})) == {homes[2].address}
    assert names(officer.get(reverse(PEOPLE), {"area": town.street.pk})) == {"李零", "王工", "邻居"}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"name": "王"}, {"王工"}),
        ({"category": "1"}, {"李零"}),
        ({"status": "suspected"}, {"李零"}),
        ({"status": "neither"}, {"王工"}),
        ({"status": "certified"}, set()),
        ({"situation": "2"}, {"王工"}),
        ({"situation": "none"}, set()),
    ],
)
def test_people_are_filtered(client, homes, query, expected):
    assert names(client.get(reverse(PEOPLE), query)) == expected


def test_a_row_tells_what_stands_of_it(client, town, homes):
    looks_zero, at_work, _ = homes
    person = looks_zero.memberships.get().person
    rows.spell(person)
    rows.zero_case(looks_zero)

    def marks(of, key):
        found = client.get(reverse(of)).context["rows"]
        column = next(one for one in (HOUSEHOLDS if of == LIST else people_columns(rows.DAY)) if one.key == "marks")
        return [mark.words for mark in column.value(next(row for row in found if row.pk == key)) or ()]

    assert marks(LIST, looks_zero.pk) == ["在册零就业家庭", "在册困难人员 1", "未调查"]
    assert marks(LIST, at_work.pk) == ["未调查"]
    assert marks(PEOPLE, person.pk) == ["在册 C01、C05"]
    at_work_now = DateRange(timezone.localdate(), None)
    person.registrations.update(kind=RegistrationKind.ENTERPRISE, validity=at_work_now)
    assert marks(LIST, looks_zero.pk)[0] == "疑似零就业", "the case of a family that was placed runs no more"


def test_a_list_of_people_hides_their_numbers_also_in_the_workbook(client, homes):
    page = client.get(reverse(PEOPLE)).content.decode()
    for person in Person.objects.all():
        assert person.id_number not in page
    assert taken_away(client, reverse(PEOPLE)).status_code == 200


@pytest.mark.parametrize("name", [LIST, PEOPLE])
def test_a_list_takes_no_more_queries_for_a_thousand(client, town, name):
    counts = []
    for more in (10, 990):
        many_households(town.community, more)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(name)).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= BUDGET


def test_the_confirmations_take_no_more_queries_for_many(client, town):
    counts = []
    spells = [_in_status(home, home.memberships.first().person) for home in many_households(town.community, 60)]
    month = timezone.localdate().replace(day=1)
    for some in (spells[:5], spells[5:]):
        MonthlyConfirmation.objects.bulk_create(MonthlyConfirmation(spell=spell, month=month) for spell in some)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("households:confirmations"))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= BUDGET


def test_the_page_of_a_household_says_what_it_looks_like_and_why(client, homes):
    page = client.get(reverse("households:household", args=[homes[0].pk])).content.decode()
    for words in ("疑似零就业家庭", "哈就办字[2007]12号 三", "疑似C01", "没有登记同在本户的夫妻", "申请认定零就业家庭"):
        assert words in page
    page = client.get(reverse("households:household", args=[homes[1].pk])).content.decode()
    assert "家庭有1名成员就业：王工自2020-01-01起单位就业" in page
    assert "申请认定零就业家庭" not in page


def test_what_is_under_way_is_not_applied_for_again(client, town, homes):
    case = applied(town, homes[0], at=timezone.now())
    page = client.get(reverse("households:household", args=[homes[0].pk])).content.decode()
    assert f"认定办理中：{case.number}" in page
    assert "申请认定零就业家庭" not in page


def test_a_reviewer_sees_no_button_to_survey_or_apply(as_user, town, homes):
    page = as_user(town.street_officer).get(reverse("households:household", args=[homes[0].pk])).content.decode()
    assert "疑似零就业家庭" in page
    assert "申请认定零就业家庭" not in page
    assert reverse("households:survey", args=[homes[0].pk]) not in page


def test_what_lies_outside_is_not_found(as_user, client, town, homes):
    survey = as_user(town.neighbour_worker).post(
        reverse("households:survey_new"), doorstep.form(town.neighbour_worker, *doorstep.family())
    )
    for address in (reverse("households:household", args=[homes[2].pk]), survey.url):
        assert client.get(address).status_code == 404


def test_every_kind_of_member_has_an_answer(client, town):
    """One page with a model worker, somebody retired, a child, somebody employed and somebody not registered."""
    home = factories.HouseholdFactory(area=town.community)
    people = [
        factories.member(home, name=name, born=born)
        for name, born in (
            ("劳模", dt.date(1990, 1, 1)),
            ("退休", dt.date(1950, 1, 1)),
            ("孩子", dt.date(2018, 1, 1)),
            ("在岗", dt.date(1985, 1, 1)),
            ("未登记", dt.date(1986, 1, 1)),
        )
    ]
    factories.registered(people[0], RegistrationKind.UNEMPLOYED, dt.date(2026, 1, 1))
    factories.fact(people[0], FactKind.MODEL_WORKER, dt.date(2015, 5, 1), level=HonourLevel.CITY)
    factories.registered(people[3], RegistrationKind.FLEXIBLE, dt.date(2026, 1, 1))
    assess(household=home, actor=town.worker, at=timezone.now(), origin=Origin.ACT)
    page = client.get(reverse("households:household", args=[home.pk])).content.decode()
    for words in ("市级劳动模范", "已到退休年龄", "未满16周岁", "自2026-01-01起灵活就业", "办理失业登记"):
        assert words in page


def _in_status(home, person) -> HardToEmploySpell:
    case = Certification.objects.create(
        household=home,
        person=person,
        area=home.area,
        chain_code=Certification.chains[-1].code,
        status="approved",
        reasons=[{"code": "C01", "text": "…", "article": "…"}],
        decided_reasons=[{"code": "C01", "text": "…", "article": "…"}],
        facts={},
        certified_on=dt.date(2026, 1, 5),
        drafted_by=factories.UserFactory(),
        drafted_at=timezone.now(),
    )
    return HardToEmploySpell.objects.create(
        person=person, household=home, certification=case, categories=[1], primary=1, certified_on=dt.date(2026, 1, 5)
    )


class TestConfirmations:
    @pytest.fixture
    def rows(self, town):
        month = timezone.localdate().replace(day=1)
        before = (month - dt.timedelta(days=1)).replace(day=1)
        home, person = disabled_person(town)
        certified(town, home, person)
        spell = HardToEmploySpell.objects.get()
        return [MonthlyConfirmation.objects.create(spell=spell, month=day) for day in (before, month)]

    def test_the_page_tells_how_far_the_month_is(self, client, rows):
        response = client.get(reverse("households:confirmations"))
        progress = response.context["progress"]
        assert (progress.total, progress.done, progress.left, progress.overdue) == (1, 0, 1, 1)
        page = response.content.decode()
        assert "逾期未确认" in page
        assert "本月时间进度" in page

    def test_confirming_is_one_act_per_person_on_record(self, client, town, rows):
        keys = {"confirmation": [row.pk for row in rows]}
        assert client.post(reverse("households:confirm"), keys, follow=True).status_code == 200
        assert not MonthlyConfirmation.objects.open().exists()
        assert AuditEntry.objects.filter(event="month.confirmed", actor=town.worker).count() == 2
        assert "全部完成" in client.get(reverse("households:confirmations")).content.decode()

    def test_nothing_chosen_confirms_nothing(self, client, rows):
        page = client.post(reverse("households:confirm"), {"confirmation": ["x"]}, follow=True).content.decode()
        assert "请先勾选" in page
        assert MonthlyConfirmation.objects.open().count() == 2

    def test_only_the_community_confirms(self, as_user, town, rows):
        officer = as_user(town.street_officer)
        assert officer.post(reverse("households:confirm"), {"confirmation": rows[0].pk}).status_code == 403
        page = officer.get(reverse("households:confirmations")).content.decode()
        assert 'name="confirmation"' not in page

    def test_others_people_are_not_confirmed(self, as_user, town, rows):
        as_user(town.neighbour_worker).post(reverse("households:confirm"), {"confirmation": rows[0].pk})
        assert MonthlyConfirmation.objects.open().count() == 2


def test_a_survey_can_be_read_again_by_those_above(as_user, client, town):
    client.post(reverse("households:survey_new"), doorstep.form(town.worker, *doorstep.family()))
    survey = Survey.objects.get()
    page = as_user(town.district_officer).get(reverse("households:survey_done", args=[survey.pk])).content.decode()
    assert "当时所填" in page
    assert "在校学生（2019-09-01至今）" in page
    assert "调查下一户" not in page


def test_of_a_couple_it_is_said_who_is_not_out_of_work(client, town):
    husband, wife = (
        doorstep.member("张一", dt.date(1980, 1, 1), relation="head"),
        doorstep.member("李二", dt.date(1981, 1, 1), "F", relation="spouse", situation="4", since="2026-02-03"),
    )
    answer = client.post(reverse("households:survey_new"), doorstep.form(town.worker, husband, wife))
    page = client.get(answer.url).content.decode()
    assert "夫妻双方须均下岗或失业：李二自2026-02-03起灵活就业。" in page
    assert "苏劳社就管〔2005〕19号 四(一)4" in page


@pytest.mark.django_db
def test_without_a_parameter_in_force_the_page_says_so(as_user):
    town = small_city()
    home = factories.HouseholdFactory(area=town.community)
    person = factories.member(home)
    client = as_user(town.worker)
    for address in (
        reverse("households:household", args=[home.pk]),
        reverse("households:person", args=[person.pk]),
    ):
        assert client.get(address).status_code == 200
    assert "政策参数在今天没有取值" in client.get(reverse("households:household", args=[home.pk])).content.decode()


def test_htmx_gets_the_results_alone(client, homes):
    page = client.get(reverse(LIST), headers={"HX-Request": "true"}).content.decode()
    assert 'id="results"' in page
    assert "<html" not in page
