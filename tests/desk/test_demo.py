"""The demo city: in every state a case can be in, and the same for the same seed."""

import datetime as dt

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse

from accounts.models import Deputation, User
from assistance.models import (
    Agreement,
    Alert,
    Complaint,
    EmploymentNotice,
    Measure,
    Offer,
    PassingOver,
    Placement,
    Plan,
    PlanReview,
    Pledge,
    PostExit,
    PostPlan,
    Programme,
    Recheck,
    RefusalLook,
    Service,
    ServiceEvent,
    Visit,
    WelfarePost,
)
from assistance.queries.plans import cases_without_plan
from assistance.queries.posts import IN_STATE
from households.models import (
    Certification,
    CertificationRecord,
    CertificationReview,
    Endorsement,
    Exit,
    Handover,
    HardToEmploySpell,
    Inspection,
    MonthlyConfirmation,
    Movement,
    Person,
    Revocation,
    ZeroFamilyCase,
)
from households.queries.certificates import certificates
from reports.models import Publication, PublishedFigure
from tests.routes import pages
from ui.views import ScopedListView

TODAY = dt.date(2026, 11, 21)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def told() -> list[object]:
    """The city as its people would tell it: who lives there, what became of their cases, what was published."""
    return [
        *((p.name, p.id_number, p.registrations.count(), p.facts.count()) for p in Person.objects.order_by("pk")),
        *Certification.objects.order_by("pk").values_list("area__code", "status", "step", "opens_on", "certified_on"),
        *PublishedFigure.objects.order_by("pk").values_list("publication__area__code", "line", "value"),
        *MonthlyConfirmation.objects.order_by("pk").values_list("month", "confirmed_at"),
        *Offer.objects.order_by("pk").values_list("person__name", "made_on", "employer", "answer"),
        *Service.objects.order_by("pk").values_list("person__name", "on", "kind", "outcome"),
        *Visit.objects.order_by("pk").values_list("person__name", "on", "kind", "outcome"),
        *Alert.objects.order_by("pk").values_list("detail", "raised_on", "level", "answer"),
    ]


@pytest.fixture(scope="module")
def city(demo_city, django_db_blocker):
    """The city, and beside it what another with the same seed told."""
    with django_db_blocker.unblock():
        with transaction.atomic():
            demo_city.put_back()
            twin = told()
            transaction.set_rollback(True)
        with transaction.atomic():
            call_command("demo", until=TODAY, verbosity=0)
            yield twin
            transaction.set_rollback(True)


def test_the_same_seed_gives_the_same_city(city):
    assert told() == city


def test_certifications_stand_in_every_state():
    states = set(Certification.objects.values_list("status", flat=True))
    assert states >= {"pending", "returned", "refused", "approved", "withdrawn"}
    notices = Certification.notices.rel.related_model.objects
    assert set(notices.values_list("outcome", flat=True)) == {"", "upheld", "dismissed"}
    assert Certification.objects.in_notice(TODAY).exists()
    assert CertificationRecord.objects.filter(decision="returned").exists()


def test_refusals_were_reviewed_a_revocation_waits_and_somebody_is_away():
    assert CertificationReview.objects.filter(outcome="sustained").exists()
    assert Revocation.objects.get().current_step.title == "区县撤销决定"
    assert Deputation.objects.get().deputy.username == "jiedaold"


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


def test_certificates_stand_in_different_states():
    states = set(certificates(TODAY).values_list("state", flat=True))
    assert states >= {"in_hand", "failed", "lapsed", "under_way"}
    assert Inspection.objects.due(TODAY).exists()
    assert Endorsement.objects.exists()


def test_plans_and_promises_are_made_kept_up_and_lacking():
    assert Plan.objects.active().count() > 20
    assert PlanReview.objects.exists()
    assert {done is None for done in Measure.objects.values_list("done_on", flat=True)} == {True, False}
    assert cases_without_plan(User.objects.get(username="shequ"), TODAY).exists()
    assert Pledge.objects.signed().exists()
    assert Pledge.objects.standing().exclude(pk__in=Pledge.objects.signed()).exists()
    assert Programme.objects.filter(progress__isnull=False).exists()


