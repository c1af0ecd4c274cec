"""The clock of a promise: what was written down after the family was due does not make it kept, until the street looked
into it; and only a working life counts."""

import datetime as dt
from dataclasses import replace

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from approvals.actions import DecisionRefused, object_to, withdraw
from households.actions.memberships import MoveRefused
from households.actions.placements import PlacementRefused, check_placement, take_back_check
from households.actions.registrations import NewRegistration, RegistrationRefused, register
from households.actions.splitting import Move, join_household, split_household
from households.enums import RegistrationKind, Relation
from households.models import PlacementCheck, ZeroFamilyCase
from households.queries import promises
from households.queries.cautions import cautions_of
from households.rules.promise import PromiseStatus
from tests import factories
from tests.casework import MONDAY, NOTICE_ENDED, certified, household_of, in_notice, works

DUE = dt.date(2026, 12, 15)
DAY = dt.timedelta(days=1)
AFTER_DUE = NOTICE_ENDED + 110 * DAY
BEGAN = DUE - 30 * DAY


@pytest.fixture
def family(city):
    home = household_of(city)
    certified(city, home)
    case = ZeroFamilyCase.objects.get()
    assert case.due_on == DUE
    return home


def case_now():
    return ZeroFamilyCase.objects.with_placement().get()


def status(on=AFTER_DUE):
    return promises.standing(case_now(), on.date()).promise.status


def head_of(home):
    return home.memberships.order_by("pk").first().person


def looked_into(city, officer=None, evidence="工资发放记录相符"):
    late = promises.written_down_late(case_now())
    key = late[0].pk if late else 0
    return check_placement(
        case=case_now(), registration=key, evidence=evidence, officer=officer or city.street_officer, at=AFTER_DUE
    )


def test_a_job_written_down_in_time_places_the_family_on_the_day_it_began(city, family):
    works(city, head_of(family), RegistrationKind.ENTERPRISE, since=BEGAN, at=NOTICE_ENDED + 80 * DAY)
    assert case_now().placed_on == BEGAN
    assert status() is PromiseStatus.PLACED_IN_TIME
    assert not promises.written_down_late(case_now())


def test_a_job_written_down_after_the_due_day_places_it_on_the_day_it_was_written_down(city, family):
    works(city, head_of(family), RegistrationKind.ENTERPRISE, since=BEGAN, at=AFTER_DUE)
    assert case_now().placed_on == AFTER_DUE.date()
    assert status() is PromiseStatus.PLACED_LATE
    assert promises.standing(case_now(), AFTER_DUE.date()).stability.stable_on == dt.date(2027, 5, 15)


def test_a_job_begun_after_the_due_day_counts_from_its_beginning(city, family):
    works(city, head_of(family), RegistrationKind.ENTERPRISE, since=DUE + DAY, at=AFTER_DUE)
    assert case_now().placed_on == DUE + DAY
    assert not promises.written_down_late(case_now())


def test_the_street_looks_into_it_and_may_take_that_back(city, family):
    works(city, head_of(family), RegistrationKind.ENTERPRISE, since=BEGAN, at=AFTER_DUE)
    check = looked_into(city)
    assert (case_now().placed_on, status()) == (BEGAN, PromiseStatus.PLACED_IN_TIME)
    with pytest.raises(PlacementRefused, match="无需核实"):
        looked_into(city)
    take_back_check(check=check, reason="单位否认", officer=city.street_officer, at=AFTER_DUE)
    assert case_now().placed_on == AFTER_DUE.date()
    events = AuditEntry.objects.filter(event__startswith="placement.").values_list("event", flat=True)
    assert sorted(events) == ["placement.check_withdrawn", "placement.checked"]


def test_neither_the_community_nor_somebody_of_the_family_looks_into_it(city, family):
    works(city, head_of(family), RegistrationKind.ENTERPRISE, since=BEGAN, at=AFTER_DUE)
    with pytest.raises(PlacementRefused, match="由街道核实"):
        looked_into(city, city.worker)
    city.street_officer.id_number, city.street_officer.id_digest = head_of(family).id_number, head_of(family).id_digest
    city.street_officer.save()
    with pytest.raises(PlacementRefused, match="本人家庭"):
        looked_into(city)
    with pytest.raises(PlacementRefused, match="写明"):
        looked_into(city, city.district_officer, " ")


