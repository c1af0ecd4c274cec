"""What the tests of subsidies draw from: months, payments, a person, and terms."""

import datetime as dt
from decimal import Decimal
from functools import cache

from hypothesis import strategies as st

from households.enums import Sex
from households.rules.facts import PersonFacts
from policy.deadlines import add_months
from subsidies.enums import CapMode, Formula, Insurance, Scheme
from subsidies.rules.facts import ClaimFacts, Payment, Recipient, SubsidyTerms
from subsidies.rules.months import Months

from . import reading

FIRST, ON = dt.date(2010, 1, 1), dt.date(2016, 1, 1)
MONTHS = st.integers(0, 60).map(lambda number: add_months(FIRST, number))
SPANS = st.tuples(MONTHS, st.integers(0, 14)).map(lambda span: Months(span[0], add_months(*span)))
YUAN = st.integers(0, 200_000).map(lambda cents: Decimal(cents).scaleb(-2))
PAID = st.dictionaries(st.sampled_from(Insurance), YUAN, min_size=1, max_size=3)
RATIOS = st.sampled_from(["2/3", "1/3", "0.50", "0.15", "1"])
PERSON = PersonFacts(key=1, sex=Sex.MALE, born=dt.date(1970, 6, 1))
RECIPIENT = Recipient(PERSON, certified_on=FIRST, first_approved=FIRST)


@cache
def terms_by(ratio="2/3", mode=CapMode.ACROSS_SCHEMES, months=36):
    stated = {"sb.flex.cap_ratio": ratio, "sb.cap_mode": str(mode), "sb.term_months": months}
    return cache(lambda day: reading.terms(SubsidyTerms, day, stated))


def ceiling(months, paid):
    return ClaimFacts(Scheme.FLEXIBLE, Formula.CEILING_SHARE, months, (Payment(months, paid),))
