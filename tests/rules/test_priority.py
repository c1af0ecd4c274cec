"""优先帮扶: who is helped first, and why."""

from assistance.enums import Ground
from assistance.rules.priority import priority
from policy import parameters, words

WORTH = parameters.PRIORITY_POINTS.default
OF_A_FAMILY = {Ground.ZERO_FAMILY, Ground.PROMISE_OVERDUE, Ground.PROMISE_NEAR}


def test_the_points_are_the_sum_of_the_grounds_and_each_is_told_the_weightiest_first():
    found = priority([Ground.DISABLED, Ground.ZERO_FAMILY, Ground.NO_CONTACT], WORTH)
    assert found.points == 130
    assert found.words == "零就业家庭失业人员 100；长期未联系 20；残疾失业人员 10"


def test_of_equal_worth_the_order_is_that_of_the_code_list():
    held = [Ground.LOW_INCOME, Ground.SINGLE_PARENT, Ground.DISABLED]
    assert [ground for ground, _ in priority(held, WORTH).grounds] == [
        Ground.DISABLED,
        Ground.LOW_INCOME,
        Ground.SINGLE_PARENT,
    ]


def test_what_the_policy_gives_nothing_for_is_no_ground():
    assert priority([Ground.DISABLED], {"disabled": 0}).grounds == ()
    assert priority(list(Ground), {}).points == 0


def test_by_the_shipped_points_a_zero_employment_family_comes_before_all_others():
    assert set(WORTH) == {ground.value for ground in Ground}
    others = priority(set(Ground) - OF_A_FAMILY, WORTH).points
    assert priority([Ground.ZERO_FAMILY], WORTH).points > others


def test_the_policy_calls_each_ground_as_the_list_does():
    assert words.OWN_CODES[parameters.PRIORITY_POINTS.key] == {ground.value: ground.label for ground in Ground}
