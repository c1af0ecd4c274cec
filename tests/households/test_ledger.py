"""The ledger of laid-off and unemployed people: four blocks, as of any day, on screen, in a workbook and on paper."""

import datetime as dt
import io
from decimal import Decimal

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import AuditEntry
from households.actions import certificate_keeping as keeping
from households.actions.assessment import assess
from households.enums import BenefitKind, FactKind, RegistrationKind, Sex
from households.models import Couple, Endorsement, HardToEmploySpell, Person
from households.models.findings import Origin
from households.queries.ledger import ledger_on
from tests import factories
from tests.accounts.jobbing import taken_away
from tests.casework import MONDAY, certified, disabled_person, household_of, works
from tests.certificates import issued_to
from tests.households import doorstep
from tests.households.building import many_households

LEDGER = "households:ledger"
TODAY = MONDAY.date()
JUNE, AUGUST = dt.date(2026, 6, 30), dt.date(2026, 8, 1)
BUDGET = 15


@pytest.fixture(autouse=True)
def _monday(monday):
    """Time stands still."""


@pytest.fixture
def client(as_user, town):
    return as_user(town.worker)


@pytest.fixture
def people(town):
    """A couple out of work, he unemployed since July, she laid off since 2004; one at work; one of the neighbours."""
    home = factories.HouseholdFactory(area=town.community, address="幸福路1号")
    husband = factories.member(home, name="赵失业", born=dt.date(1980, 1, 1))
    wife = factories.PersonFactory(name="钱下岗", born=dt.date(1981, 1, 1), sex=Sex.FEMALE)
    factories.MembershipFactory(household=home, person=wife, relation="spouse")
    factories.registered(husband, RegistrationKind.UNEMPLOYED, dt.date(2026, 7, 1))
    factories.fact(wife, FactKind.LAID_OFF, dt.date(2004, 1, 1))
    factories.fact(wife, FactKind.SPECIAL_HARDSHIP, AUGUST, evidence="民政部门认定")
    Couple.objects.create(household=home, first=husband, second=wife, validity=DateRange(dt.date(2010, 1, 1), None))
    assess(household=home, actor=town.worker, at=MONDAY, origin=Origin.ACT)
    at_work = factories.member(factories.HouseholdFactory(area=town.community), name="孙在岗")
    factories.registered(at_work, RegistrationKind.ENTERPRISE, dt.date(2020, 1, 1))
    household_of(town, {"name": "邻居"}, area=town.neighbour, worker=town.neighbour_worker)
    return {person.name: person for person in Person.objects.all()}


def names(response):
    return [row.person.name for row in response.context["rows"]]


def test_it_holds_the_laid_off_and_the_unemployed_of_ones_area(as_user, client, town, people):
    assert set(names(client.get(reverse(LEDGER)))) == {"赵失业", "钱下岗"}
    assert set(names(as_user(town.street_officer).get(reverse(LEDGER)))) == {"赵失业", "钱下岗", "邻居"}
    page = client.get(reverse(LEDGER)).content.decode()
    for block in ("基础情况", "就业状况", "收入状况", "享受优惠政策情况"):
        assert f">{block}</th>" in page
        assert f'data-group="{block}"' in page
    assert "双下岗、双失业" in page
    assert people["赵失业"].id_number not in page


def test_it_is_read_as_of_any_day(client, town, people):
    assert names(client.get(reverse(LEDGER), {"on": JUNE})) == ["钱下岗"]
    works(town, people["赵失业"], RegistrationKind.FLEXIBLE, dt.date(2026, 9, 7), MONDAY)
    assert names(client.get(reverse(LEDGER))) == ["钱下岗"]
    assert set(names(client.get(reverse(LEDGER), {"on": AUGUST}))) == {"赵失业", "钱下岗"}
    assert "特困" in client.get(reverse(LEDGER), {"on": AUGUST}).content.decode().split("<tbody>")[1]
    assert "特困" not in client.get(reverse(LEDGER), {"on": JUNE}).content.decode().split("<tbody>")[1]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"family": "dual"}, {"赵失业", "钱下岗"}),
        ({"family": "zero"}, set()),
        ({"family": "neither"}, set()),
        ({"situation": "unemployed"}, {"赵失业"}),
        ({"situation": "laid_off"}, {"钱下岗"}),
        ({"situation": "unemployed", "on": JUNE}, set()),
        ({"fact": "28"}, {"钱下岗"}),
        ({"fact": "28", "on": JUNE}, set()),
        ({"benefit": "none"}, {"赵失业", "钱下岗"}),
        ({"benefit": "any"}, set()),
        ({"name": "赵"}, {"赵失业"}),
        ({"on": "2026-09-08"}, set()),
        ({"on": "明天"}, set()),
    ],
)
def test_a_filter_leaves_whom_it_names(client, people, query, expected):
    assert set(names(client.get(reverse(LEDGER), query))) == expected


