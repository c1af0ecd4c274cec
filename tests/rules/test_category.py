import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from households import rules
from households.enums import Category, FactKind

from . import reading

D = dt.date
ON = D(2010, 10, 15)
UNEMPLOYED = [{"from": D(2010, 8, 1)}]
YOUNG = {"born": D(1980, 1, 9), "unemployment": UNEMPLOYED}
CODES = ["NOT_LOCAL", "NOT_URBAN", "NOT_WORKING_AGE", "NOT_ABLE", "NOT_WILLING", "EMPLOYED", "NOT_REGISTERED"]


def assess(on=ON, parameters=None, **stated):
    return rules.assess_person(reading.person(stated), reading.terms(rules.CategoryTerms, on, parameters), on=on)


def names(verdict):
    return [category.name for category in verdict.categories]


def codes(verdict):
    return [reason.code for reason in verdict.reasons]


def test_every_obstacle_is_named_in_order():
    verdict = assess(
        born=D(1995, 1, 1), local=False, hukou="rural", able_to_work=False, willing_to_work=False, low_income={}
    )
    assert codes(verdict) == ["NOT_LOCAL", "NOT_URBAN", "NOT_WORKING_AGE", "NOT_ABLE", "NOT_WILLING", "NOT_REGISTERED"]
    assert (verdict.eligible, verdict.primary, verdict.grounds) == (False, None, {})
    assert len(verdict.missing) == len(verdict.reasons)


def test_rural_people_qualify_where_urban_hukou_is_not_required():
    verdict = assess(**YOUNG, hukou="rural", low_income={}, parameters={"cat.urban_hukou_required": False})
    assert names(verdict) == ["C04"]


def test_sixteen_is_of_working_age_on_the_birthday():
    registered = {"unemployment": UNEMPLOYED, "low_income": {}}
    assert assess(born=D(1994, 10, 15), **registered).eligible
    younger = assess(born=D(1994, 10, 16), **registered)
    assert (codes(younger), younger.working_age, younger.age) == (["NOT_WORKING_AGE"], False, 15)


def test_on_the_retirement_date_no_longer():
    assert assess(born=D(1950, 10, 16), unemployment=UNEMPLOYED).eligible
    assert codes(assess(born=D(1950, 10, 15), unemployment=UNEMPLOYED)) == ["NOT_WORKING_AGE"]


def test_an_approved_retirement_ends_the_working_age():
    verdict = assess(**YOUNG, low_income={}, retirement_override=ON)
    assert codes(verdict) == ["NOT_WORKING_AGE"]
    assert "2010-10-15" in verdict.reasons[0].text


def test_delayed_retirement_keeps_people_in():
    worker = {"sex": "F", "born": D(1975, 1, 10), "unemployment": [{"from": D(2024, 12, 1)}]}
    assert names(assess(on=D(2025, 2, 9), **worker)) == ["C01"]
    assert codes(assess(on=D(2025, 2, 10), **worker)) == ["NOT_WORKING_AGE"]


def test_the_other_age_set():
    stated = {"cat.c01.age_set": "4555"}
    assert codes(assess(sex="F", born=D(1965, 10, 16), unemployment=UNEMPLOYED, parameters=stated)) == ["NO_CATEGORY"]
    assert names(assess(sex="F", born=D(1965, 10, 15), unemployment=UNEMPLOYED, parameters=stated)) == ["C01"]
    assert names(assess(born=D(1955, 10, 15), unemployment=UNEMPLOYED, parameters=stated)) == ["C01"]


def test_forty_for_a_birth_on_29_february():
    born = {"sex": "F", "born": D(1972, 2, 29), "unemployment": UNEMPLOYED, "parameters": {"age.4050.f": 39}}
    assert codes(assess(on=D(2011, 2, 27), **born)) == ["NO_CATEGORY"]
    assert names(assess(on=D(2011, 2, 28), **born)) == ["C01"]


@pytest.mark.parametrize(
    ("family", "held"),
    [
        ({"certified": ON}, True),
        ({"certified": D(2010, 10, 16)}, False),
        ({"certified": D(2010, 9, 1), "closed": D(2010, 10, 16)}, True),
        ({"certified": D(2010, 9, 1), "closed": ON}, False),
    ],
)
def test_c02_from_the_certification_until_before_the_day_of_closing(family, held):
    assert (names(assess(**YOUNG, zero_family=family)) == ["C02"]) is held


def test_a_certificate_holds_on_its_last_day():
    assert names(assess(**YOUNG, disability_certificate={"from": D(2002, 6, 1), "to": ON})) == ["C03"]
    ended = assess(**YOUNG, disability_certificate={"from": D(2002, 6, 1), "to": D(2010, 10, 14)})
    assert codes(ended) == ["NO_CATEGORY"]
    assert "残疾人证已于2010-10-14到期，请到区县残联换证后补录。" in ended.missing


def test_c05_counts_from_the_open_registration_alone():
    once = [{"from": D(2001, 3, 1), "to": D(2008, 12, 31), "kind": "flexible"}]
    held = assess(born=D(1980, 1, 9), employment=once, unemployment=[{"from": D(2009, 10, 15)}])
    assert names(held) == ["C05"]
    interrupted = [{"from": D(2009, 1, 1), "to": D(2010, 6, 30)}, {"from": D(2010, 7, 1)}]
    again = assess(born=D(1980, 1, 9), employment=once, unemployment=interrupted)
    assert codes(again) == ["NO_CATEGORY"]
    assert "连续失业至2011-07-01满12个月，届时属于就业转失业人员。" in again.missing


