"""人岗匹配: what speaks for a person and a vacancy, told in words."""

from assistance.enums import MatchGround
from assistance.rules.matching import is_suited, match
from policy import parameters, words

WORTH = parameters.MATCHING_POINTS.default


def test_the_points_are_those_of_the_grounds_told_the_weightiest_first():
    found = match([MatchGround.STREET, MatchGround.SKILL, MatchGround.HEALTH], WORTH)
    assert found.points == 90
    assert found.words == "有岗位要求的技能 40；身体状况适合 30；岗位在本街道 20"


def test_who_comes_first_is_told_so_and_points_are_not_asked():
    found = match([], WORTH, comes_first=True)
    assert (found.points, found.words) == (0, "零就业家庭优先")
    assert match([], WORTH).words == "没有匹配的情形"


def test_suited_is_who_has_the_health_and_the_skill_where_one_is_asked_for():
    assert is_suited([MatchGround.HEALTH, MatchGround.SKILL])
    assert is_suited([MatchGround.HEALTH, MatchGround.NO_SKILL])
    assert not is_suited([MatchGround.HEALTH, MatchGround.COMMUNITY])
    assert not is_suited([MatchGround.SKILL])


def test_the_policy_gives_points_for_each_ground_and_calls_it_as_the_list_does():
    assert words.OWN_CODES[parameters.MATCHING_POINTS.key] == {ground.value: ground.label for ground in MatchGround}
    assert set(WORTH) == set(MatchGround)
