"""补贴申请: written in the community, computed by the rules, sent on its way with its papers; nothing of it by hand."""

import datetime as dt
import secrets
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.enums import AreaLevel
from accounts.models import Area, User
from accounts.refusing import refused_if_taken
from approvals import actions as approvals
from approvals.workflow import Status
from assistance.models import Employer
from households.actions.submissions import sent_before
from households.enums import RegistrationKind
from households.models import Person
from households.queries.certificates import benefit_block
from subsidies.enums import CityLook, Payee, Scheme
from subsidies.models import Claim
from subsidies.queries.assessing import Asked, Assessed, NewMember, assess, terms_told
from subsidies.queries.claims import members_of, missing_materials
from subsidies.queries.recoveries import block_of
from subsidies.queries.stops import stopped_months
from subsidies.queries.terms import Filing, filing_of, terms_of
from subsidies.rules.lines import touches
from subsidies.rules.months import Months
from subsidies.schemes import SCHEMES
from subsidies.workflow import PLAIN, WITH_NOTICE

from .refusing import ClaimRefused
from .writing import write_members

LOTS = 10_000
TAKEN = "其中有月份已由另一份申请申报，不能重复享受；请核对后去掉这些月份。"


@dataclass(frozen=True)
class Account:
    """Where the subsidy is paid to."""

    name: str
    bank: str
    number: str


@dataclass(frozen=True)
class NewClaim:
    """What is claimed: without ``months`` for the calendar year before, with ``employer`` for its people."""

    scheme: Scheme
    members: Sequence[NewMember]
    account: Account
    months: Months | None = None
    employer: Employer | None = None
    submission: uuid.UUID | None = None


@transaction.atomic
def draft(*, claim: NewClaim, worker: User, at: dt.datetime) -> Claim:
    """Write a claim down in the worker's community and compute it; its papers come next, then it is submitted. A form
    sent twice is one claim.

    Raises ClaimRefused with the field meant, also where nothing is granted: whoever asks why finds it on the page of
    entitlements. Raises ParameterNotInForce.
    """
    today, area = timezone.localdate(at), _community(worker)
    _lock_payee(claim, worker)
    known: Claim | None = sent_before(Claim.objects, claim.submission)
    if known is not None:
        return known
    filing = filing_of(claim.scheme, area, today)
    made = Claim(
        area=area,
        chain_code=(WITH_NOTICE if filing.is_noticed else PLAIN).code,
        scheme=claim.scheme,
        payee=SCHEMES[claim.scheme].payee,
        person=None if claim.employer else claim.members[0].person,
        employer=claim.employer,
        drafted_by=worker,
        drafted_at=at,
        submission=claim.submission,
    )
    _compute(made, claim, filing, today)
    audit.record(event="claim.drafted", subject=made, actor=worker, at=at, amount=str(made.amount))
    return made


@transaction.atomic
def rewrite(*, application: Claim, claim: NewClaim, worker: User, at: dt.datetime) -> Claim:
    """Write a draft, or what was returned for correction, anew and compute it anew. Its scheme and payee stay.

    Raises ClaimRefused, ParameterNotInForce.
    """
    own = _own(application, worker)
    if (claim.scheme, claim.employer) != (own.scheme, own.employer):
        raise ClaimRefused("补贴项目和申请人不能改；请撤回后重新申报。")
    if own.person_id is not None and [one.person.pk for one in claim.members] != [own.person_id]:
        raise ClaimRefused("补贴项目和申请人不能改；请撤回后重新申报。")
    today = timezone.localdate(at)
    before = str(own.amount)
    _compute(own, claim, filing_of(claim.scheme, own.area, today), today)
    amounts = {"before": {"amount": before}, "after": {"amount": str(own.amount)}}
    audit.record(event="claim.rewritten", subject=own, actor=worker, at=at, **amounts)
    return own


@transaction.atomic
def submit(
    *, application: Claim, worker: User, at: dt.datetime, lot: Callable[[int], int] = secrets.randbelow
) -> Claim:
    """Send a claim on its way, or on again: computed once more by what is known now, with all its papers.

    Above ``sb.city_above`` the city looks at it, too, and of the others at those that ``lot`` draws, which gives a
    number below its argument. Raises ClaimRefused, DecisionRefused, ParameterNotInForce.
    """
    own = _own(application, worker)
    today = timezone.localdate(at)
    filing = filing_of(Scheme(own.scheme), own.area, today)
    lacking = missing_materials(own, filing, today)
    if lacking:
        raise ClaimRefused(f"还缺申报材料：{'、'.join(lacking)}。")
    _compute(own, _as_written(own), filing, today)
    if own.status == Status.DRAFT:
        own.city_because = _city_look(own, filing, lot)
        own.save(update_fields=["city_because"])
    return approvals.submit(application=own, actor=worker, at=at)


def _community(worker: User) -> Area:
    if worker.area is None or worker.area.level != AreaLevel.COMMUNITY:
        raise ClaimRefused("补贴由申请人所在社区申报。")
    return worker.area


def _own(application: Claim, worker: User) -> Claim:
    """The claim, locked, while it may be written. Raises ClaimRefused."""
    rows = Claim.objects.visible_to(worker).select_related("area", "person", "employer")
    own: Claim | None = rows.select_for_update(of=("self",)).filter(pk=application.pk).first()
    if own is None:
        raise ClaimRefused("该申请不在您的辖区。")
    if own.status not in (Status.DRAFT, Status.RETURNED):
        raise ClaimRefused("该申请已提交，不能再修改。")
    return own