def test_a_day_to_come_is_refused_in_words(client, people):
    assert "截至日期不能晚于今天。" in client.get(reverse(LEDGER), {"on": "2026-09-08"}).content.decode()


def test_income_and_answers_are_those_of_the_last_survey_before_the_day(as_user, town, monday):
    client = as_user(town.worker)
    husband, wife, child = doorstep.family()
    husband |= {"monthly_income": "300", "income_source": "relief"}
    first = doorstep.form(town.worker, husband, wife, child, monthly_income="900", income_source="wage")
    client.post(reverse("households:survey_new"), first)
    person = Person.objects.get(name="张建国")
    monday.shift(dt.timedelta(days=10))
    client = as_user(town.worker)
    home = person.memberships.get().household
    husband |= {"monthly_income": "600", "income_source": "wage"}
    second = doorstep.form(town.worker, husband, wife, child, monthly_income="1200", income_source="wage")
    client.post(reverse("households:survey", args=[home.pk]), second)

    row = workbook(client, on=TODAY)["张建国"]
    assert (row["本人月收入"], row["收入来源"]) == (300, "低保、救助金")
    assert (row["家庭月收入"], row["家庭人口"], row["家庭人均"]) == (900, 3, 300)
    row = workbook(client)["张建国"]
    assert (row["本人月收入"], row["家庭人均"], row["失业原因"]) == (600, 400, "企业裁员")


def workbook(client, **query):
    """The rows of the exported ledger by name, each by heading."""
    answer = taken_away(client, reverse(LEDGER), query)
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    headings, *rows = sheet.iter_rows(min_row=4, values_only=True)
    return {row[0]: dict(zip(headings, row, strict=True)) for row in rows}


@pytest.fixture
def endorsed(town, people):
    """A certificate of the unemployed husband with a benefit, and one struck off again."""
    certificate = issued_to(town, people["赵失业"])
    for title in ("家政服务员培训", "误登"):
        benefit = keeping.Benefit(
            kind=BenefitKind.TRAINING, title=title, first_day=TODAY, last_day=None, amount=Decimal("800.00"),
            source="哈人社发〔2010〕230号 第五条",
        )  # fmt: skip
        keeping.endorse(certificate=certificate, benefit=benefit, officer=town.worker, at=MONDAY)
    wrong = Endorsement.objects.get(title="误登")
    keeping.cancel_endorsement(endorsement=wrong, reason="登错人", officer=town.worker, at=MONDAY)
    return certificate


def test_benefits_are_those_endorsed_and_not_struck_off(client, endorsed):
    row = workbook(client)["赵失业"]
    assert row["享受的政策"] == f"职业培训补贴 家政服务员培训（{TODAY}起）"
    assert row["金额合计"] == 800
    assert endorsed.masked_serial in row["证件"]
    assert set(names(client.get(reverse(LEDGER), {"benefit": "training"}))) == {"赵失业"}
    assert set(names(client.get(reverse(LEDGER), {"benefit": "none"}))) == {"钱下岗"}


