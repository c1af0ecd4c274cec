"""Stops on their pages, and the ledger of what was granted."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from subsidies.models import Stop
from tests.claiming import flexible, granted
from tests.stopping import stopped

SAID = {"scheme": "flexible", "month": "2026-08", "reason": "OTHER", "note": "群众举报，正在核实"}
pytestmark = pytest.mark.usefixtures("monday")


@pytest.fixture
def paid(city, person):
    return granted(city, person)


def test_an_officer_stops_and_gives_again_on_the_pages(city, person, paid, as_user):
    client = as_user(city.street_officer)
    page = client.get(reverse("subsidies:entitlements", args=[person.pk])).content.decode()
    assert reverse("subsidies:stop_new", args=[person.pk]) in page
    client.post(reverse("subsidies:stop_new", args=[person.pk]), SAID)
    made = Stop.objects.get()
    shown = client.get(reverse("subsidies:stop", args=[made.pk])).content.decode()
    assert "1,200.00" in shown
    assert "群众举报" in shown

    answer = client.post(reverse("subsidies:stop_resume", args=[made.pk]), {"month": "2026-07", "because": "误停"})
    assert "不能早于" in answer.content.decode()
    client.post(reverse("subsidies:stop_resume", args=[made.pk]), {"month": "2026-08", "because": "误停"})
    made.refresh_from_db()
    assert made.resumed_month == made.month


@pytest.mark.parametrize("fault", [{"month": "x"}, {"note": ""}, {"month": "2090-01"}, {"scheme": "post"}])
def test_a_fault_is_told_at_its_field(city, person, paid, as_user, fault):
    answer = as_user(city.street_officer).post(reverse("subsidies:stop_new", args=[person.pk]), SAID | fault)
    assert set(answer.context["form"].errors) == set(fault)
    assert not Stop.objects.exists()


def test_the_list_tells_what_is_over_paid(city, person, paid, as_user):
    stopped(person)
    stopped(flexible(city), month=dt.date(2026, 11, 1))
    client = as_user(city.worker)
    assert client.get(reverse("subsidies:stops")).context["count"] == 2
    rows = client.get(reverse("subsidies:stops"), {"state": "overpaid"}).context["page_obj"].rows
    assert [row.overpaid for row in rows] == [Decimal("1200.00")]


def test_the_ledger_has_what_was_granted_in_the_period(city, person, paid, as_user):
    client = as_user(city.worker)
    page = client.get(reverse("subsidies:ledger"), {"since": "2026-10-01", "until": "2026-10-31"})
    (row,) = page.context["page_obj"].rows
    assert (row.amount, len(row.granted)) == (Decimal("1800.00"), 3)
    assert "2026-07 至 2026-09（3 个月）" in page.content.decode()
    assert client.get(reverse("subsidies:ledger"), {"since": "2026-11-01"}).context["count"] == 0


def test_the_workbook_of_the_ledger_is_noted(city, paid, as_user):
    client = as_user(city.worker)
    address = reverse("subsidies:ledger") + "?format=xlsx"
    assert client.post(reverse("accounts:start_export"), {"address": address, "purpose": "核对"}).status_code in (
        200,
        302,
    )
    assert AuditEntry.objects.filter(event__startswith="list.exported").exists()
