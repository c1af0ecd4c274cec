import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from households import rules
from households.rules import ZeroFamily

from . import reading

D = dt.date
ON = D(2010, 10, 15)
UNEMPLOYED = [{"from": D(2010, 8, 1)}]
FATHER = {"id": "father", "sex": "M", "born": D(1965, 2, 10), "unemployment": UNEMPLOYED}
MOTHER = {"id": "mother", "sex": "F", "born": D(1967, 5, 1), "unemployment": UNEMPLOYED}
COUPLE = [{"spouses": ["father", "mother"]}]


def assess(*members, on=ON, parameters=None, **stated):
    facts = reading.household({"members": members, **stated})
    return rules.assess_household(facts, reading.terms(rules.FamilyTerms, on, parameters), on=on)


def without(member, *fields, **others):
    return {key: value for key, value in {**member, **others}.items() if key not in fields}


def codes(verdict):
    return [reason.code for reason in verdict.reasons]


def working(kind="enterprise"):
    return {"employment": [{"from": D(2010, 9, 1), "kind": kind}]}


def test_a_family_without_work_and_its_ground():
    verdict = assess(FATHER, MOTHER)
    assert (verdict.zero_family, codes(verdict), verdict.missing) == (ZeroFamily.ZERO, [], ())
    assert verdict.grounds[0].text.startswith("应计算成员2人，均未就业")
    assert verdict.grounds[0].article.startswith("哈就办字[2007]12号 三")


def test_every_reason_of_a_no_is_given_in_order():
    verdict = assess(without(FATHER, "unemployment", **working()), {**MOTHER, "business_licence": {}}, hukou="rural")
    assert codes(verdict) == ["NOT_URBAN_HUKOU", "EMPLOYED_MEMBER", "BUSINESS_OR_INVESTMENT"]
    assert "自2010-09-01起单位就业" in verdict.reasons[1].text


def test_each_reason_can_be_waived_by_its_parameter():
    waived = {"zf.hukou_required": False, "zf.no_other_income": False, "zf.flexible_counts_as_employed": False}
    verdict = assess(
        without(FATHER, "unemployment", **working("flexible")),
        {**MOTHER, "business_licence": {}},
        hukou="rural",
        parameters=waived,
    )
    assert (verdict.zero_family, verdict.pending) == (ZeroFamily.ZERO, ())


@pytest.mark.parametrize("kind", ["enterprise", "public_welfare_post", "self_employed"])
def test_other_employment_always_counts(kind):
    waived = {"zf.flexible_counts_as_employed": False}
    verdict = assess(MOTHER, without(FATHER, "unemployment", **working(kind)), parameters=waived)
    assert codes(verdict) == ["EMPLOYED_MEMBER"]


def test_the_licence_of_a_member_who_is_not_counted_counts():
    student = {"id": "son", "born": D(1990, 1, 1), "roles": [{"role": "student"}], "business_licence": {}}
    assert codes(assess(MOTHER, student)) == ["BUSINESS_OR_INVESTMENT"]


def test_a_licence_or_a_job_of_somebody_who_has_left_does_not():
    gone = {"to": D(2010, 10, 14)}
    left = without(FATHER, "unemployment", **working(), business_licence={}, in_household=gone)
    verdict = assess(left, MOTHER)
    assert (verdict.zero_family, verdict.excluded) == (ZeroFamily.ZERO, {"father": "NOT_MEMBER"})


def test_somebody_who_came_back_is_a_member():
    left, back = {**FATHER, "in_household": {"to": D(2009, 1, 1)}}, {**FATHER, "in_household": {"from": D(2010, 1, 1)}}
    verdict = assess(back, left, MOTHER)
    assert (verdict.countable, verdict.excluded) == (("father", "mother"), {})
    assert assess(left, back, MOTHER).countable == ("father", "mother")


