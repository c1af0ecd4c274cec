"""A name or an ID number put right: the old one is kept, still finds its person, and is nobody else's."""

import datetime as dt

import pytest

from accounts.identifiers import resident_id
from accounts.models import AuditEntry
from desk.searching import search
from households.actions import corrections
from households.actions.corrections import Corrected
from households.actions.memberships import MoveRefused
from households.actions.surveys import SurveyedHousehold, SurveyedMember, SurveyRefused, record_survey
from households.models import Correction, Person
from tests import factories
from tests.casework import MONDAY, household_of
from ui.masks import masked_id, masked_name

TODAY = MONDAY.date()
BORN = dt.date(1972, 1, 5)


@pytest.fixture
def person(city):
    return household_of(city, {"name": "吴明"}).memberships.get().person


def number(born=BORN, sex="M"):
    return resident_id(factories.made_up_id(born, sex), on=TODAY)


def corrected(city, person, worker=None, **values):
    said = {"name": person.name, "reason": "录入时错一位", "evidence": "身份证原件"} | values
    return corrections.correct_identity(
        person=person, corrected=Corrected(**said), worker=worker or city.worker, at=MONDAY
    )


def typed(name, id_number, visited_on=TODAY):
    member = SurveyedMember(name, id_number, "M", BORN, "head", "M60")
    return SurveyedHousehold(address="幸福路1号", hukou="urban", visited_on=visited_on, members=(member,))


def test_the_old_number_still_finds_the_person(city, person):
    old, new = person.id_number, number()
    assert corrected(city, person, id_number=new).id_number == new.normalized
    kept = Correction.objects.get()
    assert (kept.kind, kept.old, kept.corrected_by) == ("id_number", old, city.worker)
    for wanted in (old, new.normalized):
        assert [hit.person for hit in search(city.worker, wanted, on=TODAY).hits] == [person]
    assert search(city.neighbour_worker, old, on=TODAY).hits == []


def test_nobody_is_registered_under_a_former_number(city, person):
    old = person.id_number
    corrected(city, person, id_number=number())
    with pytest.raises(SurveyRefused, match="更正前的号码") as refused:
        record_survey(survey=typed("郑新", old), household=None, worker=city.worker, at=MONDAY)
    assert (refused.value.member, refused.value.field) == (0, "id_number")
    assert corrected(city, person, id_number=resident_id(old, on=TODAY)).id_number == old  # the own one may come back


def test_nobody_gets_a_number_that_is_or_was_anothers(city, person):
    other = factories.member(factories.HouseholdFactory(area=city.neighbour))
    with pytest.raises(MoveRefused, match="他人") as refused:
        corrected(city, person, id_number=resident_id(other.id_number, on=TODAY))
    assert refused.value.field == "id_number"
    former = other.id_number
    corrected(city, other, worker=city.neighbour_worker, id_number=number())
    with pytest.raises(MoveRefused, match="他人"):
        corrected(city, person, id_number=resident_id(former, on=TODAY))


def test_birth_date_and_sex_follow_the_number_if_so_asked(city, person):
    new = number(dt.date(1980, 2, 2), "F")
    corrected(city, person, id_number=new)
    person.refresh_from_db()
    assert (person.born, person.sex) == (BORN, "M")
    corrected(city, person, id_number=number(dt.date(1981, 3, 3), "F"), adopts=True)
    person.refresh_from_db()
    assert (person.born, person.sex, person.retirement_track) == (dt.date(1981, 3, 3), "F", "F50")


def test_a_name_is_corrected_by_an_act_or_at_the_door(city, person):
    home = person.memberships.get().household
    corrected(city, person, name="吴鸣")
    record_survey(survey=typed("吴铭", person.id_number), household=home, worker=city.worker, at=MONDAY)
    person.refresh_from_db()
    assert person.name == "吴铭"
    assert list(Correction.objects.order_by("pk").values_list("kind", "reason")) == [
        ("name", "录入时错一位"),
        ("name", "入户调查时更正姓名"),
    ]
    assert [row.old for row in Correction.objects.order_by("pk")] == ["吴明", "吴鸣"]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [({}, "没有需要更正"), ({"name": "吴鸣", "reason": " "}, "原因"), ({"name": "吴鸣", "evidence": ""}, "证明材料")],
)
def test_a_correction_of_nothing_or_without_evidence_is_refused(city, person, values, sentence):
    with pytest.raises(MoveRefused, match=sentence):
        corrected(city, person, **values)
    assert not Correction.objects.exists()


def test_only_the_own_community_corrects(city, person):
    with pytest.raises(MoveRefused, match="辖区"):
        corrected(city, person, worker=city.neighbour_worker, name="吴鸣")
    assert Person.objects.get(pk=person.pk).name == "吴明"


def test_the_audit_shows_before_and_after_masked(city, person):
    former, right = person.id_number, number()
    was = person.name
    corrected(city, person, name=f"{was}儿", id_number=right)
    said = [entry.details for entry in AuditEntry.objects.filter(event="person.corrected").order_by("pk")]
    assert [(one["kind"], one["before"], one["after"]) for one in said] == [
        ("姓名", {"full_name": masked_name(was)}, {"full_name": masked_name(f"{was}儿")}),
        ("身份证号", {"masked": masked_id(former)}, {"masked": masked_id(right.normalized)}),
    ]
