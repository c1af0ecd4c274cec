"""A city at full size, here with few people in it: what is copied in past the actions is as if they had written it."""

import dataclasses
import datetime as dt
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts.actions import system_user
from accounts.enums import AreaLevel
from accounts.fields import resident_id_digest
from accounts.identifiers import resident_id
from accounts.models import Area, AuditEntry, User
from assistance.actions.alerts import watch
from assistance.enums import Answer, Informed
from assistance.models import (
    Alert,
    EmploymentNotice,
    Measure,
    Offer,
    Placement,
    Plan,
    PlanReview,
    Pledge,
    PledgeSignature,
    Preparation,
    Recheck,
    RefusalLook,
    Service,
    Visit,
)
from assistance.queries.causes import causes, terms_on
from assistance.queries.referrals import result_of_offer
from assistance.rules.refusals import OfferResult
from desk.actions import refresh
from households.actions.surveyed import SurveyedFact, SurveyedMember, SurveyedRegistration
from households.models import (
    Certificate,
    Certification,
    CertificationRecord,
    Exit,
    HardToEmploySpell,
    Household,
    HouseholdFinding,
    MonthlyConfirmation,
    Person,
    PersonFinding,
    Registration,
    Survey,
    ZeroFamilyCase,
)

TODAY = dt.date(2026, 11, 23)
DAY = dt.timedelta(days=1)
AT = dt.datetime(2026, 11, 23, 1, tzinfo=dt.UTC)
HOUSEHOLDS = 400

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def told():
    """The city without its keys: who lives there, and what became of them."""
    return [
        *((p.name, p.id_number, p.phone) for p in Person.objects.order_by("pk")),
        *Household.objects.order_by("pk").values_list("area__code", "address", "assessed_on"),
        *Registration.objects.order_by("pk").values_list("kind", "validity"),
        *Certification.objects.order_by("pk").values_list("area__code", "status", "step", "certified_on"),
        *MonthlyConfirmation.objects.order_by("pk").values_list("month", "confirmed_at"),
    ]


def build(progress=None):
    call_command("demo", households=HOUSEHOLDS, until=TODAY, seed=7, stdout=progress or StringIO())


@pytest.fixture(scope="module")
def city(django_db_setup, django_db_blocker):
    """The city, with what another of the same seed told and what was said while this one was built."""
    with django_db_blocker.unblock():
        with transaction.atomic():
            build()
            twin = told()
            transaction.set_rollback(True)
        with transaction.atomic():
            progress = StringIO()
            build(progress)
            yield twin, progress.getvalue()
            transaction.set_rollback(True)


def test_the_same_seed_gives_the_same_rows(city):
    assert told() == city[0]


def test_progress_is_said_street_by_street(city):
    assert f"{HOUSEHOLDS} / {HOUSEHOLDS} 户" in city[1]
    assert AuditEntry.objects.filter(event="city.copied").count() == Area.objects.filter(level=AreaLevel.STREET).count()


def test_the_city_has_its_districts_streets_and_communities():
    levels = list(Area.objects.values_list("level", flat=True))
    assert [levels.count(level) for level in (AreaLevel.DISTRICT, AreaLevel.STREET, AreaLevel.COMMUNITY)] == [
        18,
        130,
        732,
    ]
    proper = Area.objects.filter(in_city_proper=True).values_list("path", flat=True)
    urban = [Area.objects.filter(level=AreaLevel.COMMUNITY, path__startswith=path).count() for path in proper]
    assert sum(urban) == 493


def test_every_number_is_valid_sealed_and_found_by_its_digest():
    people = list(Person.objects.all())
    assert len(people) > 2 * HOUSEHOLDS
    for person in people:
        said = resident_id(person.id_number, on=TODAY, stated_sex=person.sex)
        assert (said.valid, said.warnings, said.born) == (True, (), person.born)
        assert bytes(person.id_digest) == resident_id_digest(person.id_number)
    assert len({person.id_number for person in people}) == len(people)


def test_a_refresh_finds_nothing_that_was_not_found():
    def found():
        return [
            list(PersonFinding.objects.order_by("pk").values_list("pk", "validity")),
            list(HouseholdFinding.objects.order_by("pk").values_list("pk", "validity")),
            Exit.objects.count(),
            MonthlyConfirmation.objects.count(),
        ]

    before = found()
    first_of_month = TODAY.replace(day=1)
    whole = Area.objects.get(code="230100")
    with transaction.atomic():
        run = refresh(area=whole, on=first_of_month, actor=system_user(), at=AT)
        after = found()
        transaction.set_rollback(True)
    assert run.households_done > HOUSEHOLDS / 2
    assert after == before
    assert before[0]
    assert before[1]


