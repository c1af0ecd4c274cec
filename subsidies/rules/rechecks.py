"""每月复核: from which month somebody who is subsidised has lost the right to it, or has it again. Pure.

Article: 哈人社发〔2010〕230号 第六条(二). Work by an employer or a licence ends it in their own month; retirement, the
end of the term and death in the month after (B.3).
"""

import datetime as dt
from dataclasses import dataclass

from households.rules.retirement import retirement
from policy.deadlines import add_months
from subsidies.enums import LineReason, Scheme, StopReason

from .entitlements import reason_for
from .facts import Recipient, TermsOn
from .limits import Limit, limit_of
from .months import month_of

ARTICLE = "哈人社发〔2010〕230号 第六条(二)"


@dataclass(frozen=True, slots=True)
class Recipience:
    """Who is subsidised under ``scheme``: the first month looked back to, the day of death, and whether the status was
    revoked, as if it had never been."""

    recipient: Recipient
    scheme: Scheme
    since: dt.date
    dead_on: dt.date | None = None
    is_revoked: bool = False


@dataclass(frozen=True, slots=True)
class Loss:
    """The right is lost from ``month`` on."""

    month: dt.date
    reason: StopReason
    article: str


def loss_of(one: Recipience, terms_on: TermsOn, *, on: dt.date) -> Loss | None:
    """Since when the right to the month of the day ``on`` is lost without a break; None where that month is payable."""
    limit = limit_of(one.recipient.person, one.recipient.first_approved or one.since, terms_on)
    found, month = None, month_of(on)
    while month >= one.since and (reason := _objection(one, limit, terms_on, month)) is not None:
        found = Loss(month, reason, _article(one, limit, terms_on, reason, month))
        month = add_months(month, -1)
    return found


def payable_since(one: Recipience, stopped: dt.date, terms_on: TermsOn, *, on: dt.date) -> dt.date | None:
    """Since which month after ``stopped`` the right is there again up to that of the day ``on``; None without it."""
    limit = limit_of(one.recipient.person, one.recipient.first_approved or one.since, terms_on)
    found, month = None, month_of(on)
    while month >= stopped and _objection(one, limit, terms_on, month) is None:
        found, month = month, add_months(month, -1)
    return found


def _objection(one: Recipience, limit: Limit, terms_on: TermsOn, month: dt.date) -> StopReason | None:
    if one.is_revoked:
        return StopReason.REVOKED
    if one.dead_on is not None and month > month_of(one.dead_on):
        return StopReason.DEAD
    reason = reason_for(one.recipient, one.scheme, limit, terms_on, month=month)
    return None if reason is LineReason.OK else StopReason(reason.value)


def _article(one: Recipience, limit: Limit, terms_on: TermsOn, reason: StopReason, month: dt.date) -> str:
    """What says so: of term and age what set them, else the article of the subsidy."""
    if reason is StopReason.CAP_REACHED:
        return limit.source
    if reason is StopReason.RETIRED:
        return retirement(one.recipient.person, terms_on(month).retirement, on=month).source
    return ARTICLE
