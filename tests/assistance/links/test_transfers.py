"""工作移交: all a leaving worker answers for goes to a successor in one act, however much it is."""

import datetime as dt

import pytest
from django.apps import apps
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actions import areas
from accounts.enums import ChargeKind, Role
from accounts.models import AuditEntry, Charge, User
from assistance.actions.transfers import TransferRefused, hand_over_work
from assistance.models import Measure, Preparation, WorkTransfer
from assistance.queries.transfers import DUTIES, loads, successors
from households.enums import LinkKind
from households.models import FamilyLink, Household
from tests import factories
from tests.assistance.rows import measure, plan, preparation
from tests.casework import MONDAY
from tests.rows import spell, zero_case

TODAY = MONDAY.date()
DAY = dt.timedelta(days=1)
OURS = {"accounts", "policy", "approvals", "households", "assistance", "reports", "desk"}
LOADS = reverse("assistance:transfers")
pytestmark = pytest.mark.usefixtures("monday")


def linked(city, officer, count, kind=LinkKind.WORKER, since=TODAY - DAY):
    """Families of the community that the officer answers for."""
    homes = Household.objects.bulk_create(Household(area=city.community, address=f"和平路{n}号") for n in range(count))
    FamilyLink.objects.bulk_create(
        FamilyLink(household=home, kind=kind, officer=officer, validity=DateRange(since, None)) for home in homes
    )
    return homes


def handed_over(city, leaving, successor, reason="调离岗位", actor=None):
    actor = actor or city.street_officer
    return hand_over_work(leaving=leaving, successor=successor, reason=reason, actor=actor, at=MONDAY)


def test_two_hundred_families_are_handed_over_in_as_many_statements_as_two(city):
    def statements(count):
        linked(city, city.worker, count)
        with CaptureQueriesContext(connection) as queries:
            made = handed_over(city, city.worker, city.second_worker)
        handed_over(city, city.second_worker, city.worker)
        FamilyLink.objects.all().delete()
        return made.families, len(queries)

    few, many = statements(2), statements(200)
    assert (few[0], many[0]) == (2, 200)
    assert few[1] == many[1] <= 20


def test_who_answered_until_today_stays_known(city):
    (home,) = linked(city, city.worker, 1)
    (new,) = linked(city, city.worker, 1, since=TODAY)
    handed_over(city, city.worker, city.second_worker)

    rows = FamilyLink.objects.order_by("household", "validity").values_list("household", "officer", "validity")
    assert list(rows) == [
        (home.pk, city.worker.pk, DateRange(TODAY - DAY, TODAY)),
        (home.pk, city.second_worker.pk, DateRange(TODAY, None)),
        (new.pk, city.second_worker.pk, DateRange(TODAY, None)),
    ]
    assert AuditEntry.objects.filter(event="household.linked").count() == 2
    assert AuditEntry.objects.get(event="work.handed_over").details["families"] == 2


def test_measures_still_to_be_done_and_places_go_along(city):
    leaving, taker = factories.UserFactory.create_batch(2, area=city.community, role=Role.COMMUNITY_DIRECTOR)
    case = spell(factories.member(factories.HouseholdFactory(area=city.community)))
    written = plan(case)
    measure(written, owner=leaving)
    measure(written, owner=leaving, done_on=TODAY, done_at=MONDAY, done_by=leaving, outcome="已落实")
    (yard,) = areas.draw_courtyards(community=city.community, names=["一号院"], actor=leaving, at=MONDAY)
    since = TODAY - DAY
    Charge.objects.create(kind=ChargeKind.DIRECTOR, courtyard=yard, officer=leaving, validity=DateRange(since, None))
    promised = zero_case(case.household)
    preparation(promised, owner=leaving, replaced_at=MONDAY)
    preparation(promised, owner=leaving, version=2)
    made = handed_over(city, leaving, taker)

    assert (made.families, made.measures, made.preparations, made.charges) == (0, 1, 1, 1)
    assert [row.owner for row in Preparation.objects.order_by("version")] == [leaving, taker]
    assert Measure.objects.get(done_on=None).owner == taker
    assert Measure.objects.get(outcome="已落实").owner == leaving
    assert Charge.objects.get(validity__upper_inf=True).officer == taker


# Who has to do with an account, a session or a decision; and what was said of somebody on a day.
PERSONAL = {
    "accounts.Job.owner",  # runs on, and is seen by whoever may see the page it belongs to
    "accounts.Token.owner",
    "accounts.Post.user",
    "accounts.PastPassword.user",
    "accounts.SecondFactor.user",
    "accounts.RecoveryCode.user",
    "accounts.SignIn.user",
    "accounts.Deputation.officer",  # named for days, by name, and confirmed; ended by an act of its own
    "accounts.Deputation.deputy",
}
TOLD = {
    "accounts.AuditEntry.actor",
    *(f"households.{kind}Seat.actor" for kind in ("Certification", "Exit", "Certificate", "Revocation")),
    *(f"households.{kind}Record.on_behalf_of" for kind in ("Certification", "Exit", "Certificate", "Revocation")),
    "households.PersonMerge.decided_for",
    "households.PersonMerge.undone_for",
    "households.Inspection.inspected_for",
    "households.Survey.surveyor",
    "assistance.WorkTransfer.leaving",
    "assistance.WorkTransfer.successor",
    "assistance.Complaint.against_officer",  # of whom it was complained
}


def test_whatever_names_an_officer_is_handed_over_or_history():
    """A field that ends in ``_by`` says who did something, and is history."""
    handed = {f"{duty.rows(None).model._meta.label}.{duty.field}" for duty in DUTIES.values()}
    named = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.related_model is User and not field.name.endswith("_by") and model.__module__.split(".")[0] in OURS
    }
    assert named == handed | PERSONAL | TOLD
    assert {f"held_{name}" for name in DUTIES} <= set(loads(User()).query.annotations)
    assert set(DUTIES) <= {field.name for field in WorkTransfer._meta.fields}


def test_the_successor_serves_in_the_same_area_in_a_like_post(city):
    linked(city, city.worker, 1)
    director = factories.UserFactory(area=city.community, role=Role.COMMUNITY_DIRECTOR)
    closed = factories.UserFactory(area=city.community, is_active=False, standing="closed")
    assert set(successors(city.worker)) == {city.second_worker, director}
    for wrong in (city.neighbour_worker, city.street_officer, closed, city.worker):
        with pytest.raises(TransferRefused, match="接手人"):
            handed_over(city, city.worker, wrong)
    with pytest.raises(TransferRefused, match="原因"):
        handed_over(city, city.worker, director, reason=" ")
    with pytest.raises(TransferRefused, match="辖区"):
        handed_over(city, city.worker, director, actor=city.neighbour_worker)
    assert not WorkTransfer.objects.exists()


def test_the_street_hands_over_on_the_page_also_for_a_closed_account(as_user, city):
    linked(city, city.worker, 3)
    type(city.worker).objects.filter(pk=city.worker.pk).update(is_active=False, standing="closed")
    client, page = as_user(city.street_officer), reverse("assistance:transfer", args=[city.worker.pk])
    assert "已停用，须移交" in client.get(LOADS).content.decode()
    assert "请选择接手人。" in client.post(page, {"reason": "离职"}).content.decode()
    answer = client.post(page, {"successor": city.second_worker.pk, "reason": "离职"}, follow=True).content.decode()

    assert "3 户" in answer
    assert "没有需要移交的责任" in answer
    assert [officer.pk for officer in loads(city.street_officer)] == [city.second_worker.pk]
