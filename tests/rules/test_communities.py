"""Scores of communities: never beyond full marks, and doing more never costs points."""

import datetime as dt
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from communities.enums import RateName
from communities.rules import Reading, Target, path_of, score
from communities.rules.facts import CommunityFacts, FullEmploymentTerms
from policy.rates import Rate

from . import reading

TERMS = reading.terms(FullEmploymentTerms, dt.date(2010, 12, 31))
BASES = st.integers(0, 500)


@settings(max_examples=500, deadline=None)
@given(st.sampled_from(RateName), BASES.flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base))))
def test_doing_more_never_costs_points(name, counts):
    done, base = counts
    points = score(CommunityFacts(rates={name: Rate(done, base)}), TERMS).points[name]
    more = score(CommunityFacts(rates={name: Rate(min(done + 1, base), base)}), TERMS).points[name]
    assert 0 <= points <= more <= 10


@settings(max_examples=500, deadline=None)
@given(BASES, BASES, st.integers(0, 10_000).map(lambda points: Decimal(points).scaleb(-2)))
def test_what_is_missing_is_exactly_what_meets_the_target(done, base, required):
    target = Target(done, base, required)
    assert Target(done + target.missing, base, required).is_met
    assert target.is_met == (target.missing == 0)
    if target.missing:
        assert not Target(done + target.missing - 1, base, required).is_met


def test_growth_on_growth_and_points_agree_where_nothing_grows():
    years = range(2007, 2011)
    both = [path_of(years, Decimal("13"), Decimal(0), reading, Decimal("13")) for reading in Reading]
    assert both[0] == both[1]
    assert both[0].is_goal_met
