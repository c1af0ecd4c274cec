"""专项活动: opened by the area that runs it, and corrected there."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from accounts import audit
from accounts.models import User
from accounts.permissions import Act, may
from accounts.refusing import refused_if_taken
from assistance.models import Campaign
from policy.deadlines import ONE_DAY


class CampaignRefused(Exception):
    """The campaign cannot be opened or corrected; the message is for the officer."""


@dataclass(frozen=True)
class CampaignTerms:
    """What a campaign is called, its first and last day, and the document that ordered it."""

    name: str
    first: dt.date
    last: dt.date
    basis: str

    @property
    def validity(self) -> DateRange:
        return DateRange(self.first, self.last + ONE_DAY)


@transaction.atomic
def open_campaign(*, terms: CampaignTerms, officer: User, at: dt.datetime) -> Campaign:
    """Open a campaign of the officer's own area. Raises CampaignRefused for a name that is taken there."""
    if officer.area is None or not may(officer, Act.RUN_CAMPAIGNS):
        raise CampaignRefused("专项活动由街道以上登记。")
    made = Campaign(area=officer.area, opened_by=officer, opened_at=at)
    return _keep(made, terms, "campaign.opened", officer, at)


@transaction.atomic
def correct_campaign(*, campaign: Campaign, terms: CampaignTerms, officer: User, at: dt.datetime) -> Campaign:
    """Correct what was entered; what was refused in it is counted by the new days. Raises CampaignRefused."""
    own = Campaign.objects.visible_to(officer).select_for_update(of=("self",)).filter(pk=campaign.pk).first()
    if own is None or not may(officer, Act.RUN_CAMPAIGNS):
        raise CampaignRefused("该活动不由您的单位开展。")
    return _keep(own, terms, "campaign.corrected", officer, at)


def _keep(campaign: Campaign, terms: CampaignTerms, event: str, officer: User, at: dt.datetime) -> Campaign:
    if terms.last < terms.first:
        raise CampaignRefused("结束日期不能早于开始日期。")
    campaign.name, campaign.basis, campaign.validity = terms.name, terms.basis, terms.validity
    with refused_if_taken(CampaignRefused("本区划已有同名的活动。")):
        campaign.save()
    since, last = terms.first.isoformat(), terms.last.isoformat()
    audit.record(event=event, subject=campaign, actor=officer, at=at, name=terms.name, since=since, last_day=last)
    return campaign
