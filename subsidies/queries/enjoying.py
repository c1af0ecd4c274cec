"""Who enjoys subsidies in some days, as figures count it: each human once.

A claim counts on the day of its last approval, whatever months it is for, and while it stands; what an old system had
granted counts in the returns of that system. Training and introduction are what the certificates say (享受记录) until
they are claimed here.
"""

import datetime as dt
from typing import Any

from django.db.models import OuterRef, Subquery

from households.enums import BenefitKind
from households.models import Endorsement
from households.queries.humans import human_of
from subsidies.enums import INSURANCE_SCHEMES, Scheme
from subsidies.models import Claim, ClaimLine, ClaimRecord

COUNTED = (*INSURANCE_SCHEMES, Scheme.POST_ALLOWANCE)
ENDORSED = (BenefitKind.TRAINING, BenefitKind.INTRODUCTION)


def granted_in(first: dt.date, last: dt.date) -> Any:
    """Lines of claims approved from ``first`` to ``last``, each with ``human``."""
    decided = ClaimRecord.objects.filter(application=OuterRef("pk")).order_by("-decided_at", "-pk")
    claims = Claim.objects.granted().filter(approval_records__decided_at__date__range=(first, last))
    claims = claims.annotate(approved_at=Subquery(decided.values("decided_at")[:1]))
    approved = claims.filter(approved_at__date__range=(first, last), scheme__in=COUNTED)
    lines = ClaimLine.objects.live().filter(amount__gt=0, claim__in=approved.values("pk"))
    return lines.annotate(human=human_of("person"))


def granted_to(first: dt.date, last: dt.date, *schemes: Scheme) -> Any:
    """The keys of everybody granted something under these schemes in these days, as a subquery."""
    return granted_in(first, last).filter(claim__scheme__in=schemes).order_by().values("human")


def endorsed_to(first: dt.date, last: dt.date, *benefits: BenefitKind) -> Any:
    """The keys of everybody whose certificate says that such a benefit began in these days, as a subquery."""
    rows = Endorsement.objects.filter(benefit__in=benefits, cancels=None, cancelled_by=None)
    rows = rows.filter(first_day__range=(first, last)).annotate(human=human_of("certificate__person"))
    return rows.order_by().values("human")


def people_subsidised(first: dt.date, last: dt.date) -> Any:
    """The keys of all these people, as a subquery."""
    return granted_to(first, last, *COUNTED).union(endorsed_to(first, last, *ENDORSED))


def by_subsidy(first: dt.date, last: dt.date) -> dict[str, Any]:
    """The keys of those granted each kind of subsidy, as subqueries by its name."""
    return {
        "flexible": granted_to(first, last, Scheme.FLEXIBLE),
        "employed": granted_to(first, last, Scheme.ENTERPRISE, Scheme.POST),
        "post_allowance": granted_to(first, last, Scheme.POST_ALLOWANCE),
        "trained": endorsed_to(first, last, BenefitKind.TRAINING),
        "introduced": endorsed_to(first, last, BenefitKind.INTRODUCTION),
    }
