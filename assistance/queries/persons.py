"""What a person's page of assistance shows."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet

from assistance.enums import ONE_THREE_ONE, Reception
from assistance.models import Campaign, Offer, Placement, UnemploymentCheck
from assistance.queries.placements import in_own_business, lump_sums_of, told_offices
from assistance.queries.refusals import limits_on, refusal_facts, verdict_on
from assistance.queries.services import of_people
from assistance.rules.refusals import LimitTerms
from households.models import HardToEmploySpell, Person
from households.queries.person import home_of, work_of
from policy.parameters import ParameterNotInForce


def assistance_of(person: Person, on: dt.date) -> dict[str, Any]:
    """Offers, refusals, campaigns, placements, notices and payments of a person the user sees, in a fixed number of
    statements for each campaign. ``verdict`` is None where the policy sets no limits on the day."""
    home = home_of(person)
    assert home is not None  # the person is visible to somebody
    area = home.household.area
    spell = HardToEmploySpell.objects.in_status(on).filter(person=person).order_by("-certified_on").first()
    facts = refusal_facts([person.pk], on)[person.pk]
    campaigns = list(Campaign.objects.over(area).filter(validity__startswith__lte=on).order_by("-validity", "pk")[:5])
    limits, works = _terms(person, home.household.area, on)
    since_certified = facts.since(spell.certified_on if spell else None)
    return {
        "home": home,
        "spell": spell,
        "verdict": verdict_on(since_certified, None, limits, on) if limits else None,
        "limits": limits,
        "campaigns": [(one, verdict_on(facts, one, limits, on)) for one in campaigns] if limits else [],
        "offers": list(
            Offer.objects.of(person).select_related("struck_by").prefetch_related("looks").order_by("-made_on", "-pk")
        ),
        "refused_services": of_people([person.pk]).standing().filter(outcome=Reception.REFUSED, kind__in=ONE_THREE_ONE),
        "works": [(work, stories.get(work.registration.pk)) for stories in [_stories(person)] for work in works],
        "struck_stories": struck_stories(person),
        "proofs": UnemploymentCheck.objects.filter(person=person, closed_on__isnull=False).order_by(
            "-closed_on", "-pk"
        ),
        "notices": told_offices(person),
        "lump_sums": lump_sums_of(person),
        "may_take_lump_sum": in_own_business(person) is not None,
    }


def _terms(person: Person, area: Any, on: dt.date) -> tuple[LimitTerms | None, list[Any]]:
    try:
        return limits_on(on, area), [work for work in work_of(person, area, on) if work.stability is not None]
    except ParameterNotInForce:
        return None, []


def struck_stories(person: Person) -> QuerySet[Placement]:
    """What was told of employments and struck off."""
    rows = Placement.objects.of(person).filter(struck_at__isnull=False)
    return rows.select_related("registration", "struck_by").order_by("-struck_at", "-pk")


def _stories(person: Person) -> dict[int, Placement]:
    rows = Placement.objects.standing().of(person).select_related("offer")
    return {row.registration_id: row for row in rows}
