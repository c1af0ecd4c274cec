"""The demo city: in every state a case can be in, and the same for the same seed."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from households.models import (
    Certification,
    CertificationRecord,
    Exit,
    HardToEmploySpell,
    MonthlyConfirmation,
    Person,
    ZeroFamilyCase,
)
from reports.models import Publication

TODAY = dt.date(2026, 11, 21)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


@pytest.fixture(scope="module")
def city(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("demo", until=TODAY, verbosity=0)
        yield
        transaction.set_rollback(True)


def test_certifications_stand_in_every_state():
    states = set(Certification.objects.values_list("status", flat=True))
    assert states >= {"pending", "returned", "refused", "approved", "withdrawn"}
    notices = Certification.notices.rel.related_model.objects
    assert set(notices.values_list("outcome", flat=True)) == {"", "upheld", "dismissed"}
    assert Certification.objects.in_notice(TODAY).exists()
    assert CertificationRecord.objects.filter(decision="returned").exists()


def test_promises_are_kept_broken_and_running():
    cases = ZeroFamilyCase.objects.with_placement()
    placed = [case for case in cases if case.placed_on]
    assert any(case.placed_on <= case.due_on for case in placed)
    assert any(case.placed_on > case.due_on for case in placed)
    assert cases.running(TODAY).filter(due_on__lt=TODAY).exists()
    assert cases.running(TODAY).filter(due_on__gt=TODAY).exists()
    assert cases.filter(previous__isnull=False).exists()
    assert cases.filter(end_reason="no_desire").exists()


def test_people_are_in_status_left_it_and_are_to_leave_it():
    assert HardToEmploySpell.objects.open().count() > 30
    assert HardToEmploySpell.objects.filter(exit_reason="lost_contact").exists()
    assert Exit.objects.filter(status="draft", reason="retired").exists()
    assert MonthlyConfirmation.objects.open().exists()
    assert {category for spell in HardToEmploySpell.objects.all() for category in spell.categories} == set(range(1, 11))


def test_nobody_shares_a_number():
    assert Person.objects.values("id_digest").distinct().count() == Person.objects.count()


def test_ended_months_are_published_up_to_the_city():
    labels = set(Publication.objects.filter(area__code="230100").values_list("label", flat=True))
    assert {"2026-09", "2026-10"} <= labels
    assert "2026-11" not in labels


def test_a_second_demo_is_refused():
    with pytest.raises(CommandError, match="空库"):
        call_command("demo", until=TODAY, verbosity=0)