@pytest.mark.parametrize(
    ("role", "code"),
    [
        ("student", "STUDENT"),
        ("soldier", "SOLDIER"),
        ("internally_retired", "INTERNALLY_RETIRED"),
        ("early_retired", "EARLY_RETIRED"),
        ("imprisoned", "IMPRISONED"),
    ],
)
def test_each_role_excludes_unless_the_parameter_leaves_it_out(role, code):
    held = {**without(FATHER, "unemployment"), "roles": [{"role": role, "from": D(2009, 1, 1)}]}
    assert assess(held, MOTHER).excluded == {"father": code}
    counted = assess(held, MOTHER, parameters={"zf.exclude_roles": []})
    assert (counted.excluded, counted.pending) == ({}, ("father",))
    assert counted.zero_family is ZeroFamily.PENDING_REGISTRATION


def test_the_first_ground_of_exclusion_is_the_one_named():
    child = {"id": "child", "born": D(2000, 1, 1), "roles": [{"role": "student"}], "able_to_work": False}
    retired = {"id": "old", "born": D(1940, 1, 1), "roles": [{"role": "early_retired"}], "able_to_work": False}
    inmate = {**FATHER, "roles": [{"role": "imprisoned"}, {"role": "student"}], "able_to_work": False}
    assert assess(child, retired, inmate, MOTHER).excluded == {
        "child": "UNDER_AGE",
        "old": "RETIRED",
        "father": "STUDENT",
    }


def test_a_student_who_leaves_school_is_counted_the_next_day():
    son = {"id": "son", "born": D(1990, 1, 1), "roles": [{"role": "student", "from": D(2008, 9, 1), "to": ON}]}
    assert assess(son, MOTHER).excluded == {"son": "STUDENT"}
    assert assess(son, MOTHER, on=D(2010, 10, 16)).pending == ("son",)


def test_only_the_hukou_of_the_household_counts_here():
    assert assess({**FATHER, "hukou": "rural"}, MOTHER).zero_family is ZeroFamily.ZERO


def test_whoever_does_not_wish_to_work_is_counted():
    assert assess({**FATHER, "willing_to_work": False}).countable == ("father",)


def test_fewer_members_than_required():
    assert assess(MOTHER, parameters={"zf.min_countable_members": 2}).zero_family is ZeroFamily.NO_COUNTABLE_MEMBER
    nobody = assess(without(MOTHER, born=D(1930, 1, 1)), hukou="rural")
    assert (nobody.zero_family, nobody.reasons) == (ZeroFamily.NO_COUNTABLE_MEMBER, ())
    assert nobody.missing


def test_waiting_for_registration_comes_after_a_no():
    waiting = without(FATHER, "unemployment")
    assert codes(assess(waiting, MOTHER, hukou="rural")) == ["NOT_URBAN_HUKOU"]
    verdict = assess(waiting, MOTHER)
    assert (verdict.zero_family, verdict.reasons) == (ZeroFamily.PENDING_REGISTRATION, ())
    assert "成员father没有就业登记" in verdict.missing[0]


def test_where_not_all_must_register_one_is_enough_and_none_is_not():
    waived = {"zf.require_registration_all": False}
    waiting = without(FATHER, "unemployment")
    assert assess(waiting, MOTHER, parameters=waived).zero_family is ZeroFamily.ZERO
    assert assess(waiting, parameters=waived).zero_family is ZeroFamily.PENDING_REGISTRATION


def test_a_registration_too_short():
    two = {"zf.min_unemployed_months": 2}
    assert assess(FATHER, MOTHER, on=D(2010, 10, 1), parameters=two).zero_family is ZeroFamily.ZERO
    short = assess(FATHER, MOTHER, on=D(2010, 9, 30), parameters=two)
    assert (short.zero_family, codes(short)) == (ZeroFamily.NOT_ZERO, ["UNEMPLOYED_TOO_SHORT"])


def test_a_laid_off_member_without_registration_is_pending_and_makes_a_couple():
    verdict = assess(without(FATHER, "unemployment", laid_off={"from": D(2009, 1, 1)}), MOTHER, couples=COUPLE)
    assert (verdict.zero_family, verdict.pending) == (ZeroFamily.PENDING_REGISTRATION, ("father",))
    assert verdict.dual_couples == (("father", "mother"),)
    assert verdict.grounds[0].article == "苏劳社就管〔2005〕19号 四(一)4"


