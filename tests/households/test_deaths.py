"""A death that was registered wrongly, annulled: everything it ended is as it was, and what was decided stays."""

import datetime as dt

import pytest
from django.core import serializers
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from accounts.models import AuditEntry
from approvals.workflow import Decision
from households.actions import certification as certifying
from households.actions import deaths, exits, splitting
from households.actions.memberships import MoveRefused
from households.actions.surveys import SurveyedHousehold, SurveyedMember, SurveyRefused, record_survey
from households.enums import RegistrationKind, Relation, RetirementTrack, Sex
from households.models import (
    Couple,
    Death,
    Exit,
    HardToEmploySpell,
    Membership,
    Movement,
    Person,
    PersonFinding,
    Registration,
    ZeroFamilyCase,
)
from households.queries import unfiled
from policy.periods import report_month
from reports.queries import ep8_figures
from tests import factories
from tests.casework import NOTICE_ENDED, certified, disabled_person, household_of

DAY = dt.timedelta(days=1)
LATER = NOTICE_ENDED + 3 * DAY  # still in the report month that ends on 20 September
LAST = NOTICE_ENDED.date()
TABLES = (Person, Membership, Couple, Registration, HardToEmploySpell, ZeroFamilyCase)


@pytest.fixture
def home(city):
    """A couple and a brother, certified; the husband heads the household."""
    home = household_of(city, {"name": "赵户主"}, {"name": "赵妻", "sex": "F"}, {"name": "赵弟"})
    head, wife, _ = people(home)
    Couple.objects.create(household=home, first=head, second=wife, validity=DateRange(dt.date(2020, 1, 1), None))
    home.memberships.filter(person=wife).update(relation="spouse")
    certified(city, home)
    return home


def people(home):
    return [row.person for row in home.memberships.select_related("person").order_by("pk")]


def died(city, person, head=None, on=LAST):
    return deaths.register_death(person=person, on=on, evidence="医学死亡证明", head=head, worker=city.worker, at=LATER)


def annulled(city, person, worker=None, at=LATER, reason="登记错人", evidence="本人到场"):
    return deaths.annul_death(person=person, reason=reason, evidence=evidence, worker=worker or city.worker, at=at)


def everything():
    rows = [row for model in TABLES for row in model.objects.order_by("pk")]
    return serializers.serialize("python", rows)


def found():
    """Who is found to be what now."""
    rows = PersonFinding.objects.filter(validity__upper_inf=True)
    return set(rows.values_list("person", "category"))


def test_everything_is_as_it_was_and_the_exit_is_withdrawn(city, home):
    head, wife, _ = people(home)
    before, findings = everything(), found()
    died(city, head, head=wife.pk)
    assert everything() != before
    death = annulled(city, head)
    assert (everything(), found()) == (before, findings)
    assert [row.status for row in Exit.objects.all()] == ["withdrawn"]
    assert (death.annulled_by, death.annul_reason, death.annul_evidence) == (city.worker, "登记错人", "本人到场")
    assert list(Movement.objects.order_by("pk").values_list("kind", flat=True)) == ["died", "not_died"]
    assert AuditEntry.objects.filter(event="death.annulled", object_id=head.pk).exists()
    died(city, head, head=wife.pk)  # and may be registered again


def test_the_familys_exit_for_want_of_members_is_withdrawn_too(city):
    home = household_of(city, {"name": "孙独"})
    certified(city, home)
    (only,) = people(home)
    died(city, only)
    assert set(Exit.objects.values_list("status", flat=True)) == {"draft"}
    annulled(city, only)
    assert list(Exit.objects.values_list("status", flat=True)) == ["withdrawn", "withdrawn"]
    assert ZeroFamilyCase.objects.running(LATER.date()).exists()


def test_the_month_counts_the_person_as_before(city, home):
    month, lines = report_month(2026, 9), ("13", "17", "19", "20")
    before = [ep8_figures(city.street, month)[line] for line in lines]
    head, wife, _ = people(home)
    died(city, head, head=wife.pk)
    annulled(city, head)
    assert [ep8_figures(city.street, month)[line] for line in lines] == before == [0, 0, 2, 2]


def test_what_the_street_decided_stays_and_a_new_status_follows_it(city):
    home, person = disabled_person(city)
    spouse = home.memberships.exclude(person=person).get().person
    certified(city, home, person)
    died(city, person, head=spouse.pk)
    draft = Exit.objects.get()
    sent = exits.submit_exit(application=draft, effective_on=LAST, evidence="死亡证明", worker=city.worker, at=LATER)
    exits.decide(application=sent, actor=city.street_officer, decision=Decision.APPROVE, comment="", at=LATER)
    annulled(city, person)
    former = HardToEmploySpell.objects.get()
    assert (former.exited_on, former.exit_reason, Exit.objects.get().status) == (LAST, "dead", "approved")
    waiting = unfiled.people_found(city.worker, LATER.date())
    assert [row.person for row in waiting] == [person]
    case = certifying.apply_for_certification(household=home, person=person, worker=city.worker, at=LATER)
    assert case.person == person


