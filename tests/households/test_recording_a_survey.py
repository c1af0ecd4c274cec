"""The act of recording a survey: who belongs to the household, who is married to whom, and what is refused."""

import dataclasses
import datetime as dt
import threading
import uuid

import pytest
from django.db import connection

from accounts.models import AuditEntry
from households.actions.surveys import SurveyedHousehold, SurveyedMember, SurveyRefused, record_survey
from households.enums import Category, Relation, RetirementTrack, Sex
from households.models import (
    Correction,
    Couple,
    Exit,
    HardToEmploySpell,
    Household,
    MonthlyConfirmation,
    Movement,
    Person,
    Survey,
)
from tests.casework import MONDAY, applied, certified, disabled_person
from tests.factories import made_up_id
from tests.setting import SHANGHAI, load_policy_for, small_city

VISIT = MONDAY.date()
DAY = dt.timedelta(days=1)


def said(name: str, born: dt.date = dt.date(1980, 1, 1), sex: Sex = Sex.MALE, **values) -> SurveyedMember:
    track = RetirementTrack.M60 if sex == Sex.MALE else RetirementTrack.F50
    typed = {"id_number": made_up_id(born, sex), "relation": Relation.OTHER, "retirement_track": track} | values
    return SurveyedMember(name=name, born=born, sex=sex, **typed)


def visit(*members: SurveyedMember, on: dt.date = VISIT, **values) -> SurveyedHousehold:
    return SurveyedHousehold(address="幸福路1号", hukou="urban", visited_on=on, members=members, **values)


def record(town, survey, home=None, worker=None, at=MONDAY) -> Household:
    return record_survey(survey=survey, household=home, worker=worker or town.worker, at=at).household


@pytest.fixture
def couple():
    return said("张三", relation=Relation.HEAD), said("李四", sex=Sex.FEMALE, relation=Relation.SPOUSE)


def days_of(membership) -> tuple[str, str | None]:
    upper = membership.validity.upper
    return str(membership.validity.lower), str(upper) if upper else None


def test_the_record_holds_neither_numbers_nor_phones(town, couple):
    record(town, visit(dataclasses.replace(couple[0], phone="13912345678")))
    answers = str(Survey.objects.get().answers)
    assert couple[0].id_number not in answers
    assert "13912345678" not in answers
    assert AuditEntry.objects.filter(event="household.surveyed").count() == 1


def without_wife(on: dt.date, member: SurveyedMember) -> SurveyedHousehold:
    return visit(member, on=on, mistaken={Person.objects.get(name="李四").pk: "来探亲的表妹，误登记为配偶"})


def test_who_never_belonged_here_is_taken_out_and_may_come_back(town, couple):
    home = record(town, visit(*couple))
    record(town, without_wife(VISIT + DAY, couple[0]), home, at=MONDAY + DAY)
    wife = Person.objects.get(name="李四")
    moved = Movement.objects.get()
    assert (moved.kind, moved.person, moved.reason) == ("mistaken", wife, "来探亲的表妹，误登记为配偶")
    assert days_of(wife.memberships.get()) == ("2026-09-07", "2026-09-08")
    record(town, visit(*couple, on=VISIT + 2 * DAY), home, at=MONDAY + 2 * DAY)
    left, back = wife.memberships.order_by("validity")
    assert (left.left_for, days_of(back)) == (back, ("2026-09-09", None))


def test_a_membership_that_never_was_leaves_the_one_before_as_the_last(town, couple):
    """Typed into a second household and taken out of it the same day."""
    first = record(town, visit(*couple))
    record(town, without_wife(VISIT + DAY, couple[0]), first, at=MONDAY + DAY)
    head = said("王五", relation=Relation.HEAD)
    second = record(town, visit(head, couple[1], on=VISIT + DAY), at=MONDAY + DAY)
    record(town, without_wife(VISIT + DAY, head), second, at=MONDAY + DAY)
    wife = Person.objects.get(name="李四")
    assert (wife.memberships.get().household, wife.memberships.get().left_for) == (first, None)
    assert wife in Person.objects.visible_to(town.worker)


def test_couples_begin_end_and_begin_elsewhere(town, couple):
    home = record(town, visit(*couple, couples=((0, 1),)))
    record(town, without_wife(VISIT + 5 * DAY, couple[0]), home, at=MONDAY + 5 * DAY)
    assert str(Couple.objects.get().validity.upper) == "2026-09-12"
    # A visit made before the wife left, typed later: the new marriage begins no earlier than she came.
    husband = said("王五", relation=Relation.HEAD)
    record(town, visit(husband, couple[1], on=VISIT + DAY, couples=((1, 0),)), at=MONDAY + 5 * DAY)
    assert str(Couple.objects.order_by("pk").last().validity.lower) == "2026-09-12"


@pytest.mark.parametrize("reason", [None, " "])
def test_nobody_is_dropped_without_a_reason(town, couple, reason):
    home = record(town, visit(*couple))
    mistaken = {} if reason is None else {Person.objects.get(name="李四").pk: reason}
    with pytest.raises(SurveyRefused, match="李四是本户成员，却不在本表中"):
        record(town, visit(couple[0], on=VISIT + DAY, mistaken=mistaken), home, at=MONDAY + DAY)
    assert home.memberships.filter(validity__upper_inf=True).count() == 2