def test_cases_stand_in_different_states():
    assert set(Certification.objects.values_list("status", flat=True)) >= {"approved", "pending", "refused"}
    assert ZeroFamilyCase.objects.with_placement().filter(placed_on__isnull=False).exists()
    assert set(HardToEmploySpell.objects.values_list("exit_reason", flat=True)) >= {"", "stable"}
    assert Certificate.objects.filter(status="approved").exists()
    assert MonthlyConfirmation.objects.open().exists()


def test_everything_there_is_of_assistance_was_done():
    kinds = (Plan, PlanReview, Measure, Preparation, Pledge, PledgeSignature, Offer, RefusalLook)
    kinds += (Placement, EmploymentNotice, Service, Visit, Recheck, Alert)
    assert [kind.__name__ for kind in kinds if not kind.objects.exists()] == []


def test_the_promises_were_signed_on_paper_that_opens():
    with PledgeSignature.objects.order_by("pk")[0].file.open() as paper:
        assert paper.read(3) == b"\xff\xd8\xff"


def test_the_watch_of_the_last_day_warns_of_nothing_that_was_not_warned_of():
    def standing():
        return set(Alert.objects.open().values_list("kind", "about", "happens_on", "step", "person", "detail", "level"))

    before = standing()
    helped = Area.objects.filter(households__alerts__isnull=False).distinct()
    with transaction.atomic():
        for community in helped:
            watch(community=community, on=TODAY, actor=system_user(), at=AT)
        after = standing()
        transaction.set_rollback(True)
    assert after == before


def test_every_warning_was_raised_on_the_first_day_of_its_cause_and_ended_with_it():
    for alert in Alert.objects.select_related("household__area").order_by("pk")[:10]:
        here, key = alert.household.area, (alert.kind, alert.about, alert.happens_on, alert.step)
        days = [(alert.raised_on - DAY, False), (alert.raised_on, True)]
        if alert.ended_on is not None:
            days += [(alert.ended_on - DAY, True), (alert.ended_on, False)]
        for on, is_found in days:
            assert (key in {cause.key for cause in causes(here, on, terms_on(here, on))}) is is_found


def test_the_street_looks_into_every_refusal_that_counts_and_into_no_other():
    refused = Offer.objects.filter(answer=Answer.REFUSED)
    counted = {offer.pk for offer in refused if result_of_offer(offer, []) is OfferResult.COUNTED}
    assert counted == set(RefusalLook.objects.values_list("offer", flat=True))


def test_the_insurance_was_told_of_work_that_ended_a_registration_as_out_of_work():
    told = EmploymentNotice.objects.filter(informed=Informed.UNEMPLOYMENT_INSURANCE).select_related("registration")
    for work in [notice.registration for notice in told]:
        before = Registration.objects.unemployment().filter(person=work.person_id)
        assert before.filter(validity__endswith=work.validity.lower).exists()


def test_every_certification_was_decided_by_its_own_officers_in_turn():
    for case in Certification.objects.filter(status="approved"):
        records = CertificationRecord.objects.filter(application=case).order_by("step")
        assert [record.seat.actor.area.level for record in records] == [1, 2, 3]
        assert sorted(record.decided_at for record in records) == [record.decided_at for record in records]
        assert case.certified_on == records[2].decided_at.astimezone(dt.timezone(dt.timedelta(hours=8))).date()


def test_a_survey_says_what_the_form_would():
    member = Survey.objects.order_by("pk")[0].answers["members"][0]
    names = {field.name for field in dataclasses.fields(SurveyedMember)}
    assert member.keys() == names - {"id_number", "phone", "bank_account"} | {"person"}
    registrations = [
        one for survey in Survey.objects.all() for m in survey.answers["members"] for one in m["registrations"]
    ]
    assert registrations[0].keys() == {field.name for field in dataclasses.fields(SurveyedRegistration)}
    facts = [one for survey in Survey.objects.all() for m in survey.answers["members"] for one in m["facts"]]
    assert facts[0].keys() == {field.name for field in dataclasses.fields(SurveyedFact)} - {"number"}


def test_new_rows_go_on_after_those_copied():
    before = Household.objects.order_by("-pk").first()
    with transaction.atomic():
        assert Household.objects.create(area=before.area, address="新址").pk == before.pk + 1
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", ["households:list", "households:people", "desk:my_work"])
@pytest.mark.parametrize("username", ["shequ", "jiedao", "quxian", "shiju"])
def test_officers_see_it_through_their_pages(name, username):
    client = Client()
    client.force_login(User.objects.get(username=username))
    assert client.get(reverse(name), secure=True).status_code == 200


def test_a_second_city_is_refused():
    with pytest.raises(CommandError, match="空库"):
        build()


def test_a_city_of_nobody_is_refused(city):
    with transaction.atomic(), pytest.raises(CommandError):
        call_command("demo", households=0, until=TODAY, stdout=StringIO())