def test_the_workbook_has_the_four_blocks_over_its_headings_and_is_on_record(client, town, people):
    answer = taken_away(client, reverse(LEDGER), {"on": JUNE})
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    assert sheet["A1"].value == "双下岗、双失业家庭及下岗失业人员台账（截至2026-06-30）"
    assert [cell.value for cell in sheet[3] if cell.value] == ["基础情况", "就业状况", "收入状况", "享受优惠政策情况"]
    assert {str(block) for block in sheet.merged_cells.ranges} == {"A3:L3", "M3:S3", "T3:X3", "Y3:AA3"}
    assert sheet.freeze_panes == "A5"
    row = workbook(client, on=JUNE)["钱下岗"]
    assert (row["状况"], row["自"].date()) == ("下岗", dt.date(2004, 1, 1))
    assert "*" in row["身份证号"]
    entry = AuditEntry.objects.filter(event="list.exported").first()
    assert entry.details["rows"] == 1
    assert "截至 2026-06-30" in entry.details["filters"]


def test_the_sheet_of_a_household_shows_all_its_members_in_four_blocks(as_user, client, town, people, endorsed):
    home = people["赵失业"].memberships.get().household
    page = client.get(reverse("households:ledger_sheet", args=[home.pk])).content.decode()
    for words in ("一、基础情况", "二、就业状况", "三、收入状况", "四、享受优惠政策情况", "特困", "家政服务员培训"):
        assert words in page
    assert people["钱下岗"].id_number not in page
    earlier = client.get(reverse("households:ledger_sheet", args=[home.pk]), {"on": JUNE}).content.decode()
    assert "截至 2026年6月30日" in earlier
    assert "家政服务员培训" not in earlier
    before = client.get(reverse("households:ledger_sheet", args=[home.pk]), {"on": "2001-01-01"}).content.decode()
    assert "该户没有成员" in before
    foreign = as_user(town.neighbour_worker)
    assert foreign.get(reverse("households:ledger_sheet", args=[home.pk])).status_code == 404


@pytest.mark.parametrize("count", [10, 60])
def test_the_ledger_needs_a_fixed_number_of_queries(as_user, town, count):
    many_households(town.community, count)
    client = as_user(town.street_officer)
    for query in ({}, {"family": "neither", "benefit": "none", "on": str(TODAY)}):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            rows = client.get(reverse(LEDGER), query).context["rows"]
        assert len(rows) > 5
        assert len(asked) <= BUDGET, [query["sql"][:100] for query in asked]


def test_a_person_found_registered_twice_stands_in_it_once(people):
    double = people["邻居"]
    double.merged_into = people["赵失业"]
    double.save()
    assert "邻居" not in {row.person.name for row in ledger_on(TODAY)}


@pytest.fixture
def in_status(town):
    """Two certified people; the second left the status again in September."""
    spells = []
    for name in ("在册", "退出"):
        home, person = disabled_person(town, name=name)
        certified(town, home, person)
        spells.append(person.spells.get())
    HardToEmploySpell.objects.filter(pk=spells[1].pk).update(exited_on=dt.date(2026, 9, 20), exit_reason="employed")
    return spells


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, {"在册", "退出"}),
        ({"since": "2026-09-21"}, {"在册"}),
        ({"since": "2026-09-20", "until": "2026-09-30"}, {"在册", "退出"}),
        ({"until": "2026-09-01"}, set()),
        ({"is_open": "left"}, {"退出"}),
        ({"category": "3"}, {"在册", "退出"}),
        ({"category": "1"}, set()),
    ],
)
def test_the_ledger_of_certifications_is_of_an_area_and_a_period(as_user, town, in_status, query, expected):
    address = reverse("households:certified_ledger")
    assert set(names(as_user(town.worker).get(address, query))) == expected
    assert names(as_user(town.neighbour_worker).get(address, query)) == []


def test_the_ledger_of_certifications_leaves_under_its_title(client, in_status):
    answer = taken_away(client, reverse("households:certified_ledger"), {"since": "2026-09-01"})
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    assert sheet["A1"].value == "就业困难人员认定管理台帐"
    assert "自 2026-09-01" in sheet["A2"].value
    assert {row[0] for row in sheet.iter_rows(min_row=4, values_only=True)} == {"在册", "退出"}


def test_the_ledger_of_certifications_needs_a_fixed_number_of_queries(client, in_status):
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("households:certified_ledger"))
    assert len(asked) <= BUDGET
