"""What somebody enjoys and may enjoy yet, as page and print show it: the rules asked, their answers told in words."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef

from accounts.models import Area, User
from households.enums import RegistrationKind
from households.models import Person
from households.rules.retirement import Retirement, retirement
from policy.deadlines import add_months
from subsidies.enums import CapMode, LineReason, Scheme
from subsidies.models import Claim, ClaimLine, ClaimMember
from subsidies.rules.entitlements import Entitlement, entitlement_of
from subsidies.rules.facts import Recipient, TermsOn
from subsidies.rules.limits import Limit
from subsidies.schemes import SCHEMES

from .recipients import recipients_under
from .terms import terms_of

# What somebody at such work is subsidised by, who never was before.
BY_WORK: Mapping[RegistrationKind | None, Scheme] = {
    RegistrationKind.ENTERPRISE: Scheme.ENTERPRISE,
    RegistrationKind.PUBLIC_WELFARE_POST: Scheme.POST,
}


@dataclass(frozen=True)
class Shown:
    """How somebody stands in one family of schemes, with what is to be said of it."""

    title: str
    entitlement: Entitlement
    sentences: Sequence[str]
    obstacle: str

    @property
    def ends_because(self) -> str:
        """What ends it, in a few words."""
        if self.entitlement.ends is None:
            return ""
        return "到法定退休年龄" if self.entitlement.ends[1] is LineReason.RETIRED else "期限已满"

    @property
    def first_used(self) -> dt.date | None:
        return self.entitlement.used[0] if self.entitlement.used else None


@dataclass(frozen=True)
class Entitled:
    """Everything the page of entitlements shows of a person."""

    families: Sequence[Shown]
    retires: Retirement
    certified_on: dt.date | None


def entitled(person: Person, area: Area, on: dt.date, claimed: Sequence[ClaimMember]) -> Entitled:
    """How ``person``, whose ``claimed`` are the latest first, stands on the day ``on`` by the policy of ``area``.

    Raises ParameterNotInForce.
    """
    terms = terms_of(area)
    insured = _insured_by(claimed)
    found = recipients_under([person.pk], [Scheme.FLEXIBLE, Scheme.POST_ALLOWANCE])
    own = found[Scheme.FLEXIBLE][person.pk]
    kind = _work_of(own, on)
    shown = [_shown(own, insured or BY_WORK.get(kind, Scheme.FLEXIBLE), terms, on)]
    if kind == RegistrationKind.PUBLIC_WELFARE_POST or any(
        one.claim.scheme == Scheme.POST_ALLOWANCE for one in claimed
    ):
        allowance = found[Scheme.POST_ALLOWANCE][person.pk]
        shown.append(_shown(allowance, Scheme.POST_ALLOWANCE, terms, on))
    return Entitled(shown, retirement(own.person, terms(on).retirement, on=on), own.certified_on)


def claimed_by(person: Person, user: User) -> list[Any]:
    """What was ever claimed for the person, under all registrations of the person, the latest first; each with whether
    the user may open the claim, which may be filed where the person no longer lives."""
    rows = ClaimMember.objects.filter(person__in=Person.objects.of_humans([person.pk])).exclude(claim__status="draft")
    rows = rows.annotate(is_readable=Exists(Claim.objects.visible_to(user).filter(pk=OuterRef("claim"))))
    granted = ClaimLine.objects.filter(member=OuterRef("pk"), reason=LineReason.OK).order_by("month")
    rows = rows.annotate(granted=ArraySubquery(granted.values("month").distinct()))
    rows = rows.select_related("claim__area", "claim__employer", "claim__person")
    return list(rows.order_by("-claim__first_month", "-claim_id", "pk"))


def _insured_by(claimed: Sequence[ClaimMember]) -> Scheme | None:
    """Under which scheme of social insurance the person was last granted something."""
    family = SCHEMES[Scheme.FLEXIBLE].family
    schemes = (one.claim.scheme for one in claimed if one.claim.status == "approved" and one.amount)
    return next((Scheme(scheme) for scheme in schemes if scheme in family), None)


def _work_of(recipient: Recipient, on: dt.date) -> RegistrationKind | None:
    work = recipient.person.employment(on)
    return work.kind if work else None


def _shown(recipient: Recipient, scheme: Scheme, terms: TermsOn, on: dt.date) -> Shown:
    found = entitlement_of(recipient, scheme, terms, on=on)
    title = "公益性岗位补贴" if scheme == Scheme.POST_ALLOWANCE else "社会保险补贴"
    return Shown(title, found, list(_sentences(recipient, found, terms, on)), _obstacle(found, on))


def _sentences(recipient: Recipient, found: Entitlement, terms: TermsOn, on: dt.date) -> Sequence[str]:
    return [_term(found), *_end(recipient, found, terms, on)]


def _term(found: Entitlement) -> str:
    """How long the term is and why, settled by the first approval."""
    limit, since = found.limit, f"{found.limit.first_approved:%Y-%m}"
    begun = f"初次核定为 {since}" if found.is_begun else f"还没有享受过；如自 {since} 起初次核定"
    if limit.extends_to_retirement:
        return f"{begun}，当时距法定退休日期 {limit.retirement_date} 已近，可以享受至退休（依据：{limit.source}）。"
    return f"{begun}，期限 {limit.months} 个月，{_counting(limit)}（依据：{limit.source}）。"


def _counting(limit: Limit) -> str:
    if limit.mode == CapMode.CALENDAR_WINDOW:
        return "自初次核定当月起连续计算，中断的月份也算在内"
    only = "只计本项目已补贴的月份" if limit.mode == CapMode.PER_SCHEME else "各项社保补贴已补贴的月份合并计算"
    return f"{only}，中断的月份不算"


def _end(recipient: Recipient, found: Entitlement, terms: TermsOn, on: dt.date) -> Sequence[str]:
    """When the last month is, and what ends it."""
    if found.ends is None:
        return []
    month, reason = found.ends
    last = (
        f"逐月享受的，最后一个可补贴的月份是 {found.last_month:%Y-%m}" if found.last_month else "没有可以补贴的月份了"
    )
    if reason is LineReason.RETIRED:
        retires = retirement(recipient.person, terms(month).retirement, on=month)
        included = "退休当月仍可补贴，次月起停发" if terms(month).retire_month_included.value else "退休当月起停发"
        date = f"法定退休日期 {retires.retirement_date}（依据：{retires.source}）"
        return [f"{last}：{date}，{included}（依据：{terms(month).retire_month_included.source}）。"]
    return [f"{last}：到时期限 {found.limit.months} 个月已满（依据：{found.limit.source}）。"]


def _obstacle(found: Entitlement, on: dt.date) -> str:
    """Why the month of the day itself would not be subsidised though the term goes on; empty where it would."""
    if found.now in (LineReason.OK, LineReason.CAP_REACHED, LineReason.RETIRED):
        return ""
    runs_on = found.limit.mode == CapMode.CALENDAR_WINDOW or found.limit.extends_to_retirement
    counted = "期限照常计算" if runs_on else "期限内的月份不因此减少"
    return f"{on:%Y-%m} 当月不能补贴：{found.now.label}。情况消除后可以继续，{counted}。"


def months_words(months: Sequence[dt.date]) -> str:
    """Months in their order, in words, neighbours as one span; empty without any."""
    spans: list[list[dt.date]] = []
    for month in months:
        if spans and add_months(spans[-1][-1], 1) == month:
            spans[-1].append(month)
        else:
            spans.append([month])
    return "、".join(_span_words(span) for span in spans)


def _span_words(months: Sequence[dt.date]) -> str:
    first, last = f"{months[0]:%Y-%m}", f"{months[-1]:%Y-%m}"
    return first if first == last else f"{first} 至 {last}（{len(months)} 个月）"