def test_an_employment_still_to_come_is_not_known():
    later = [{"from": D(2010, 12, 1), "kind": "enterprise"}]
    verdict = assess(
        born=D(1980, 1, 9), employment=later, unemployment=[{"from": D(2008, 1, 1), "to": D(2010, 11, 30)}]
    )
    assert codes(verdict) == ["NO_CATEGORY"]


def test_the_child_of_a_single_parent_is_born_and_under_eighteen():
    def of(*children):
        return names(assess(**YOUNG, single_parent={"from": D(2000, 1, 1)}, children=list(children)))

    assert of(D(1992, 10, 16)) == ["C07"]
    assert of(D(1992, 10, 15)) == []
    assert of(D(2010, 10, 16)) == []
    assert of(D(1990, 1, 1), D(2010, 10, 15)) == ["C07"]
    assert of() == []


@pytest.mark.parametrize(
    ("level", "held"),
    [("enterprise", 0), ("township", 0), ("county", 1), ("city", 1), ("province", 1), ("national", 1)],
)
def test_model_workers_from_the_county_up(level, held):
    assert names(assess(**YOUNG, model_worker=level)) == ["C08"] * held


def test_all_ten_at_once_and_the_first_of_the_stated_order():
    everything = {
        "sex": "F",
        "born": D(1969, 2, 2),
        "employment": [{"from": D(1990, 1, 1), "to": D(2008, 1, 1), "kind": "enterprise"}],
        "unemployment": [{"from": D(2008, 1, 2)}],
        "zero_family": {"certified": D(2010, 9, 1)},
        "disability_certificate": {},
        "low_income": {},
        "land_loss": {},
        "military_spouse": {},
        "single_parent": {},
        "children": [D(2000, 1, 1)],
        "model_worker": "national",
        "martyr_dependant": True,
    }
    verdict = assess(**everything)
    assert verdict.categories == tuple(Category)
    assert verdict.primary is Category.C01
    other = assess(**everything, parameters={"cat.primary_order": ["C10", "C02"]})
    assert (other.primary, other.categories) == (Category.C10, tuple(Category))
    assert [reason.code for reason in verdict.grounds.values()] == names(verdict)
    assert all("第三条(" in reason.article and reason.text for reason in verdict.grounds.values())


def test_a_category_outside_the_order_is_held_without_being_primary():
    verdict = assess(**YOUNG, low_income={}, parameters={"cat.primary_order": ["C01"]})
    assert (names(verdict), verdict.primary) == (["C04"], None)


def test_the_ground_names_the_facts_and_every_article():
    verdict = assess(sex="F", born=D(1970, 3, 12), unemployment=UNEMPLOYED)
    ground = verdict.grounds[Category.C01]
    assert ground.text == "1970-03-12出生，2010-03-12年满40周岁（女），失业登记自2010-08-01起"
    assert ground.article == "哈人社发〔2010〕230号 第三条(一)；默认值 age.4050.f；默认值 cat.c01.age_set"


def test_what_is_missing_says_where_to_get_it():
    assert "办理失业登记" in assess(born=D(1980, 1, 9)).missing[0]
    soon = assess(sex="F", born=D(1970, 10, 16), unemployment=UNEMPLOYED)
    assert soon.missing[0] == "2010-10-16年满40周岁，届时属于“4050”失业人员。"
    parent = assess(**YOUNG, single_parent={})
    assert any("子女的出生日期" in sentence for sentence in parent.missing)


PERIODS = st.fixed_dictionaries({"from": st.dates(D(2005, 1, 1), D(2011, 1, 1))})
PEOPLE = st.fixed_dictionaries(
    {"sex": st.sampled_from("MF"), "born": st.dates(D(1945, 1, 1), D(2000, 1, 1))},
    optional={
        "hukou": st.sampled_from(["urban", "rural"]),
        "local": st.booleans(),
        "able_to_work": st.booleans(),
        "willing_to_work": st.booleans(),
        "unemployment": st.lists(PERIODS, max_size=1),
        "disability_certificate": PERIODS,
        "low_income": PERIODS,
        "land_loss": PERIODS,
        "martyr_dependant": st.booleans(),
        "model_worker": st.sampled_from(["enterprise", "county"]),
    },
)


@given(PEOPLE)
def test_a_person_holds_categories_or_has_reasons(stated):
    verdict = assess(**stated)
    assert verdict.eligible != bool(verdict.reasons)
    assert verdict.eligible == (verdict.primary is not None)
    assert tuple(verdict.grounds) == verdict.categories
    assert list(verdict.categories) == sorted(verdict.categories)
    known = [*CODES, "NO_CATEGORY"]
    assert codes(verdict) == sorted(codes(verdict), key=known.index)
    assert all(reason.article and reason.text for reason in (*verdict.reasons, *verdict.grounds.values()))


@given(PEOPLE)
def test_the_grounds_alone_are_those_of_the_whole_answer(stated):
    terms = reading.terms(rules.CategoryTerms, ON)
    assert rules.grounds_of(reading.person(stated), terms, on=ON) == assess(**stated).grounds


@given(PEOPLE, st.booleans())
def test_who_is_not_idle_is_in_no_category(stated, flexible_counts):
    person, switch = reading.person(stated), {"zf.flexible_counts_as_employed": flexible_counts}
    family = reading.terms(rules.FamilyTerms, ON, switch)
    if not rules.is_idle(person.registrations, person.facts.get(FactKind.LAID_OFF, ()), family, on=ON):
        assert not rules.grounds_of(person, reading.terms(rules.CategoryTerms, ON), on=ON)


@given(PEOPLE, st.sampled_from(["unable", "unwilling", "elsewhere"]))
def test_an_obstacle_more_never_helps(stated, obstacle):
    field = {"unable": "able_to_work", "unwilling": "willing_to_work", "elsewhere": "local"}[obstacle]
    assert not assess(**{**stated, field: False}).eligible
