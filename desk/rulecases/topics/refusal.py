"""拒绝与退出: one person certified long ago, offered posts and services, in a campaign or in none."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assistance.queries.refusals import RefusalFacts, limits_on, recorded_of, refusal_facts, verdict_on
from desk.rulecases.actions.assistance import add_answer_to_service, add_campaign, add_offer
from desk.rulecases.actions.ground import Ground, prepare
from desk.rulecases.actions.people import add_household, add_person
from desk.rulecases.reading import Case
from households.models import Household, Person


def answers(case: Case) -> dict[str, Any]:
    ground = prepare(case)
    home = add_household(ground)
    person = add_person(ground, {}, home)
    campaign = add_campaign(ground, case.given["campaign"]) if "campaign" in case.given else None
    facts = _known(ground, person, home, case.given)
    verdict = verdict_on(facts, campaign, limits_on(case.as_of, home.area), case.as_of)
    services = verdict.one_three_one
    return {
        "offer_results": [result.value for result in verdict.results],
        "campaign_count": verdict.campaign_count,
        "campaign_state": verdict.campaign.state.value,
        "campaign_state_from": verdict.campaign.since,
        "in_campaign_base": verdict.in_campaign_base,
        "exit_count": verdict.exit_count,
        "exit_state": verdict.exit.state.value,
        "exit_state_from": verdict.exit.since,
        "refusals_left": verdict.refusals_left,
        "one_three_one": {
            "guidance": services.guidance,
            "referral": services.referral,
            "training": services.training,
            "complete": services.complete,
        },
    }


def _known(ground: Ground, person: Person, home: Household, given: Mapping[str, Any]) -> RefusalFacts:
    """What is recorded of the person. The last contact is handed over as it is stated. A case states referrals apart
    from offers, though both are recorded as offers: what it calls an offer is no referral, and the other way round."""
    for offer in sorted(given.get("offers", ()), key=lambda offer: offer["date"]):
        add_offer(ground, person, home.area, offer)
    offers = recorded_of([person.pk])[person.pk].offers
    for service in given.get("services", ()):
        add_answer_to_service(ground, person, home, service)
    facts = refusal_facts([person.pk], ground.as_of)[person.pk]
    contact: dt.date | None = given.get("last_contact")
    known = contact if contact is not None and contact <= ground.as_of else None
    return replace(facts, offers=offers, referrals=facts.referrals[len(offers) :], last_contact=known)