@pytest.mark.parametrize(
    ("husband", "couples"),
    [
        (FATHER, []),
        (FATHER, [{"spouses": ["father", "mother"], "to": D(2010, 10, 14)}]),
        (FATHER, [{"spouses": ["father", "mother"], "from": D(2010, 10, 16)}]),
        (without(FATHER, born=D(1945, 1, 1)), COUPLE),
        (without(FATHER, able_to_work=False), COUPLE),
        (without(FATHER, "unemployment"), COUPLE),
        (without(FATHER, in_household={"to": D(2010, 1, 1)}), COUPLE),
        (FATHER, [{"spouses": ["father", "stranger"]}]),
    ],
)
def test_no_dual_unemployed_couple(husband, couples):
    assert not assess(husband, MOTHER, couples=couples).dual


def test_a_rural_couple_is_dual_unemployed_all_the_same():
    verdict = assess(FATHER, MOTHER, couples=COUPLE, hukou="rural")
    assert (verdict.zero_family, verdict.dual) == (ZeroFamily.NOT_ZERO, True)


MEMBERS = st.lists(
    st.fixed_dictionaries(
        {"born": st.dates(D(1935, 1, 1), D(2010, 1, 1)), "sex": st.sampled_from("MF")},
        optional={
            "able_to_work": st.booleans(),
            "roles": st.lists(st.fixed_dictionaries({"role": st.sampled_from(["student", "soldier"])}), max_size=1),
            "unemployment": st.just(UNEMPLOYED),
            "business_licence": st.just({}),
            "in_household": st.fixed_dictionaries({"to": st.dates(D(2010, 9, 1), D(2010, 12, 1))}),
        },
    ),
    max_size=6,
)


@given(MEMBERS, st.sampled_from(["urban", "rural"]))
def test_every_member_is_counted_or_excluded_and_the_answer_fits(members, hukou):
    members = [{**member, "id": number} for number, member in enumerate(members)]
    verdict = assess(*members, hukou=hukou)
    assert sorted([*verdict.countable, *verdict.excluded]) == list(range(len(members)))
    assert set(verdict.pending) <= set(verdict.countable)
    assert bool(verdict.reasons) == (verdict.zero_family is ZeroFamily.NOT_ZERO)
    if verdict.zero_family is ZeroFamily.ZERO:
        assert verdict.countable
        assert not verdict.pending


AT_WORK = st.sampled_from(
    [
        {},
        working(),
        working("flexible"),
        {"unemployment": UNEMPLOYED},
        {"laid_off": {"from": D(2010, 1, 1)}},
        {"unemployment": [{"from": D(2010, 8, 1), "to": D(2010, 8, 31)}]},
    ]
)


@given(st.lists(AT_WORK, min_size=1, max_size=3), st.booleans(), st.integers(1, 2))
def test_who_is_plainly_neither_is_neither_by_the_whole_answer(people, flexible_counts, least):
    members = [{**without(FATHER, "unemployment"), "id": number, **person} for number, person in enumerate(people)]
    couples = [{"spouses": [0, len(members) - 1]}] if len(members) > 1 else []
    stated = {"zf.flexible_counts_as_employed": flexible_counts, "zf.min_countable_members": least}
    household = reading.household({"members": members, "couples": couples})
    terms = reading.terms(rules.FamilyTerms, ON, stated)
    verdict = rules.assess_household(household, terms, on=ON)
    if rules.is_plainly_neither(household, terms, on=ON):
        assert verdict.zero_family is not ZeroFamily.ZERO
        assert not verdict.dual
        assert not verdict.grounds


@given(MEMBERS)
def test_a_job_for_a_countable_member_ends_a_zero_family(members):
    members = [{**member, "id": number} for number, member in enumerate(members)]
    verdict = assess(*members)
    if verdict.zero_family is ZeroFamily.ZERO:
        placed = {**without(members[verdict.countable[0]], "unemployment"), **working()}
        after = assess(*[placed if member["id"] == placed["id"] else member for member in members])
        assert codes(after) == ["EMPLOYED_MEMBER"]
