"""Visits, the three call-backs, and the second look by lot."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assistance.actions import visits as actions
from assistance.enums import VisitKind, VisitOutcome, VisitWay
from assistance.models import Recheck, Visit
from assistance.queries import visits as queries
from desk import queries as desk
from households.enums import RegistrationKind
from households.models import MonthlyConfirmation, Person
from tests import care_rows, factories
from tests.casework import MONDAY, household_of
from tests.pictures import photo as picture
from tests.rows import spell

TODAY = MONDAY.date()
DAY = dt.timedelta(days=1)
pytestmark = pytest.mark.usefixtures("monday")


@pytest.fixture
def person(city) -> Person:
    """Certified on the first of September."""
    household_of(city, {"name": "赵甲"})
    person = Person.objects.get()
    spell(person)
    return person


def employed(person, since=TODAY - 100 * DAY):
    person.spells.update(certified_on=since)
    person.registrations.all().delete()
    return factories.registered(person, RegistrationKind.ENTERPRISE, since)


def seen(kind=VisitKind.HOME, outcome=VisitOutcome.MET, **values) -> actions.NewVisit:
    common = {"on": TODAY, "way": VisitWay.DOOR, "findings": "生活正常"}
    return actions.NewVisit(kind=kind, outcome=outcome, **common | values)


def recorded(city, person, *args, lot=lambda below: below - 1, **values) -> Visit:
    return actions.record_visit(person=person, visit=seen(*args, **values), actor=city.worker, at=MONDAY, lot=lot)


def work(city, on=TODAY) -> dict[str, int]:
    return {one.pile.kind: one.total for one in desk.my_work(city, on=on)}


def test_call_backs_come_due_one_after_the_other_until_all_three_are_done(city, person):
    job = employed(person, TODAY - 30 * DAY)

    def due(on=TODAY):
        return [row.due_on for row in queries.callbacks_due(city.worker, on)]

    assert due(TODAY - DAY) == []
    assert due() == [TODAY]
    assert work(city.worker)["callbacks"] == 1
    recorded(city, person, VisitKind.SELF, VisitOutcome.ABSENT, registration=job.pk)
    assert due() == [TODAY]
    recorded(city, person, VisitKind.SELF, VisitOutcome.AT_WORK, registration=job.pk)
    assert due() == []
    assert due(TODAY + 30 * DAY) == [TODAY + 30 * DAY]
    for kind in (VisitKind.FAMILY, VisitKind.EMPLOYER):
        recorded(city, person, kind, VisitOutcome.AT_WORK, registration=job.pk)
    assert due(TODAY + 400 * DAY) == []


def test_who_was_never_certified_or_worked_before_is_not_called_back(city, person):
    factories.registered(
        factories.member(factories.HouseholdFactory(area=city.community)), RegistrationKind.ENTERPRISE, TODAY - 90 * DAY
    )
    person.registrations.all().delete()
    factories.registered(person, RegistrationKind.ENTERPRISE, TODAY - 90 * DAY)  # before the certification
    assert list(queries.callbacks(city.worker, TODAY)) == []
    employed(person)
    assert len(queries.callbacks(city.street_officer, TODAY)) == 1
    assert list(queries.callbacks(city.neighbour_worker, TODAY)) == []


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"on": TODAY + DAY}, "on"),
        ({"findings": " "}, "findings"),
        ({"outcome": VisitOutcome.AT_WORK}, "outcome"),
        ({"kind": VisitKind.SELF, "outcome": VisitOutcome.AT_WORK}, "registration"),
        ({"outcome": VisitOutcome.ABSENT, "confirms": True}, "confirms"),
    ],
)
def test_what_does_not_fit_together_is_refused_at_its_field(city, person, values, field):
    with pytest.raises(actions.VisitRefused) as refused:
        recorded(city, person, **values)
    assert refused.value.field == field
    assert not Visit.objects.exists()


def test_a_visit_confirms_the_months_still_open_and_no_second_register_is_kept(city, person):
    months = [person.spells.get().confirmations.create(month=dt.date(2026, month, 1)) for month in (8, 9, 10)]
    recorded(city, person, confirms=True)
    done = MonthlyConfirmation.objects.filter(confirmed_by=city.worker)
    assert set(done) == set(months[:2])


def test_a_lot_draws_a_visit_for_somebody_else(city, person):
    recorded(city, person, lot=lambda below: below // 10)  # a tenth is not less than a tenth
    assert not Recheck.objects.exists()
    visit = recorded(city, person, lot=lambda below: below // 10 - 1)
    drawn = visit.recheck
    assert drawn.due_on == TODAY + 10 * DAY
    waiting = {user: "rechecks" in work(user) and work(user)["rechecks"] for user in (city.worker, city.second_worker)}
    assert waiting == {city.worker: 0, city.second_worker: 1}
    with pytest.raises(actions.VisitRefused, match="本人"):
        actions.recheck(recheck=drawn, agrees=True, findings="属实", actor=city.worker, at=MONDAY)
    done = actions.recheck(recheck=drawn, agrees=False, findings="没有来访", actor=city.street_officer, at=MONDAY)
    assert (done.checked_by, done.agrees) == (city.street_officer, False)
    with pytest.raises(actions.VisitRefused):
        actions.recheck(recheck=drawn, agrees=True, findings="又", actor=city.second_worker, at=MONDAY)


def test_a_visit_with_a_photo_goes_from_the_list_of_call_backs_to_the_card(as_user, city, person):
    job, client = employed(person), as_user(city.worker)
    new = reverse("assistance:visit_new", args=[person.pk])
    assert f"{new}?registration={job.pk}" in client.get(reverse("assistance:callbacks")).content.decode()
    assert "赵甲" in client.get(reverse("assistance:callbacks"), {"state": "due"}).content.decode()
    sent = {"kind": "self", "on": TODAY, "way": "door", "outcome": "left", "findings": "已辞职"}
    wrong = client.post(new, sent).content.decode()
    assert "请选择所回访的就业登记" in wrong
    assert "已辞职" in wrong
    client.post(new, sent | {"registration": job.pk, "photos": SimpleUploadedFile("a.jpg", picture())})
    visit = Visit.objects.get()
    shown = client.get(reverse("assistance:card", args=[person.pk])).content.decode()
    assert "已离岗" in shown
    photo = reverse("assistance:visit_photo", args=[visit.photos.get().pk])
    assert photo in shown
    assert client.get(photo)["Content-Type"] == "image/jpeg"
    client.post(reverse("assistance:visit_strike_off", args=[visit.pk]), {"reason": "日期登记错误"})
    assert "日期登记错误" in client.get(reverse("assistance:card", args=[person.pk])).content.decode()
    assert queries.callbacks_due(city.worker, TODAY).count() == 1


def test_somebody_else_looks_again_on_the_page(as_user, city, person):
    drawn = care_rows.recheck(care_rows.visit(person, city.worker))
    page = reverse("assistance:recheck", args=[drawn.pk])
    own = as_user(city.worker)
    assert "走访人本人不复核" in own.get(page).content.decode()
    waiting = own.get(reverse("desk:worklist", args=["rechecks"])).url
    assert waiting == reverse("assistance:rechecks") + "?state=waiting"
    assert page not in own.get(waiting).content.decode()
    client = as_user(city.second_worker)
    assert page in client.get(reverse("assistance:rechecks"), {"state": "waiting"}).content.decode()
    assert "请写明复核情况" in client.post(page, {"agrees": "yes", "findings": ""}).content.decode()
    client.post(page, {"agrees": "yes", "findings": "电话核实"})
    assert "电话核实" in client.get(page).content.decode()


def test_the_lists_take_as_many_statements_for_few_and_many(as_user, city, person):
    client = as_user(city.street_officer)

    def another():
        home = factories.HouseholdFactory(area=city.community)
        own = factories.member(home)
        spell(own, certified_on=TODAY - 100 * DAY)
        factories.registered(own, RegistrationKind.ENTERPRISE, TODAY - 90 * DAY)
        care_rows.recheck(care_rows.visit(own, city.worker))

    def statements():
        found = []
        for name in ("visits", "callbacks", "rechecks"):
            with CaptureQueriesContext(connection) as caught:
                client.get(reverse(f"assistance:{name}"))
            found.append(len(caught))
        return found

    another()
    few = statements()
    for _ in range(9):
        another()
    assert statements() == few
    assert max(few) <= 15
