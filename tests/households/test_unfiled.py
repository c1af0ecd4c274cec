"""符合条件未立案: the list that must become empty, and the reasons that take a row off it."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AuditEntry
from households.actions import no_case
from households.actions.assessment import assess
from households.enums import Category, FactKind, NoCaseReason
from households.models import NoCase, Person
from households.models.findings import Origin
from households.queries import unfiled
from tests import factories
from tests.casework import MONDAY, applied, disabled_person, household_of, works

TODAY = MONDAY.date()
DAY = dt.timedelta(days=1)
WHY = no_case.Explanation(NoCaseReason.UNWILLING, "本人签字的声明")
UNFILED, FAMILIES, PEOPLE = "households:unfiled", "households:unfiled_families", "households:unfiled_people"
pytestmark = pytest.mark.usefixtures("monday")


def explain(finding, worker, at=MONDAY, why=WHY) -> NoCase:
    return no_case.explain(finding=finding, explanation=why, worker=worker, at=at)


def listed(user, on=TODAY) -> tuple[int, int]:
    """How many families and people wait for the worker."""
    return unfiled.families_found(user, on).count(), unfiled.people_found(user, on).count()


def test_a_reason_takes_a_family_off_the_list_until_its_term_has_run_out(town):
    household_of(town)
    assert listed(town.worker) == (1, 1)
    row = explain(unfiled.families_found(town.worker, TODAY).get(), town.worker)
    assert (row.holds_until, row.source) == (dt.date(2026, 12, 7), "就援〔2026〕默认值 八、调查与个人信息")
    assert AuditEntry.objects.get(event="no_case.recorded").object_id == row.pk
    assert listed(town.worker) == (0, 1)
    assert listed(town.worker, row.holds_until) == (0, 1)
    assert listed(town.worker, row.holds_until + DAY) == (1, 1)


def test_a_familys_reason_ends_with_its_finding(town):
    home = household_of(town)
    explain(unfiled.families_found(town.worker, TODAY).get(), town.worker)
    person = Person.objects.get()
    works(town, person, 2, TODAY + DAY, MONDAY + DAY)
    works(town, person, 1, TODAY + 9 * DAY, MONDAY + 9 * DAY)
    assert home.findings.count() > 1
    assert unfiled.families_found(town.worker, TODAY + 9 * DAY).count() == 1


def test_a_persons_reason_covers_the_categories_found_and_no_later_one(town):
    home, person = disabled_person(town, with_age=True)
    assert [row.category for row in unfiled.people_found(town.worker, TODAY)] == [Category.C01]
    row = explain(unfiled.people_found(town.worker, TODAY).get(), town.worker)
    assert row.categories == [Category.C01, Category.C03]
    assert listed(town.worker) == (0, 0)
    factories.fact(person, FactKind.LOW_INCOME, TODAY)
    assess(household=home, actor=town.worker, at=MONDAY, origin=Origin.ACT)
    found = unfiled.people_found(town.worker, TODAY)
    assert [(one.person, one.category) for one in found] == [(person, Category.C04)]
    assert unfiled.people(TODAY).count() == 1


def test_who_has_applied_stands_in_no_list(town):
    applied(town, household_of(town))
    assert listed(town.worker) == (0, 0)


def test_a_reason_is_refused_without_evidence_twice_or_elsewhere(town):
    household_of(town)
    finding = unfiled.families_found(town.worker, TODAY).get()
    with pytest.raises(no_case.NoCaseRefused, match="证明材料"):
        explain(finding, town.worker, why=no_case.Explanation(NoCaseReason.OTHER, " "))
    with pytest.raises(no_case.NoCaseRefused):
        explain(finding, town.neighbour_worker)
    explain(finding, town.worker)
    with pytest.raises(no_case.NoCaseRefused):
        explain(finding, town.worker)


def test_the_counts_by_area_lead_to_the_names(as_user, town):
    household_of(town, {"name": "李向阳"})
    household_of(town, {"name": "李光明"}, area=town.neighbour, worker=town.neighbour_worker)
    explain(unfiled.families_found(town.worker, TODAY).get(), town.worker)
    officer = as_user(town.street_officer)
    answer = officer.get(reverse(UNFILED))
    assert [(one.area.name, one.families, one.people, one.families_explained) for one in answer.context["counts"]] == [
        ("向阳社区", 0, 1, 1),
        ("光明社区", 1, 1, 0),
    ]
    total = answer.context["total"]
    assert (total.families, total.people, total.families_explained, total.people_explained) == (1, 2, 1, 0)
    page = officer.get(reverse(FAMILIES), {"state": "unexplained"}).content.decode()
    assert "李光明户" in page
    assert "李向阳户" not in page
    explained = officer.get(reverse(FAMILIES), {"state": "explained", "area": town.community.pk}).content.decode()
    assert "本人不愿申请（至2026-12-07）" in explained


def test_a_worker_records_the_reason_from_the_list_and_comes_back_to_it(as_user, town):
    home = household_of(town)
    client = as_user(town.worker)
    finding = unfiled.people_found(town.worker, TODAY).get()
    address = reverse("households:explain_person", args=[finding.pk])
    assert f"{address}?then={reverse(PEOPLE)}" in client.get(reverse(PEOPLE)).content.decode()
    assert address in client.get(reverse("desk:worklist", args=["people-found"])).content.decode()
    wrong = client.post(address, {"reason": "", "evidence": "声明"})
    assert "请选择原因" in wrong.content.decode()
    assert "声明" in wrong.content.decode()
    answer = client.post(f"{address}?then={reverse(PEOPLE)}", {"reason": "settled", "evidence": "安置单位证明"})
    assert answer.url == reverse(PEOPLE)
    assert "安置单位证明" in client.get(reverse("households:household", args=[home.pk])).content.decode()
    assert listed(town.worker) == (1, 0)


def test_an_empty_list_says_so(as_user, town):
    assert "名单已清零" in as_user(town.street_officer).get(reverse(UNFILED)).content.decode()
    assert "名单已清零" in as_user(town.worker).get(reverse(FAMILIES)).content.decode()


@pytest.mark.parametrize("name", [UNFILED, FAMILIES, PEOPLE])
def test_a_page_takes_no_more_queries_for_many(as_user, town, name):
    client, counts = as_user(town.street_officer), []
    for more in (10, 30):
        for _ in range(more):
            household_of(town)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse(name)).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 15
