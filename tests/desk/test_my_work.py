"""待办 and its worklists: each role's own, families first, late first, in a fixed number of queries."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.enums import Role
from accounts.permissions import Act
from approvals.workflow import Decision
from desk import queries
from desk.actions import refresh
from households.actions import exits
from households.actions.assessment import assess
from households.actions.handovers import Giving, propose_handover
from households.enums import ExitReason, FactKind, RegistrationKind
from households.models import Certification, Exit, HardToEmploySpell, Person
from households.models.findings import Origin
from households.queries import cases
from policy.models import Proposal
from tests import factories
from tests.casework import (
    MONDAY,
    NOTICE_ENDED,
    applied,
    certified,
    decided,
    disabled_person,
    household_of,
    in_notice,
    works,
)
from tests.certificates import applied_for
from tests.rows import claim, proposal

DAY = dt.timedelta(days=1)
ASSISTANCE = {
    *("unpaired", "without-plan", "unsigned-pledges", "unprepared"),
    *("callbacks", "rechecks", "alerts", "refusals", "placements-untold", "employment-notices"),
}
pytestmark = pytest.mark.usefixtures("monday")


def waiting(user, on=MONDAY):
    """What waits for ``user``, by kind: how many. What assistance asks for is tested with its pages."""
    work = [one for one in queries.my_work(user, on=on.date()) if one.pile.kind not in ASSISTANCE]
    return {one.pile.kind: one.total for one in work if one.total}


def worklist(kind):
    return reverse("desk:worklist", args=[kind])


def test_what_waits_moves_up_with_the_case(city):
    home = household_of(city)
    assert waiting(city.worker) == {"families-found": 1, "people-found": 1}
    case = applied(city, home)
    assert waiting(city.worker) == {"decisions": 1}
    decided(case, city.worker)
    assert waiting(city.worker) == {"notices": 1}
    assert waiting(city.street_officer) == {}
    assert waiting(city.street_officer, NOTICE_ENDED) == {"decisions": 1}
    case = decided(case, city.street_officer, Decision.RETURN, "补", at=NOTICE_ENDED)
    assert waiting(city.worker, NOTICE_ENDED) == {"returned": 1}
    assert waiting(city.neighbour_worker, NOTICE_ENDED) == {}


def test_what_was_certified_closed_or_exited_is_explained(city):
    home = household_of(city)
    certified(city, home)
    assert waiting(city.worker, NOTICE_ENDED) == {}
    family = home.zero_cases.get()
    for ends in (family, HardToEmploySpell.objects.get()):
        proposal = exits.Proposal(ExitReason.LOST_CONTACT, NOTICE_ENDED.date(), "三个月未联系上")
        case = exits.propose_exit(ends=ends, proposal=proposal, worker=city.worker, at=NOTICE_ENDED)
        assert waiting(city.street_officer, NOTICE_ENDED) == {"exits": 1}
        exits.decide(
            application=case, actor=city.street_officer, decision=Decision.APPROVE, comment="", at=NOTICE_ENDED
        )
    assert waiting(city.worker, NOTICE_ENDED) == {}


def test_a_relapsed_family_is_found_again(city):
    home = household_of(city)
    certified(city, home)
    person = Person.objects.get()
    later = NOTICE_ENDED + 60 * DAY
    works(city, person, RegistrationKind.ENTERPRISE, NOTICE_ENDED.date() + DAY, later)
    works(city, person, RegistrationKind.UNEMPLOYED, later.date(), later)
    assert waiting(city.worker, later) == {"families-found": 1}


def test_families_near_the_deadline_wait_for_everybody_above(city):
    certified(city, household_of(city))
    near = NOTICE_ENDED + 62 * DAY
    for user in (city.worker, city.street_officer, city.district_officer, city.city_officer, city.statistician):
        assert waiting(user, near - 2 * DAY).get("families") is None
        assert waiting(user, near)["families"] == 1
        assert waiting(user, near + 60 * DAY)["families"] == 1


def test_the_month_and_proposed_exits_wait_for_the_worker(city):
    home, person = disabled_person(city)
    certified(city, home, person)
    person.dead_on = NOTICE_ENDED.date() + DAY
    person.save()
    october = dt.datetime(2026, 10, 1, 1, tzinfo=MONDAY.tzinfo)
    refresh(area=city.city, on=october.date(), actor=city.city_officer, at=october)
    assert waiting(city.worker, october) == {"proposed-exits": 1, "confirmations": 1}


def test_families_come_first_then_what_is_due_first(city):
    home, person = disabled_person(city)
    alone = applied(city, home, person, at=MONDAY - 7 * DAY)
    young = applied(city, household_of(city))
    old = applied(city, household_of(city, at=MONDAY - 7 * DAY), at=MONDAY - 7 * DAY)
    assert list(cases.to_decide(city.worker, MONDAY.date())) == [old, young, alone]


@pytest.mark.parametrize("role", Role)
def test_my_work_opens_for_every_role(as_user, city, role):
    answer = as_user(factories.UserFactory(role=role, area=city.city)).get(reverse("desk:my_work"))
    assert answer.status_code == 200
    assert "没有" in answer.content.decode()


def test_my_work_names_each_kind_with_its_count_and_first_rows(as_user, city):
    for _ in range(7):
        applied(city, household_of(city))
    shown = as_user(city.worker).get(reverse("desk:my_work")).content.decode()
    for words in ("待办 7 件", "待审批的认定", "全部 7 件", "还剩 7 天", worklist("decisions")):
        assert words in shown
    assert shown.count("?case=") == queries.FIRST_ROWS


def test_my_work_takes_the_same_queries_however_much_there_is(as_user, city, django_assert_max_num_queries, monday):
    def one_of_each():
        monday.move_to(MONDAY)
        household_of(city)
        disabled_person(city)
        applied(city, household_of(city))
        in_notice(city, household_of(city))
        decided(applied(city, household_of(city)), city.worker, Decision.RETURN, "补")
        certified(city, household_of(city))
        given = household_of(city, area=city.neighbour, worker=city.neighbour_worker)
        giving = Giving(city.community, MONDAY.date(), "搬家")
        propose_handover(household=given, giving=giving, worker=city.neighbour_worker, at=MONDAY)

    one_of_each()
    november = dt.datetime(2026, 12, 1, 1, tzinfo=MONDAY.tzinfo)
    address = reverse("desk:my_work")
    refresh(area=city.city, on=november.date(), actor=city.city_officer, at=november)
    monday.move_to(november)
    client = as_user(city.worker)
    with django_assert_max_num_queries(15) as few:
        answer = client.get(address)
    opened, further = answer.context["work"], answer.context["further"]
    assert len(opened) == queries.OPENED_PILES
    assert all(one["total"] and reverse("desk:worklist", args=[one["pile"].kind]) in answer.text for one in further)
    assert further
    for _ in range(4):
        one_of_each()
    refresh(area=city.city, on=november.date(), actor=city.city_officer, at=november)
    monday.move_to(november)
    client = as_user(city.worker)
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(address)


def test_the_worklist_shows_the_first_case_and_goes_on_to_the_next(as_user, city):
    first, second = applied(city, household_of(city)), applied(city, household_of(city))
    client = as_user(city.worker)
    answer = client.get(worklist("decisions"))
    assert (answer.context["chosen"], answer.context["is_chosen"]) == (first.pk, False)
    assert answer.context["next_url"] == f"{worklist('decisions')}?case={second.pk}"
    shown = client.get(f"{worklist('decisions')}?case={second.pk}")
    assert (shown.context["case"].pk, shown.context["is_chosen"]) == (second.pk, True)
    choice = next(c for c in shown.context["choices"] if c.decision is Decision.APPROVE)
    after = client.post(choice.action, {"comment": ""})
    assert after.url == f"{worklist('decisions')}?case={first.pk}"
    left = client.get(after.url)
    last = client.post(left.context["choices"][0].action, {"comment": ""})
    assert last.url == worklist("decisions")
    assert "没有等您办理" in client.get(last.url).content.decode()


def test_a_case_decided_by_somebody_else_gives_way_to_the_first(as_user, city):
    gone, first = applied(city, household_of(city)), applied(city, household_of(city))
    decided(gone, city.second_worker)
    answer = as_user(city.worker).get(f"{worklist('decisions')}?case={gone.pk}")
    assert answer.context["case"].pk == first.pk


BEYOND_WORKERS = (
    *(Act.ENACT, Act.APPROVE_EXPORTS, Act.HANDLE_COMPLAINTS),
    *(Act.APPROVE_POSTS, Act.COUNTERSIGN, Act.KEEP_REGISTERS, Act.PAY, Act.CONFIRM_PAYMENTS),
)
WORKERS_PILES = [pile for pile in queries.PILES if pile.act not in BEYOND_WORKERS]


@pytest.mark.parametrize("pile", [pile for pile in queries.PILES if pile.shown], ids=lambda pile: pile.kind)
def test_what_is_counted_briefly_is_what_is_listed(city, pile):
    certified(city, household_of(city))
    applied_for(city, disabled_person(city)[1])
    counted = pile.rows(city.worker, NOTICE_ENDED.date())
    assert {row.pk for row in pile.listed(counted, NOTICE_ENDED.date())} == {row.pk for row in counted}
    assert pile.kind == "families" or counted.exists()


@pytest.mark.parametrize("pile", WORKERS_PILES, ids=lambda pile: pile.kind)
def test_every_worklist_opens_for_the_worker(as_user, city, pile, monday):
    kind = pile.kind
    home, person = disabled_person(city)
    certified(city, home, person)
    exits.draft_unless_under_way(
        HardToEmploySpell.objects.get(),
        exits.Proposal(ExitReason.OTHER, NOTICE_ENDED.date(), "其他"),
        actor=city.worker,
        at=NOTICE_ENDED,
    )
    certified(city, household_of(city))
    in_notice(city, household_of(city))
    applied(city, household_of(city))
    decided(applied(city, household_of(city)), city.worker, Decision.RETURN, "补")
    household_of(city)
    lone = factories.PersonFactory(name="赵低保", born=dt.date(1990, 1, 1))
    factories.MembershipFactory(household=home, person=lone, relation="child")
    factories.registered(lone, RegistrationKind.UNEMPLOYED, dt.date(2026, 7, 1))
    factories.fact(lone, FactKind.LOW_INCOME, dt.date(2026, 1, 1))
    assess(household=home, actor=city.worker, at=MONDAY, origin=Origin.ACT)
    applied_for(city, lone)
    given = household_of(city, area=city.neighbour, worker=city.neighbour_worker)
    giving = Giving(city.community, NOTICE_ENDED.date(), "搬家")
    propose_handover(household=given, giving=giving, worker=city.neighbour_worker, at=MONDAY)
    claim(person)
    claim(lone, status="pending", step=1, opens_on=MONDAY.date(), due_on=MONDAY.date())
    client = as_user(city.worker)
    answer = client.get(worklist(kind))
    if kind in ("certificates-late", "certificates-to-take-back"):
        assert answer.status_code == 404
        return
    if pile.page:
        assert answer.url == reverse(pile.page) + pile.asked
        return
    if kind not in ("exits", "revocations", "families", "merges"):
        assert answer.context["total"] >= 1
    assert answer.status_code == 200


def test_a_worklist_of_another_office_is_not_found(as_user, city):
    assert as_user(city.street_officer).get(worklist("returned")).status_code == 404
    assert as_user(city.worker).get(worklist("no-such")).status_code == 404
    auditor = factories.UserFactory(role=Role.AUDITOR, area=city.city)
    assert as_user(auditor).get(worklist("decisions")).status_code == 403


def test_a_finding_is_applied_for_from_the_worklist(as_user, city):
    home = household_of(city)
    client = as_user(city.worker)
    shown = client.get(worklist("families-found")).content.decode()
    assert "系统评估的理由" in shown
    assert reverse("households:apply", args=[home.pk]) in shown
    person = client.get(worklist("people-found"))
    assert f'name="person" value="{Person.objects.get().pk}"' in person.content.decode()


def test_nothing_of_an_exit_waits_where_nobody_decides_it(city):
    assert not Exit.objects.waiting_for(city.district_officer, on=MONDAY.date()).exists()
    assert not queries.PILES[1].rows(city.worker, MONDAY.date()).exists()
    assert not Certification.objects.waiting_for(city.statistician, on=MONDAY.date()).exists()


def test_a_value_proposed_waits_for_the_citys_other_officer(as_user, city, monday):
    proposal(city)
    other = factories.UserFactory(role=Role.CITY_OFFICER, area=city.city)
    shown = as_user(other).get(reverse("desk:my_work")).content.decode()
    assert "待确认的取值提案" in shown
    page = reverse("desk:proposal", args=[Proposal.objects.get().pk])
    assert f'href="{page}"' in shown
    assert as_user(other).get(worklist("proposals")).url == reverse("desk:proposals")
    own = as_user(city.city_officer).get(reverse("desk:my_work")).context["work"]
    assert "proposals" not in [one["pile"].kind for one in own]
