"""The policy by which communities are certified, by area and day."""

import datetime as dt

from accounts.models import Area
from communities.rules.facts import CertificationTerms
from households.queries.terms import terms_by_day


def terms_on(on: dt.date, area: Area) -> CertificationTerms:
    """The terms in force in ``area`` on the day ``on``, in one query. Raises ParameterNotInForce."""
    return terms_by_day(CertificationTerms, area)(on)