def test_it_needs_a_reason_evidence_and_a_death_in_ones_own_area(city, home):
    head, wife, _ = people(home)
    with pytest.raises(MoveRefused, match="没有可以撤销的死亡登记"):
        annulled(city, head)
    died(city, head, head=wife.pk)
    for values, sentence in (({"reason": " "}, "原因"), ({"evidence": " "}, "证明材料")):
        with pytest.raises(MoveRefused, match=sentence):
            annulled(city, head, **values)
    with pytest.raises(MoveRefused, match="不在您的辖区"):
        annulled(city, head, worker=city.neighbour_worker)
    annulled(city, head)
    with pytest.raises(MoveRefused, match="没有可以撤销的死亡登记"):
        annulled(city, head)


def test_what_was_registered_since_stands_against_it(city, home):
    """The widow has married again."""
    head, wife, brother = people(home)
    died(city, head, head=wife.pk)
    first, second = sorted((wife.pk, brother.pk))
    Couple.objects.create(household=home, first_id=first, second_id=second, validity=DateRange(LAST + 2 * DAY, None))
    with pytest.raises(MoveRefused, match="重叠"):
        annulled(city, head)
    head.refresh_from_db()
    assert head.dead_on == LAST
    assert Registration.objects.get(person=head).end_reason == "死亡"


def test_nobody_whose_death_is_registered_is_surveyed_as_living(city, home):
    *_, brother = people(home)
    died(city, brother)
    member = SurveyedMember(
        name=brother.name,
        id_number=brother.id_number,
        sex=Sex.MALE,
        born=brother.born,
        relation=Relation.HEAD,
        retirement_track=RetirementTrack.M60,
    )
    survey = SurveyedHousehold(address="别处", hukou="urban", visited_on=LATER.date(), members=(member,))
    with pytest.raises(SurveyRefused, match=f"已登记于 {LAST} 死亡；登记有误的"):
        record_survey(survey=survey, household=None, worker=city.worker, at=LATER)
    brother.refresh_from_db()
    assert brother.dead_on == LAST


def test_a_death_that_only_a_survey_stated_is_annulled_with_its_reason_too(as_user, city, home, monday):
    """As is one with no membership left, however it came about: the person is to be surveyed anew."""
    monday.move_to(LATER)
    _, wife, brother = people(home)
    Person.objects.filter(pk__in=[wife.pk, brother.pk]).update(dead_on=LAST)
    brother.memberships.update(validity=DateRange(dt.date(2020, 1, 1), LAST))
    worker, given = as_user(city.worker), {"reason": "登记错人", "evidence": "本人到场核验身份证"}
    for person, told in ((wife, False), (brother, True)):
        url = reverse("households:annul_death", args=[person.pk])
        assert url in worker.get(reverse("households:person", args=[person.pk])).content.decode()
        said = worker.post(url, given, follow=True).content.decode()
        assert "死亡登记已撤销" in said
        assert ("现不在任何一户中" in said) is told
        person.refresh_from_db()
        assert person.dead_on is None
    assert {row.evidence for row in Death.objects.all()} == {deaths.BY_SURVEY}


def test_a_household_keeps_one_head(city, home):
    """The new head has left since, and a third was named."""
    head, wife, brother = people(home)
    died(city, head, head=wife.pk)
    move = splitting.Move({wife.pk: Relation.HEAD}, LATER.date(), "另住", brother.pk)
    splitting.split_household(household=home, move=move, address="另处", worker=city.worker, at=LATER)
    annulled(city, head)
    present = home.memberships.filter(validity__upper_inf=True)
    assert dict(present.values_list("person", "relation")) == {brother.pk: "head", head.pk: "other"}


def test_a_death_is_annulled_on_its_page(as_user, city, home, monday):
    monday.move_to(LATER)
    head, wife, _ = people(home)
    factories.registered(wife, RegistrationKind.ENTERPRISE, dt.date(2010, 1, 1), dt.date(2011, 1, 1))
    worker = as_user(city.worker)
    page, url = reverse("households:person", args=[head.pk]), reverse("households:annul_death", args=[head.pk])
    assert worker.get(url).status_code == 404
    died(city, head, head=wife.pk)
    assert url in worker.get(page).content.decode()
    answer = worker.post(url, {"reason": "", "evidence": "本人到场核验身份证"})
    assert "请填写撤销原因" in answer.content.decode()
    answer = worker.post(url, {"reason": "登记错人", "evidence": "本人到场核验身份证"}, follow=True)
    said = answer.content.decode()
    assert "死亡登记已撤销" in said
    assert url not in said
    assert as_user(city.street_officer).get(url).status_code == 403
