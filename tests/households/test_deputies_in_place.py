"""What a deputy decides without a chain of steps: merges of duplicates, and inspections made good late."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.actions.deputies import NewDeputation, end_deputation, name_deputy
from accounts.enums import Role
from accounts.models import AuditEntry
from desk.queries import my_work
from households.actions import inspections, merging
from households.actions.inspections import InspectionRefused
from households.actions.memberships import MoveRefused
from households.enums import InspectionResult
from households.models import Inspection, PersonMerge
from tests import factories
from tests.casework import MONDAY, household_of
from tests.certificates import issued_to, out_of_work, round_opened

DAY = dt.timedelta(days=1)
TODAY = MONDAY.date()
LATE = MONDAY + 30 * DAY  # the round has closed
pytestmark = pytest.mark.usefixtures("monday")


@pytest.fixture
def leader(city):
    return factories.UserFactory(area=city.street, role=Role.STREET_LEADER, full_name="周领导")


@pytest.fixture
def merge(city):
    """Proposed in the community, to be decided by the street."""
    survivor = household_of(city, {"name": "周真"}).memberships.get().person
    duplicate = factories.member(factories.HouseholdFactory(area=city.community), name="周甄")
    return merging.propose_merge(
        survivor=survivor, id_number=duplicate.id_number, reason="同一人", worker=city.worker, at=MONDAY
    )


@pytest.fixture
def held(city):
    """A certificate that nobody inspected in its round."""
    found = issued_to(city, out_of_work(city))
    round_opened(city)
    return found


def named(officer, deputy, at=MONDAY):
    new = NewDeputation(officer, deputy, at.date(), at.date() + 5 * DAY, "休假")
    return name_deputy(new, actor=officer, at=at)


def merged(merge, officer, at=MONDAY, **said):
    return merging.decide_merge(merge=merge, merges=True, comment="", officer=officer, at=at, **said)


def inspected(held, officer, at=LATE, **said):
    result = InspectionResult.PASSED
    return inspections.inspect(certificate=held, result=result, reason="", officer=officer, at=at, **said)


def waits(user, kind, on):
    """How many things of that kind wait for the user; None where the user does not know the kind."""
    return next((work.total for work in my_work(user, on=on) if work.pile.kind == kind), None)


def test_the_deputy_merges_and_undoes_in_the_officers_name_while_it_lasts(city, leader, merge):
    with pytest.raises(MoveRefused, match="不由您决定"):
        merged(merge, leader)
    named(city.street_officer, leader)
    assert [waits(leader, "merges", TODAY + days * DAY) for days in (0, 5, 6)] == [1, 1, None]

    done = merged(merge, leader)
    assert (done.decided_by, done.decided_for) == (leader, city.street_officer)
    undone = merging.undo_merge(merge=merge, reason="是两人", officer=leader, at=MONDAY + 5 * DAY)
    assert (undone.undone_by, undone.undone_for) == (leader, city.street_officer)
    entries = AuditEntry.objects.filter(event__in=["merge.merged", "merge.undone"])
    assert {entry.details["on_behalf_of"] for entry in entries} == {city.street_officer.username}


def test_a_colleague_merges_in_the_own_name_unless_another_is_named(city, merge):
    colleague = factories.UserFactory(area=city.street, role=Role.STREET_OFFICER)
    with pytest.raises(MoveRefused, match="不在代理期间"):
        merged(merge, colleague, on_behalf_of=city.street_officer)
    named(city.street_officer, colleague)
    assert merged(merge, colleague).decided_for is None
    undone = merging.undo_merge(
        merge=merge, reason="是两人", officer=colleague, at=MONDAY, on_behalf_of=city.street_officer
    )
    assert undone.undone_for == city.street_officer


def test_who_stands_in_for_two_says_for_whom(city, leader, merge):
    other = factories.UserFactory(area=city.street, role=Role.STREET_OFFICER)
    named(city.street_officer, leader)
    named(other, leader)
    with pytest.raises(MoveRefused, match="请选择代谁办理") as refused:
        merged(merge, leader)
    assert refused.value.field == "on_behalf_of"
    assert merged(merge, leader, on_behalf_of=other).decided_for == other


@pytest.mark.parametrize("whose", ["deputy", "officer"])
def test_nothing_is_lent_of_the_own_household_nor_of_what_one_proposed(city, leader, merge, whose):
    named(city.street_officer, leader)
    one = leader if whose == "deputy" else city.street_officer
    PersonMerge.objects.update(proposed_by=one)
    assert waits(leader, "merges", TODAY) == 0
    PersonMerge.objects.update(proposed_by=city.worker)
    assert waits(leader, "merges", TODAY) == 1
    one.id_number, one.id_digest = merge.survivor.id_number, merge.survivor.id_digest
    one.save()
    assert waits(leader, "merges", TODAY) == 0
    with pytest.raises(MoveRefused, match="不由您决定"):
        merged(merge, leader)


def test_a_merge_of_another_office_is_lent_to_nobody(city, leader, merge):
    """The street's deputy decides no merge of the district above, nor does the district's one of the street."""
    statistician = factories.UserFactory(area=city.district, role=Role.STATISTICIAN)
    named(city.street_officer, leader)
    named(city.district_officer, statistician)
    assert waits(statistician, "merges", TODAY) == 0
    PersonMerge.objects.update(area=city.district)
    assert (waits(leader, "merges", TODAY), waits(statistician, "merges", TODAY)) == (0, 1)
    with pytest.raises(MoveRefused, match="不由您决定"):
        merged(merge, leader)


def test_a_deputation_that_ended_lends_neither(city, leader, merge, held):
    end_deputation(deputation=named(city.street_officer, leader), actor=city.street_officer, at=MONDAY)
    with pytest.raises(MoveRefused, match="不由您决定"):
        merged(merge, leader)
    with pytest.raises(InspectionRefused, match="由街道补办"):
        inspected(held, leader)


def test_the_deputy_inspects_late_in_the_officers_name(city, leader, held):
    assert waits(leader, "certificates-late", LATE.date()) is None
    with pytest.raises(InspectionRefused, match="由街道补办"):
        inspected(held, leader)
    named(city.street_officer, leader, at=LATE)
    assert (
        waits(leader, "certificates-late", LATE.date())
        == waits(city.street_officer, "certificates-late", LATE.date())
        == 1
    )

    done = inspected(held, leader)
    assert (done.inspected_by, done.inspected_for) == (leader, city.street_officer)
    assert done.signature == f"周领导（代 {city.street_officer}）"
    assert AuditEntry.objects.get(event="inspection.passed").details["on_behalf_of"] == city.street_officer.username
    assert waits(leader, "certificates-late", LATE.date()) == 0


def test_within_the_round_the_community_inspects_and_no_deputy(city, leader, held):
    named(city.street_officer, leader)
    with pytest.raises(InspectionRefused, match="代理人只补办"):
        inspected(held, leader, at=MONDAY)
    inspected(held, city.worker, at=MONDAY)


def test_a_deputy_has_no_more_than_the_officer(city, held):
    """Who stands in for a worker has no more than the worker, who makes nothing good."""
    colleague = factories.UserFactory(area=city.community, role=Role.COMMUNITY_WORKER)
    named(city.worker, colleague, at=LATE)
    assert waits(colleague, "certificates-late", LATE.date()) is None
    with pytest.raises(InspectionRefused, match="由街道补办"):
        inspected(held, colleague)
    far = factories.AreaFactory(code="990103009", level=city.street.level, parent=city.district)
    officer = factories.UserFactory(area=far, role=Role.STREET_OFFICER)
    stranger = factories.UserFactory(area=far, role=Role.STREET_LEADER)
    named(officer, stranger, at=LATE)
    assert waits(stranger, "certificates-late", LATE.date()) == 0
    with pytest.raises(InspectionRefused, match="不在您的辖区"):
        inspected(held, stranger)


def test_what_failed_again_in_the_own_name_is_nobody_elses(city, leader, held):
    named(city.street_officer, leader, at=LATE)
    failed = {"certificate": held, "result": InspectionResult.FAILED, "reason": "未到场"}
    inspections.inspect(**failed, officer=leader, at=LATE)
    inspections.inspect(**failed, officer=city.street_officer, at=LATE)
    own = Inspection.objects.get()
    assert (own.inspected_by, own.inspected_for) == (city.street_officer, None)


def test_both_are_done_on_their_pages(as_user, city, leader, merge, held, monday):
    monday.move_to(LATE)
    desk, officer = as_user(leader), as_user(city.street_officer)
    decide = reverse("households:merge_decide", args=[merge.pk]) + "?decision=merge"
    inspect = reverse("households:certificate_inspect", args=[held.pk])
    assert {desk.post(address).status_code for address in (decide, inspect)} == {403}
    named(city.street_officer, leader, at=LATE)

    assert f"您代 {city.street_officer} 办理" in desk.get(reverse("desk:worklist", args=["merges"])).content.decode()
    assert desk.post(decide).status_code == 302
    page = reverse("households:merge", args=[merge.pk])
    assert f"周领导（代 {city.street_officer}）" in officer.get(page).content.decode()
    late = desk.get(reverse("desk:worklist", args=["certificates-late"])).content.decode()
    assert f"您代 {city.street_officer} 办理" in late
    assert inspect in late
    assert "请填写不合格的原因" in desk.post(inspect, {"result": "failed"}).content.decode()
    assert desk.post(inspect, {"result": "passed"}).status_code == 302
    page = reverse("households:certificate", args=[held.pk])
    assert f"周领导（代 {city.street_officer}）" in officer.get(page).content.decode()


def test_who_may_in_two_names_chooses_on_the_page(as_user, city, merge, held, monday):
    monday.move_to(LATE)
    colleague = factories.UserFactory(area=city.street, role=Role.STREET_OFFICER)
    named(city.street_officer, colleague, at=LATE)
    desk, said = as_user(colleague), {"on_behalf_of": city.street_officer.pk}
    for page in ("merge", "certificate"):
        key = merge.pk if page == "merge" else held.pk
        assert "以谁的名义" in desk.get(reverse(f"households:{page}", args=[key])).content.decode()
    decide = reverse("households:merge_decide", args=[merge.pk]) + "?decision=merge"
    desk.post(decide, {f"merge-{name}": value for name, value in said.items()})
    desk.post(reverse("households:certificate_inspect", args=[held.pk]), {"result": "passed"} | said)
    assert PersonMerge.objects.get().decided_for == city.street_officer
    assert Inspection.objects.get().inspected_for == city.street_officer
