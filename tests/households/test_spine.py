"""From a survey to a family's clock, through the actions alone."""

import datetime as dt

import pytest

from approvals.actions import DecisionRefused
from approvals.workflow import Decision
from households.actions.certification import apply_for_certification, decide
from households.actions.surveys import SurveyedHousehold, SurveyedMember, SurveyedRegistration, record_survey
from households.enums import Category, FamilyKind, RegistrationKind, Relation, RetirementTrack, Sex
from households.models import HardToEmploySpell, ZeroFamilyCase
from tests.factories import made_up_id
from tests.setting import SHANGHAI

MONDAY = dt.datetime(2026, 9, 7, 9, tzinfo=SHANGHAI)


def unemployed(name, born, relation=Relation.HEAD):
    return SurveyedMember(
        name=name,
        id_number=made_up_id(born, "M"),
        sex=Sex.MALE,
        born=born,
        relation=relation,
        retirement_track=RetirementTrack.M60,
        registrations=(SurveyedRegistration(since=dt.date(2026, 8, 1), kind=RegistrationKind.UNEMPLOYED),),
    )


@pytest.fixture
def family(city):
    survey = SurveyedHousehold(
        address="幸福路1号", hukou="urban", visited_on=MONDAY.date(), members=(unemployed("张三", dt.date(1972, 1, 5)),)
    )
    return record_survey(survey=survey, household=None, worker=city.worker, at=MONDAY).household


def test_a_survey_is_judged_at_once(family):
    assert [finding.kind for finding in family.findings.all()] == [FamilyKind.ZERO_EMPLOYMENT]
    assert [finding.category for finding in family.person_findings.all()] == [Category.C01]


def test_a_family_climbs_to_its_clock(city, family):
    case = apply_for_certification(household=family, person=None, worker=city.worker, at=MONDAY)
    case = decide(certification=case, actor=city.worker, decision=Decision.APPROVE, comment="", at=MONDAY)
    assert case.opens_on == dt.date(2026, 9, 15)
    with pytest.raises(DecisionRefused, match="不由您审批"):
        decide(certification=case, actor=city.street_officer, decision=Decision.APPROVE, comment="", at=MONDAY)
    later = MONDAY + dt.timedelta(days=8)
    for officer in (city.street_officer, city.district_officer):
        case = decide(certification=case, actor=officer, decision=Decision.APPROVE, comment="", at=later)
    family_case = ZeroFamilyCase.objects.get()
    assert (family_case.due_on, bool(family_case.due_source)) == (dt.date(2026, 12, 15), True)
    spell = HardToEmploySpell.objects.get()
    assert (spell.categories, spell.primary, spell.certified_on) == ([1, 2], 1, later.date())
