import datetime as dt

import pytest
from django.urls import reverse

from accounts.enums import Role
from accounts.models import AuditEntry
from policy.models import CalendarException, CalendarYear, Document, Proposal, calendar
from tests.casework import applied, household_of
from tests.dumping import everything
from tests.factories import UserFactory
from tests.setting import SHANGHAI

pytestmark = pytest.mark.usefixtures("monday")

ENTER = reverse("desk:calendar")


@pytest.fixture
def second(city):
    """The city's other officer, who confirms."""
    return UserFactory(area=city.city, role=Role.CITY_OFFICER)


def confirm(client):
    return client.post(reverse("desk:confirm_proposal", args=[Proposal.objects.latest("pk").pk]), {"comment": ""})


def typed(client, year):
    """What stands for ``year``, as the form offers it."""
    initial = client.get(ENTER, {"year": year}).context["form"].initial
    return {name: initial[name] for name in ("year", "document", "off", "works")} | {"reason": "更正。"}


@pytest.fixture
def given(city):
    document = Document.objects.create(
        number="国办发明电〔2026〕9号",
        title="通知",
        issuer="国务院办公厅",
        issued_on=dt.date(2026, 11, 4),
        level="national",
    )
    return {
        "year": "2027",
        "document": document.pk,
        "off": "2027-01-01 元旦\n2027-10-01 至 2027-10-07 国庆节\n",
        "works": "2027-10-09 国庆节调休",
        "reason": "照通知录入。",
    }


def test_a_year_is_proposed_line_by_line_and_put_in_force_by_another(client, as_user, city, second, given):
    client.force_login(city.city_officer)
    proposed = client.post(ENTER, given)
    assert proposed.url == reverse("desk:proposal", args=[Proposal.objects.get().pk])
    assert not CalendarYear.objects.filter(year=2027).exists()
    for page in ("desk:proposals", "policy:calendar", "desk:my_work"):
        assert "2027年工作日历" in as_user(second).get(reverse(page)).content.decode()

    assert confirm(as_user(second)).url == reverse("policy:calendar")
    days = calendar()
    assert days.known_until == dt.date(2027, 12, 31)
    assert not days.is_working_day(dt.date(2027, 10, 7))
    assert days.is_working_day(dt.date(2027, 10, 9))
    assert CalendarException.objects.filter(calendar_year__year=2027).count() == 9
    assert "已确认" in client.get(proposed.url).content.decode()


def test_nobody_confirms_a_calendar_of_their_own(client, city, given):
    client.force_login(city.city_officer)
    client.post(ENTER, given)

    assert confirm(client).status_code == 200
    assert not CalendarYear.objects.filter(year=2027).exists()


def test_a_calendar_is_proposed_once_at_a_time_and_only_by_the_city(client, as_user, city, second, given):
    client.force_login(city.city_officer)
    client.post(ENTER, given)
    assert "已有2027年工作日历的提案待确认" in str(as_user(second).post(ENTER, given).context["form"].errors)

    city.city_officer.area = city.district
    city.city_officer.save()
    assert "由市局录入" in str(client.post(ENTER, given).context["form"].errors)


def test_days_gone_by_of_a_year_in_force_do_not_change(client, city):
    client.force_login(city.city_officer)
    before = list(CalendarException.objects.order_by("day").values_list("day", "is_workday", "title"))
    holidays = typed(client, 2026)["off"].splitlines()
    invented = typed(client, 2026) | {"off": "\n".join(holidays[-1:])}
    answer = client.post(ENTER, invented)

    assert "今天（2026-09-07）以前的日子不能再改：2026-01-01、" in str(answer.context["form"].errors)
    assert not Proposal.objects.exists()
    assert list(CalendarException.objects.order_by("day").values_list("day", "is_workday", "title")) == before


def test_days_to_come_are_corrected_with_what_they_were_on_record(client, as_user, city, second):
    client.force_login(city.city_officer)
    corrected = typed(client, 2026)
    assert client.post(ENTER, corrected).context["form"].errors  # nothing changes
    corrected["works"] = corrected["works"].replace("2026-10-10 国庆节调休", "2026-10-11 国庆节调休")
    proposed = client.post(ENTER, corrected)
    assert Proposal.objects.get().since == dt.date(2026, 10, 10)
    shown = as_user(second).get(proposed.url).content.decode()
    assert "2 天与现有日历不同" in shown
    confirm(as_user(second))

    assert not calendar().is_working_day(dt.date(2026, 10, 10))
    assert calendar().is_working_day(dt.date(2026, 10, 11))
    entry = AuditEntry.objects.get(event="calendar.announced", actor=second)
    assert entry.details["before"] == {"2026-10-10": "上班 国庆节调休", "2026-10-11": "照常"}
    assert entry.details["after"] == {"2026-10-10": "照常", "2026-10-11": "上班 国庆节调休"}


def test_a_correction_whose_day_went_by_while_it_waited_is_refused(client, as_user, city, second, monday):
    client.force_login(city.city_officer)
    corrected = typed(client, 2026)
    corrected["works"] = corrected["works"].replace("2026-10-10 国庆节调休", "")
    client.post(ENTER, corrected)
    monday.move_to(dt.datetime(2026, 10, 12, 9, tzinfo=SHANGHAI))

    assert "以前的日子不能再改：2026-10-10" in confirm(as_user(second)).content.decode()
    assert calendar().is_working_day(dt.date(2026, 10, 10))


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"year": ""}, "year", "必填项"),
        ({"off": ""}, "off", "必填项"),
        ({"off": "元旦"}, "off", "第 1 行“元旦”看不懂"),
        ({"off": "2027-02-30 春节"}, "off", "第 1 行的日期 2027-02-30 不存在"),
        ({"off": "2027-01-01\n2027-10-07 至 2027-10-01"}, "off", "第 2 行的起止日期不对"),
        ({"off": "2026-12-31 元旦"}, "off", "2026-12-31 不在2027年内"),
        ({"works": "2027-10-08 调休"}, "works", "2027-10-08 是星期五，本来就上班"),
        ({"off": "2027-10-09 国庆节"}, "off", "2027-10-09 列出了两次"),
    ],
)
def test_what_cannot_be_entered_is_said_at_its_field(client, city, given, change, field, sentence):
    client.force_login(city.city_officer)
    response = client.post(ENTER, given | change)

    assert sentence in str(response.context["form"].errors[field])
    assert not Proposal.objects.exists()
    assert not CalendarYear.objects.filter(year=2027).exists()


def test_the_preview_shows_which_provisional_dates_move_and_changes_nothing(client, as_user, city, second, given):
    monday = dt.datetime(2026, 12, 28, 9, tzinfo=SHANGHAI)
    case = applied(city, household_of(city, at=monday), at=monday)
    assert case.due_is_provisional
    client.force_login(city.city_officer)
    before = everything(without=("django_session",))
    answer = client.post(f"{ENTER}?preview=1", given)

    assert everything(without=("django_session",)) == before
    [moved] = answer.context["moved"]
    assert (moved.application, moved.what, moved.is_provisional) == (case, "办理期限", False)
    assert (moved.before, moved.after, moved.later) == (dt.date(2027, 1, 4), dt.date(2027, 1, 5), 1)
    shown = answer.content.decode()
    assert "推后 1 天" in shown
    assert "2027-01-01 元旦" in shown  # what was typed is still there

    client.post(ENTER, given)
    confirm(as_user(second))
    case.refresh_from_db()
    assert (case.due_on, case.due_is_provisional) == (dt.date(2027, 1, 5), False)
