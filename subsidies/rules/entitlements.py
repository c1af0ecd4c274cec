"""享受补贴情况: how much of a term is used up, how long it lasts on, and what ends it. Pure.

Nothing is computed in its own way: the months to come are judged as a claim for them would be, were each paid for.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from policy.deadlines import add_months
from subsidies.enums import CapMode, Formula, LineReason, Scheme

from .facts import ClaimFacts, Payment, Recipient, TermsOn
from .limits import Limit, limit_of, months_paid
from .lines import judge_months
from .months import Months, month_of, months_between


@dataclass(frozen=True, slots=True)
class Entitlement:
    """How somebody stands under ``scheme`` on a day.

    ``used`` are the months that use up the term, ``left`` those that may follow from the month of the day on as far as
    term and age go. ``ends`` is the month after the last of them, with why nothing is paid for it. ``now`` is what a
    claim for the month of the day itself would be told by all that is registered.
    """

    scheme: Scheme
    limit: Limit
    is_begun: bool
    used: tuple[dt.date, ...]
    left: tuple[dt.date, ...]
    ends: tuple[dt.date, LineReason] | None
    now: LineReason

    @property
    def last_month(self) -> dt.date | None:
        """The last month payable; None where none is left."""
        return self.left[-1] if self.left else None


def entitlement_of(recipient: Recipient, scheme: Scheme, terms_on: TermsOn, *, on: dt.date) -> Entitlement:
    """How ``recipient`` stands on the day ``on``; whom nothing was granted yet, as if that month came first."""
    month = month_of(on)
    limit = limit_of(recipient.person, recipient.first_approved or month, terms_on)
    used = months_paid(recipient.prior, scheme if limit.mode == CapMode.PER_SCHEME else None)
    length = limit.months + len(used) + 1 + months_between(month, limit.first_approved)
    ahead = _claim(scheme, Months(month, add_months(month, length)))
    judged = list(_up_to_the_end(judge_months(_by_age_alone(recipient), ahead, limit, terms_on)))
    return Entitlement(
        scheme=scheme,
        limit=limit,
        is_begun=recipient.first_approved is not None,
        used=tuple(sorted(used)),
        left=tuple(one for one, reason in judged if reason is LineReason.OK),
        ends=next((one for one in judged if one[1] not in _GOES_ON), None),
        now=reason_for(recipient, scheme, limit, terms_on, month=month),
    )


def reason_for(recipient: Recipient, scheme: Scheme, limit: Limit, terms_on: TermsOn, *, month: dt.date) -> LineReason:
    """What a claim for ``month`` is told, were it paid for; that it was subsidised before aside."""
    others = tuple(one for one in recipient.prior if month not in one.months)
    ((_, reason),) = judge_months(
        replace(recipient, prior=others), _claim(scheme, Months(month, month)), limit, terms_on
    )
    return reason


_GOES_ON = (LineReason.OK, LineReason.DUPLICATE_MONTH)


def _claim(scheme: Scheme, months: Months) -> ClaimFacts:
    """Of which formula it is plays no part in which months count."""
    return ClaimFacts(scheme, Formula.CEILING_SHARE, months, payments=(Payment(months),))


def _by_age_alone(recipient: Recipient) -> Recipient:
    """The person without what may pass again: work, licence, benefit."""
    person = recipient.person._replace(registrations=(), facts={})
    return replace(recipient, person=person, on_benefit=(), employer_paid=())


def _up_to_the_end(
    judged: tuple[tuple[dt.date, LineReason], ...],
) -> Iterator[tuple[dt.date, LineReason]]:
    for one in judged:
        yield one
        if one[1] not in _GOES_ON:
            return
