"""专项活动: opened by the area that runs it, corrected there, and its target group written down once it began."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import BigIntegerField, F, Value
from django.db.models.functions import Cast
from django.utils import timezone

from accounts import audit
from accounts.models import User
from accounts.permissions import Act, may
from accounts.refusing import refused_if_taken
from assistance.models import Campaign, CampaignMember, CampaignTarget
from assistance.queries.campaigns import target_group
from assistance.register_enums import CampaignGroup, CampaignKind, Goal
from policy.deadlines import ONE_DAY


class CampaignRefused(Exception):
    """The campaign cannot be opened or corrected; the message is for the officer."""


@dataclass(frozen=True)
class CampaignTerms:
    """What a campaign is called, its first and last day, the document that ordered it, whom it is for, and the number
    it sets itself for each goal."""

    name: str
    first: dt.date
    last: dt.date
    basis: str
    kind: CampaignKind = CampaignKind.OTHER
    group: CampaignGroup = CampaignGroup.PEOPLE
    targets: Mapping[Goal, int] = field(default_factory=dict)

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
    own = _own(campaign, officer)
    if own.frozen_on is not None and (terms.group != own.group or own.frozen_on not in terms.validity):
        raise CampaignRefused(f"活动对象已于{own.frozen_on}确定，不能再改对象，起止日期须包括这一天。")
    return _keep(own, terms, "campaign.corrected", officer, at)


@transaction.atomic
def freeze_group(*, campaign: Campaign, officer: User, at: dt.datetime) -> Campaign:
    """Write down whom the campaign is for, as of today; whoever comes or goes later changes nothing of it.

    Raises CampaignRefused before the campaign begins, after it ended, for an empty group, and a second time.
    """
    own = _own(campaign, officer)
    today = timezone.localdate(at)
    if own.frozen_on is not None:
        raise CampaignRefused(f"活动对象已于{own.frozen_on}确定。")
    if today not in own.validity:
        raise CampaignRefused("活动开始后、结束前才能确定活动对象。")
    written = _write_down(own, today)
    if not written:
        raise CampaignRefused(f"辖区内现在没有{own.get_group_display()}，不能确定活动对象。")
    own.frozen_on, own.frozen_by = today, officer
    own.save(update_fields=["frozen_on", "frozen_by"])
    audit.record(event="campaign.frozen", subject=own, actor=officer, at=at, on=today.isoformat(), rows=written)
    return own


def _write_down(campaign: Campaign, on: dt.date) -> int:
    """The members, in one statement however many. Returns how many."""
    person = Cast(Value(None), BigIntegerField()) if campaign.group == CampaignGroup.FAMILIES else F("person_id")
    rows = target_group(campaign, on).order_by().values_list(Value(campaign.pk), F("household_id"), person).distinct()
    chosen, values = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        table = CampaignMember._meta.db_table
        cursor.execute(f"INSERT INTO {table} (campaign_id, household_id, person_id) {chosen}", values)
        return int(cursor.rowcount)


def _own(campaign: Campaign, officer: User) -> Campaign:
    """The campaign, held, of whoever runs it."""
    own = Campaign.objects.visible_to(officer).select_for_update(of=("self",)).filter(pk=campaign.pk).first()
    if own is None or not may(officer, Act.RUN_CAMPAIGNS):
        raise CampaignRefused("该活动不由您的单位开展。")
    return own


def _keep(campaign: Campaign, terms: CampaignTerms, event: str, officer: User, at: dt.datetime) -> Campaign:
    if terms.last < terms.first:
        raise CampaignRefused("结束日期不能早于开始日期。")
    campaign.kind, campaign.group = terms.kind, terms.group
    campaign.name, campaign.basis, campaign.validity = terms.name, terms.basis, terms.validity
    with refused_if_taken(CampaignRefused("本区划已有同名的活动。")):
        campaign.save()
    campaign.targets.all().delete()
    CampaignTarget.objects.bulk_create(
        CampaignTarget(campaign=campaign, goal=goal, number=number) for goal, number in terms.targets.items()
    )
    since, last = terms.first.isoformat(), terms.last.isoformat()
    audit.record(event=event, subject=campaign, actor=officer, at=at, name=terms.name, since=since, last_day=last)
    return campaign
