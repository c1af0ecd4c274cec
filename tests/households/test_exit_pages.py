"""The pages of exits: proposed, confirmed, decided, and what comes of bad input."""

import datetime as dt

import pytest
from django.urls import reverse

from approvals.workflow import Status
from households.actions import exits
from households.enums import ExitReason
from households.models import Exit, HardToEmploySpell, ZeroFamilyCase
from tests.casework import (
    NOTICE_ENDED,
    certified,
    disabled_person,
    household_of,
)

DAY = dt.timedelta(days=1)
pytestmark = pytest.mark.usefixtures("monday")


@pytest.fixture
def home(city):
    return household_of(city)


def page(name, *args):
    return reverse(f"households:{name}", args=args)


@pytest.fixture
def spell(city):
    home, person = disabled_person(city)
    certified(city, home, person)
    return HardToEmploySpell.objects.get()


@pytest.fixture
def after(monday):
    monday.move_to(NOTICE_ENDED + 7 * DAY)
    return NOTICE_ENDED + 7 * DAY


def test_an_exit_is_proposed_and_decided_by_page(as_user, city, spell, after):
    client = as_user(city.worker)
    address = f"{page('exit_new')}?spell={spell.pk}"
    assert "王残" in client.get(address).content.decode()
    typed = {"reason": "stable", "effective_on": str(after.date()), "evidence": "劳动合同"}
    answer = client.post(address, typed)
    case = Exit.objects.get()
    assert answer.url == page("exit", case.pk)
    client = as_user(city.street_officer)
    shown = client.get(page("exit", case.pk)).content.decode()
    assert "待您办理：街道决定" in shown
    missing = client.post(f"{page('exit_decide', case.pk)}?decision=refused", {"comment": ""})
    assert "请填写说明" in missing.content.decode()
    client.post(f"{page('exit_decide', case.pk)}?decision=approved", {"comment": ""})
    spell.refresh_from_db()
    assert spell.exited_on == after.date()


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"reason": ""}, "reason", "请选择退出原因"),
        ({"reason": "no such"}, "reason", "no such"),
        ({"effective_on": "2026-09-01"}, "effective_on", "在认定日期"),
        ({"effective_on": "2026-12-01"}, "effective_on", "在认定日期"),
        ({"effective_on": "明天"}, "effective_on", "有效"),
        ({"evidence": "  "}, "evidence", "证明材料"),
        ({"evidence": "长" * 1001}, "evidence", "1000"),
    ],
)
def test_a_bad_exit_comes_back_with_a_sentence_at_the_field(as_user, city, spell, after, typed, field, words):
    good = {"reason": "other", "effective_on": str(after.date()), "evidence": "说明"}
    answer = as_user(city.worker).post(f"{page('exit_new')}?spell={spell.pk}", good | typed)
    assert words in "".join(answer.context["form"].errors[field])
    assert not Exit.objects.exists()


def test_a_family_exits_for_reasons_of_families_alone(as_user, city, home, monday):
    certified(city, home)
    family = ZeroFamilyCase.objects.get()
    monday.move_to(NOTICE_ENDED + DAY)
    answer = as_user(city.worker).get(f"{page('exit_new')}?family_case={family.pk}")
    offered = {value for value, _ in answer.context["form"].fields["reason"].choices}
    assert {"unable", "no_desire", "stable"} <= offered
    assert not {"retired", "dead"} & offered


def test_an_exit_needs_its_subject_in_the_area(as_user, city, spell):
    assert as_user(city.worker).get(page("exit_new")).status_code == 404
    assert as_user(city.neighbour_worker).get(f"{page('exit_new')}?spell={spell.pk}").status_code == 404
    assert as_user(city.street_officer).get(f"{page('exit_new')}?spell={spell.pk}").status_code == 403


def test_a_drafted_exit_is_confirmed_or_withdrawn_by_the_worker(as_user, city, spell, after):
    proposal = exits.Proposal(ExitReason.DEAD, after.date(), "系统按日历提出", "登记的死亡日期")
    case = exits.draft_unless_under_way(spell, proposal, actor=city.city_officer, at=after)
    client = as_user(city.worker)
    assert "确认并提交街道" in client.get(page("exit", case.pk)).content.decode()
    bad = client.post(page("exit_submit", case.pk), {"effective_on": "", "evidence": "有"})
    assert bad.context["correction"].errors["effective_on"]
    client.post(page("exit_submit", case.pk), {"effective_on": str(after.date()), "evidence": "死亡证明"})
    case.refresh_from_db()
    assert (case.status, case.evidence) == (Status.PENDING, "死亡证明")
    assert "请填写撤回原因" in client.post(page("exit_withdraw", case.pk), {"reason": " "}).content.decode()
    client.post(page("exit_withdraw", case.pk), {"reason": "登记有误"})
    case.refresh_from_db()
    assert case.status == Status.WITHDRAWN