def test_an_exit_is_drafted_for_who_is_taken_out_in_status(town):
    home, person = disabled_person(town)
    certified(town, home, person)
    spouse = Person.objects.get(name="王工")
    on, at = VISIT + 30 * DAY, MONDAY + 30 * DAY
    survey = visit(named(spouse, Relation.HEAD), on=on, mistaken={person.pk: "户口在外市，借住"})
    record(town, survey, home, at=at)
    drafted = Exit.objects.get()
    assert (drafted.spell.person, drafted.reason, drafted.effective_on) == (person, "other", on)
    assert "户口在外市，借住" in drafted.evidence
    assert drafted.status == "draft"


def test_a_known_birth_date_changes_for_a_reason_only_and_the_former_is_kept(town, couple):
    home = record(town, visit(*couple))
    older = dataclasses.replace(couple[0], born=dt.date(1970, 1, 1))
    with pytest.raises(SurveyRefused, match="张三的出生日期与身份证号码不符") as refused:
        record(town, visit(older, couple[1]), home)
    assert (refused.value.member, refused.value.field) == (0, "differs_why")
    older = dataclasses.replace(older, differs_why="证件登记有误", differs_evidence="出生医学证明")
    record(town, visit(older, couple[1]), home)
    record(town, visit(couple[0], couple[1]), home)  # as the number says: no reason is asked
    kept = [(row.kind, row.old, row.reason) for row in Correction.objects.order_by("pk")]
    assert kept == [("born", "1980-01-01", "证件登记有误"), ("born", "1970-01-01", "与身份证号一致")]
    assert AuditEntry.objects.filter(event="person.corrected").count() == 2


def test_nobody_is_taken_out_while_being_certified(town):
    home, person = disabled_person(town)
    applied(town, home, person)
    spouse = Person.objects.get(name="王工")
    with pytest.raises(SurveyRefused, match="正在办理"):
        record(town, visit(named(spouse, Relation.HEAD), mistaken={person.pk: "借住"}), home)


def named(person: Person, relation: Relation) -> SurveyedMember:
    return said(person.name, person.born, id_number=person.id_number, relation=relation)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"retirement_track": RetirementTrack.F50}, "retirement_track"),
        ({"born": VISIT + 9 * DAY}, "born"),
        ({"dead_on": dt.date(1970, 1, 1)}, "dead_on"),
        ({"dead_on": VISIT + DAY}, "dead_on"),
        ({"children_born": (VISIT + DAY,)}, "children_born"),
    ],
)
def test_an_impossible_member_is_refused_at_the_field(town, couple, change, field):
    with pytest.raises(SurveyRefused) as refused:
        record(town, visit(couple[1], dataclasses.replace(couple[0], **change)))
    assert (refused.value.member, refused.value.field) == (1, field)
    assert not Household.objects.exists()


@pytest.mark.parametrize("couples", [((0, 0),), ((0, 1), (1, 2))])
def test_impossible_couples_are_refused(town, couple, couples):
    with pytest.raises(SurveyRefused) as refused:
        record(town, visit(*couple, said("丁"), couples=couples))
    assert refused.value.field == "spouse"


def test_only_a_community_surveys_and_only_its_own(town, couple):
    with pytest.raises(SurveyRefused, match="不属于社区"):
        record(town, visit(*couple), worker=town.street_officer)
    home = record(town, visit(*couple))
    with pytest.raises(SurveyRefused, match="不在您的社区"):
        record(town, visit(*couple), home, worker=town.neighbour_worker)


def test_a_visit_confirms_its_own_month(town):
    home, person = disabled_person(town)
    certified(town, home, person)
    spell = HardToEmploySpell.objects.get()
    september, october = (
        MonthlyConfirmation.objects.create(spell=spell, month=dt.date(2026, month, 1)) for month in (9, 10)
    )
    late = dt.datetime(2026, 10, 2, 9, tzinfo=SHANGHAI)
    members = (
        said(p.name, p.born, id_number=p.id_number, relation=Relation(m.relation))
        for m in home.memberships.select_related("person")
        for p in (m.person,)
    )
    record(town, visit(*members, on=dt.date(2026, 9, 30)), home, at=late)
    september.refresh_from_db()
    october.refresh_from_db()
    assert (september.confirmed_at, september.confirmed_by, october.confirmed_at) == (late, town.worker, None)


def test_a_visit_that_ends_the_grounds_is_judged_at_once(town):
    home, person = disabled_person(town)
    assert applied(town, home, person).reasons[0]["code"] == Category.C03.name
    members = [
        said(p.name, p.born, id_number=p.id_number, relation=Relation(m.relation))
        for m in home.memberships.select_related("person").order_by("pk")
        for p in (m.person,)
    ]
    record(town, visit(*members), home)
    assert not person.findings.on(VISIT).exists()


@pytest.mark.django_db(transaction=True)
def test_one_form_sent_twice_at_once_is_one_survey():
    town = small_city()
    load_policy_for(town.city)
    survey = visit(said("张三", relation=Relation.HEAD), submission=uuid.uuid4())
    answers: list[object] = []

    def send() -> None:
        try:
            answers.append(record_survey(survey=survey, household=None, worker=town.worker, at=MONDAY).pk)
        except Exception as error:
            answers.append(error)
        finally:
            connection.close()

    senders = [threading.Thread(target=send) for _ in range(3)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert answers == [Survey.objects.get().pk] * 3
    assert (Household.objects.count(), Person.objects.count()) == (1, 1)