def test_posts_are_accepted_refused_looked_into_and_unanswered():
    assert set(Offer.objects.values_list("answer", flat=True)) == {"", "accepted", "refused"}
    assert set(RefusalLook.objects.values_list("counts", flat=True)) >= {True, None}
    assert Placement.objects.exists()
    assert EmploymentNotice.objects.exists()


def test_welfare_posts_are_held_vacant_unreported_and_to_be_left():
    states = {state for state, condition in IN_STATE.items() if WelfarePost.objects.filter(condition).exists()}
    assert states >= {"held", "vacant", "refill", "report"}
    assert PassingOver.objects.filter(placement__isnull=False).exists()
    assert PassingOver.objects.filter(offer__isnull=False).exists()
    assert PostExit.objects.waiting().exists()
    assert PostPlan.objects.waiting().exists()


def test_agreements_with_employers_hold_have_run_out_and_were_ended():
    own = Agreement.objects.all()
    assert own.filter(ended_on=None, valid_until__gte=TODAY).exists()
    assert own.filter(ended_on=None, valid_until__lt=TODAY).exists()
    assert own.filter(ended_on__isnull=False).exists()


def test_people_are_served_gathered_visited_and_looked_at_again():
    assert Service.objects.filter(outcome="refused").exists()
    assert ServiceEvent.objects.filter(services__isnull=False).exists()
    assert set(Visit.objects.values_list("outcome", flat=True)) >= {"at_work", "met", "absent"}
    assert Visit.objects.filter(registration__isnull=False).exists()
    assert Recheck.objects.exists()


def test_warnings_wait_are_answered_and_have_gone_up():
    assert Alert.objects.open().filter(level=1).exists()
    assert Alert.objects.open().filter(level__gt=1).exists()
    assert Alert.objects.filter(answered_at__isnull=False).exists()


def test_a_household_is_handed_over_another_was_split_and_in_a_third_somebody_died():
    assert Handover.objects.get().to_area.code == "230103001001"
    assert set(Movement.objects.values_list("kind", flat=True)) == {"split", "died"}


def test_nobody_shares_a_number():
    assert Person.objects.values("id_digest").distinct().count() == Person.objects.count()


def test_ended_months_are_published_up_to_the_city():
    labels = set(Publication.objects.filter(area__code="230100").values_list("label", flat=True))
    assert {"2026-09", "2026-10"} <= labels
    assert "2026-11" not in labels


def test_a_second_demo_is_refused():
    with pytest.raises(CommandError, match="空库"):
        call_command("demo", until=TODAY, verbosity=0)


# --- Its lists --------------------------------------------------------------------------------------------------------

FEW = 2


def test_complaints_wait_are_looked_into_and_were_found_untrue():
    assert Complaint.objects.filter(accepted_on=None).exists()
    assert Complaint.objects.filter(accepted_on__isnull=False, closed_on=None).exists()
    assert Complaint.objects.filter(finding="untrue").exists()


def lists() -> list[str]:
    """The names of all lists that belong to no single object."""
    plain = [name for name, converters in pages().items() if not converters]
    views = {name: getattr(resolve(reverse(name)).func, "view_class", object) for name in plain}
    return sorted(name for name, view in views.items() if issubclass(view, ScopedListView))


@pytest.mark.parametrize("name", lists())
def test_a_list_takes_the_same_statements_for_few_rows_and_for_many(as_user, monkeypatch, name):
    """Of every role that may open it whoever sits highest looks at it, until it has more than a few rows."""
    with time_machine.travel(dt.datetime(2026, 11, 21, 10, tzinfo=dt.UTC), tick=False):
        users = User.objects.filter(area__isnull=False).order_by("role", "area__path", "pk").distinct("role")
        clients = [client for client in map(as_user, users) if client.get(reverse(name)).status_code == 200]
        assert clients
        for client in clients:
            few, _ = statements(client, name, monkeypatch, rows=FEW)
            many, shown = statements(client, name, monkeypatch, rows=50)
            assert many <= few <= 15
            if shown > FEW:
                return


def statements(client, name, monkeypatch, *, rows: int) -> tuple[int, int]:
    """How many statements a page of so many rows takes, and how many rows it shows."""
    monkeypatch.setattr(ScopedListView, "paginate_by", rows)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(reverse(name))
    return len(asked), len(answer.context["rows"])
