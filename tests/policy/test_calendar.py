import datetime as dt

import pytest
from django.urls import reverse

from policy.models import CalendarException, CalendarYear, Document, calendar
from tests.casework import applied, household_of
from tests.dumping import everything
from tests.setting import SHANGHAI

ENTER = reverse("desk:calendar")


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
    }


def test_a_year_is_entered_line_by_line(client, city, given):
    client.force_login(city.city_officer)
    response = client.post(ENTER, given)

    assert response.url == reverse("policy:calendar")
    days = calendar()
    assert days.known_until == dt.date(2027, 12, 31)
    assert not days.is_working_day(dt.date(2027, 10, 7))
    assert days.is_working_day(dt.date(2027, 10, 9))
    assert CalendarException.objects.filter(calendar_year__year=2027).count() == 9


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_what_stands_for_a_year_is_offered_as_it_would_be_typed(client, city, year):
    client.force_login(city.city_officer)
    before = list(CalendarException.objects.order_by("day").values_list("day", "is_workday", "title"))
    form = client.get(ENTER, {"year": year}).context["form"]
    typed = {name: form.initial[name] for name in ("year", "document", "off", "works")}

    assert client.post(ENTER, typed).status_code == 302
    assert list(CalendarException.objects.order_by("day").values_list("day", "is_workday", "title")) == before


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
    assert not CalendarYear.objects.filter(year=2027).exists()


def test_the_preview_shows_which_provisional_dates_move_and_changes_nothing(client, city, given):
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
    case.refresh_from_db()
    assert (case.due_on, case.due_is_provisional) == (dt.date(2027, 1, 5), False)
