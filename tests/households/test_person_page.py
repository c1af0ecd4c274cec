"""The page of one person, the registration of work, and the sight of a whole ID number."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry
from households.enums import Category, FactKind, RegistrationKind
from households.models import HardToEmploySpell
from tests import factories
from tests.casework import certified, disabled_person, household_of

PAGE, REGISTER, END, UNMASK = (
    "households:person",
    "households:register",
    "households:end_registration",
    "households:unmask",
)
TODAY = timezone.localdate()


@pytest.fixture
def client(as_user, town):
    return as_user(town.worker)


@pytest.fixture
def person(town):
    """Somebody registered unemployed since July, alone."""
    return household_of(town, {"name": "李零"}, at=timezone.now()).memberships.get().person


def at(name: str, *keys: int) -> str:
    return reverse(name, args=keys)


def test_the_page_has_four_blocks_and_hides_the_number(client, person):
    page = client.get(at(PAGE, person.pk)).content.decode()
    for block in ("登记认定", "援助服务", "就业状态", "享受政策"):
        assert block in page
    assert person.id_number not in page
    assert person.masked_id in page


def test_retirement_and_stability_name_their_article(client, person):
    factories.registered(person, RegistrationKind.ENTERPRISE, dt.date(2019, 1, 1), dt.date(2021, 6, 30))
    factories.registered(person, RegistrationKind.FLEXIBLE, dt.date(2022, 1, 1), dt.date(2022, 2, 1))
    response = client.get(at(PAGE, person.pk))
    works = response.context["works"]
    assert [work.stability and work.stability.stable_on for work in works] == [None, None, dt.date(2019, 7, 1)]
    page = response.content.decode()
    assert "稳定就业依据" in page
    assert "法定退休日期" in page
    assert "渐进式延迟" in page


def test_status_facts_and_what_happened_are_told(client, town):
    home, person = disabled_person(town)
    case = certified(town, home, person)
    factories.fact(person, FactKind.LOW_INCOME, dt.date(2020, 1, 1), dt.date(2021, 1, 1))
    page = client.get(at(PAGE, person.pk)).content.decode()
    assert "在册就业困难人员" in page
    assert Category.C03.label in page
    assert reverse("households:certification", args=[case.pk]) in page
    assert "认定为就业困难人员" in page
    assert "享受城镇低保" in page
    assert HardToEmploySpell.objects.get().certification == case


def test_somebody_who_has_left_is_still_shown(client, town):
    home = household_of(town, {"name": "李一"}, {"name": "李二"})
    gone = home.memberships.get(person__name="李二")
    gone.validity = (dt.date(2020, 1, 1), dt.date(2026, 1, 1))
    gone.save()
    page = client.get(at(PAGE, gone.person_id)).content.decode()
    assert "已不在本户" in page


def test_work_is_registered_and_the_household_judged(client, person):
    answer = client.post(at(REGISTER, person.pk), {"kind": "4", "since": TODAY.isoformat()})
    assert answer.url == at(PAGE, person.pk)
    flexible, unemployed = person.registrations.order_by("-validity")
    assert (flexible.kind, unemployed.validity.upper) == (RegistrationKind.FLEXIBLE, TODAY)
    assert not person.findings.on(TODAY).exists()


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({}, "kind", "请选择登记类别"),
        ({"kind": "4"}, "since", "请填写起始日期"),
        ({"kind": "4", "since": "2026-02-30"}, "since", ""),
        ({"kind": "4", "since": (TODAY + dt.timedelta(days=1)).isoformat()}, "since", "不能晚于今天"),
        ({"kind": "4", "since": "2020-01-01"}, "since", "须晚于现有登记"),
        ({"kind": "1", "since": TODAY.isoformat()}, "since", "重叠"),
        ({"kind": "2", "since": TODAY.isoformat()}, "employer", "请填写用人单位"),
        ({"kind": "2", "since": TODAY.isoformat(), "employer": "甲", "employer_code": "1"}, "employer_code", "18位"),
    ],
)
def test_a_bad_registration_is_told_at_its_field(client, person, typed, field, words):
    response = client.post(at(REGISTER, person.pk), typed)
    assert words in " ".join(response.context["form"].errors[field])
    assert person.registrations.count() == 1
    assert f'value="{typed["employer"]}"' in response.content.decode() if "employer" in typed else True


def test_a_registration_is_ended_for_a_reason(client, person):
    row = person.registrations.get()
    assert client.get(at(END, row.pk)).status_code == 200
    response = client.post(at(END, row.pk), {"last_day": TODAY.isoformat(), "reason": ""})
    assert response.context["form"].errors["reason"] == ["请写明终止原因。"]
    response = client.post(at(END, row.pk), {"last_day": "2026-01-01", "reason": "已实现就业"})
    assert "终止日期应在" in response.context["form"].errors["last_day"][0]
    assert client.post(at(END, row.pk), {"last_day": TODAY.isoformat(), "reason": "已实现就业"}).status_code == 302
    row.refresh_from_db()
    assert (row.validity.upper, row.end_reason) == (TODAY + dt.timedelta(days=1), "已实现就业")
    assert client.get(at(END, row.pk)).status_code == 404


def test_a_number_is_shown_once_for_a_reason_on_record(client, town, person):
    response = client.post(at(UNMASK, person.pk), {"unmask-reason": "核对身份证原件"})
    assert person.id_number in response.content.decode()
    assert response["Cache-Control"] == "no-store"
    entry = AuditEntry.objects.get(event="id_number.unmasked")
    assert (entry.actor, entry.object_id, entry.details["reason"]) == (town.worker, person.pk, "核对身份证原件")


def test_without_a_reason_no_number_is_shown(client, person):
    for reason in ("", "  "):
        response = client.post(at(UNMASK, person.pk), {"unmask-reason": reason})
        assert person.id_number not in response.content.decode()
        assert "请填写查看完整证件号码的事由" in response.content.decode()
    assert not AuditEntry.objects.filter(event="id_number.unmasked").exists()
    assert client.get(at(UNMASK, person.pk)).url == at(PAGE, person.pk)


def test_what_lies_outside_is_not_found(as_user, town, person):
    neighbour, row = as_user(town.neighbour_worker), person.registrations.get()
    for address in (at(PAGE, person.pk), at(REGISTER, person.pk), at(END, row.pk), at(UNMASK, person.pk)):
        assert neighbour.get(address).status_code == 404
    assert neighbour.post(at(UNMASK, person.pk), {"unmask-reason": "看看"}).status_code == 404
    assert neighbour.post(at(REGISTER, person.pk), {"kind": "4", "since": TODAY.isoformat()}).status_code == 404


def test_acts_are_asked_for(as_user, town, person):
    officer, statistician = as_user(town.street_officer), as_user(town.statistician)
    assert officer.get(at(PAGE, person.pk)).status_code == 200
    assert officer.get(at(REGISTER, person.pk)).status_code == 403
    assert officer.get(at(END, person.registrations.get().pk)).status_code == 403
    assert statistician.get(at(PAGE, person.pk)).status_code == 200
    assert statistician.post(at(UNMASK, person.pk), {"unmask-reason": "看看"}).status_code == 403
    assert "查看完整号码" not in statistician.get(at(PAGE, person.pk)).content.decode()