def _lock_payee(claim: NewClaim, worker: User) -> None:
    """Of two forms for one payee one waits for the other. Raises ClaimRefused where it is not the worker's."""
    is_persons = SCHEMES[claim.scheme].payee == Payee.PERSON
    if is_persons != (claim.employer is None) or not claim.members or (is_persons and len(claim.members) != 1):
        raise ClaimRefused("该补贴项目的申请人不对。")
    if claim.employer is not None:
        employers = Employer.objects.kept_by(worker).select_for_update(of=("self",), no_key=True)
        if employers.filter(pk=claim.employer.pk).first() is None:
            raise ClaimRefused("该单位不在您的辖区。")
        return
    people = Person.objects.visible_to(worker).select_for_update(of=("self",), no_key=True)
    if people.filter(pk=claim.members[0].person.pk).first() is None:
        raise ClaimRefused("该人员不在您的辖区。")


def _months(claim: NewClaim, filing: Filing, today: dt.date) -> Months:
    """The months claimed. Raises ClaimRefused for those that cannot be claimed today."""
    if filing.rhythm is None:
        return Months(dt.date(today.year - 1, 1, 1), dt.date(today.year - 1, 12, 1))
    if claim.months is None or claim.months.last is None:
        raise ClaimRefused("请填写申报的起止月份。", field="first_month")
    if claim.months.last < claim.months.first:
        raise ClaimRefused("截止月份不能早于起始月份。", field="last_month")
    fault = filing.rhythm.fault(claim.months, today)
    if fault:
        raise ClaimRefused(fault, field="last_month")
    return claim.months


def _judge(asked: Asked, members: Sequence[NewMember]) -> list[Assessed]:
    """The verdict on everybody. Raises ClaimRefused where somebody may take nothing, or nobody is granted anything."""
    for told in members:
        barred = benefit_block(told.person, asked.on)
        if barred is not None:
            raise ClaimRefused(f"{told.person.name}：{barred.text}（{barred.article}）。")
    judged = assess(asked, members)
    for one in judged:
        if one.recipient.certified_on is None and not one.recipient.prior:
            name = one.member.person.name
            raise ClaimRefused(f"{name}未认定为就业困难人员，不能享受补贴；请先办理认定。")
        if asked.scheme == Scheme.FLEXIBLE:
            _check_flexible(one)
    _refuse_stopped(asked, judged)
    if not any(one.amount for one in judged):
        raise ClaimRefused(f"按现在的规定没有可以补贴的月份：{why_nothing(judged)}。")
    return judged


def _check_flexible(one: Assessed) -> None:
    """Raise ClaimRefused for a month granted without registered flexible employment (第六条(三))."""
    spans = [held.span for held in one.recipient.person.registrations if held.kind == RegistrationKind.FLEXIBLE]
    lacking = [month for month in one.verdict.granted if not any(touches(span, month) for span in spans)]
    if lacking:
        told = "、".join(f"{month:%Y-%m}" for month in lacking)
        raise ClaimRefused(f"{told} 没有灵活就业登记；请先补录登记，或去掉这些月份。", field="first_month")


def _refuse_stopped(asked: Asked, judged: Sequence[Assessed]) -> None:
    """What is stopped though the facts would grant it waits until somebody gives it again. Raises ClaimRefused."""
    if asked.months is None:
        return
    found = stopped_months({one.member.person.pk for one in judged}, asked.scheme, asked.months)
    for one in judged:
        stopped = found.get(one.member.person.pk, {})
        for month in one.verdict.granted:
            if month in stopped:
                because = stopped[month]
                raise ClaimRefused(
                    f"{one.member.person.name}自 {because.month:%Y-%m} 起停发（{because.get_reason_display()}），"
                    "停发的月份不能申报；情况有变的，请街道或区县先恢复，再申报。"
                )


def why_nothing(judged: Sequence[Assessed]) -> str:
    """Every reason why nothing is granted, each once, in words."""
    whole = [reason.label for one in judged for reason in one.verdict.reasons]
    single = [f"{line.month:%Y-%m} {line.reason.label}" for one in judged for line in one.refused_months]
    return "；".join(dict.fromkeys([*single, *whole]))


def _compute(own: Claim, claim: NewClaim, filing: Filing, today: dt.date) -> None:
    """Judge what the claim says, and write down what it comes to. Raises ClaimRefused, also where a month was taken
    meanwhile."""
    months = _months(claim, filing, today)
    payee = claim.employer or claim.members[0].person
    owing = block_of(payee, today, own.area)
    if owing is not None:
        raise ClaimRefused(f"{payee.name}：{owing.text}（{owing.article}）。")
    without = own if own.pk else None
    judged = _judge(Asked(filing.scheme, filing.formula, months, own.area, today, without), claim.members)
    own.formula, own.filed_on = filing.formula, today
    own.first_month, own.last_month = months.first, cast(dt.date, months.last)
    own.account_name, own.bank, own.account = claim.account.name, claim.account.bank, claim.account.number
    own.terms = terms_told(terms_of(own.area)(today))
    with refused_if_taken(ClaimRefused(TAKEN)):
        own.save()
        own.amount = write_members(own, judged)
    own.save(update_fields=["amount"])


def _as_written(own: Claim) -> NewClaim:
    """The claim as it stands, to be computed again."""
    months = Months(own.first_month, own.last_month)
    account = Account(own.account_name, own.bank, own.account)
    return NewClaim(Scheme(own.scheme), members_of(own), account, months, own.employer)


def _city_look(own: Claim, filing: Filing, lot: Callable[[int], int]) -> str:
    if filing.city_above is not None and own.amount > filing.city_above:
        return CityLook.ABOVE
    return CityLook.SAMPLE if lot(LOTS) < filing.city_share * LOTS / 100 else ""