def test_whoever_is_brought_into_the_household_with_a_job_counts_from_then(city, family):
    other = household_of(city, {"name": "赵有业"})
    newcomer = head_of(other)
    works(city, newcomer, RegistrationKind.ENTERPRISE, since=BEGAN, at=NOTICE_ENDED + 80 * DAY)
    move = Move({newcomer.pk: Relation.OTHER}, BEGAN, "并户")
    join_household(household=other, into=family, move=move, worker=city.worker, at=AFTER_DUE)
    assert case_now().placed_on == AFTER_DUE.date()


@pytest.mark.parametrize(
    ("since", "words"),
    [(dt.date(1, 1, 1), "未满16周岁"), (dt.date(2026, 9, 20), "已到退休年龄")],
    ids=["first", "last"],
)
def test_only_a_working_life_is_registered(city, family, since, words):
    pensioner = factories.member(family, name="周奶奶", born=dt.date(1948, 3, 1))
    job = NewRegistration(RegistrationKind.FLEXIBLE, since)
    with pytest.raises(RegistrationRefused, match=words):
        register(person=pensioner, registration=job, worker=city.worker, at=AFTER_DUE)
    assert case_now().placed_on is None


def test_nobody_dead_is_registered(city, family):
    dead = factories.member(family, name="周先生", dead_on=dt.date(2026, 9, 1))
    job = NewRegistration(RegistrationKind.ENTERPRISE, dt.date(2026, 9, 20))
    with pytest.raises(RegistrationRefused, match="死亡"):
        register(person=dead, registration=job, worker=city.worker, at=AFTER_DUE)


def test_the_page_offers_it_to_the_street_alone_and_keeps_what_was_typed(as_user, city, family, monday):
    works(city, head_of(family), RegistrationKind.ENTERPRISE, since=BEGAN, at=AFTER_DUE)
    monday.move_to(AFTER_DUE)
    page = reverse("households:placements", args=[case_now().pk])
    assert "由街道核实" in as_user(city.worker).get(page).text
    case_page = reverse("households:certification", args=[case_now().certification_id])
    assert page in as_user(city.street_officer).get(case_page).text
    client, act = as_user(city.street_officer), reverse("households:placement_check", args=[case_now().pk])
    key = promises.written_down_late(case_now())[0].pk
    refused = client.post(act, {"registration": key, "reason": ""})
    assert "请写明核实情况和证据" in refused.text
    assert not PlacementCheck.objects.exists()
    assert client.post(act, {"registration": key, "reason": "社保记录相符"}).url == page
    assert "社保记录相符" in client.get(page).text
    back = reverse("households:placement_take_back", args=[case_now().pk, PlacementCheck.objects.get().pk])
    assert "请填写撤回原因" in client.post(back, {"reason": ""}).text
    assert client.post(back, {"reason": "核实有误"}).url == page
    assert case_now().placed_on == AFTER_DUE.date()


def test_what_was_objected_to_is_not_withdrawn_before_it_is_answered(city):
    case = in_notice(city, household_of(city))
    objected = object_to(application=case, text="该户有人就业", actor=city.worker, at=MONDAY + DAY)
    with pytest.raises(DecisionRefused, match="异议还没有结论"):
        withdraw(application=objected, reason="不办了", actor=city.worker, at=MONDAY + DAY)


def test_those_who_were_promised_work_do_not_all_leave_for_a_household_and_a_clock_of_their_own(city, family):
    factories.member(family, name="周奶奶", born=dt.date(1948, 3, 1))
    leaving = Move({head_of(family).pk: Relation.HEAD}, AFTER_DUE.date(), "分户", head=None)
    grandmother = family.memberships.get(person__name="周奶奶").person
    with pytest.raises(MoveRefused, match="不能全部迁出"):
        split_household(
            household=family,
            move=replace(leaving, head=grandmother.pk),
            address="别处",
            worker=city.worker,
            at=AFTER_DUE,
        )
    assert family.memberships.filter(validity__upper_inf=True).count() == 2


def test_the_deciders_see_who_came_out_of_a_family_that_waits(city, family):
    second = factories.member(family, name="周二", born=dt.date(1980, 3, 1))
    move = Move({second.pk: Relation.HEAD}, AFTER_DUE.date(), "分户")
    new = split_household(household=family, move=move, address="别处", worker=city.worker, at=AFTER_DUE)
    seen = cautions_of([new.pk], on=AFTER_DUE.date())[new.pk]
    assert seen == [f"周二于{AFTER_DUE.date()}由{family.number}分户而来，该户应在{DUE}前安置，当时尚未安置"]
