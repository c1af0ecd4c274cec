"""安置: an employment is registered and its story told in one act, so that every clock moves at once; whoever is to be
told of it is told, and an unemployment benefit is paid out."""

import datetime as dt
from dataclasses import asdict, dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from accounts.refusing import refused_if_taken
from assistance.enums import Answer, Channel, Informed, PlacementSource, Workplace
from assistance.models import EmploymentNotice, LumpSum, Offer, Placement
from assistance.queries.placements import employments_of, in_own_business, offices_due
from households.actions.registrations import NewRegistration, register
from households.enums import EMPLOYMENT_KINDS
from households.models import Person, Registration


class PlacementRefused(Exception):
    """The placement, notice or payment cannot be recorded; the message is for the worker."""


@dataclass(frozen=True)
class Story:
    """How an employment came about. ``offer`` is the accepted post it came from, if it did."""

    channel: Channel
    source: PlacementSource
    workplace: Workplace
    offer: Offer | None = None
    destination: str = ""
    agency: str = ""
    has_contract: bool = False
    contract_until: dt.date | None = None
    is_insured: bool = False


@dataclass(frozen=True)
class Payment:
    """A benefit paid at once: for how many months that were left, and how much in yuan."""

    months_left: int
    amount: Decimal
    paid_on: dt.date
    evidence: str


@transaction.atomic
def place(*, person: Person, registration: NewRegistration, story: Story, worker: User, at: dt.datetime) -> Placement:
    """Register an employment with its story. Raises PlacementRefused and RegistrationRefused; then nothing is kept."""
    if registration.kind not in EMPLOYMENT_KINDS:
        raise PlacementRefused("安置须办理就业登记。")
    made = register(person=person, registration=registration, worker=worker, at=at)
    return tell_story(registration=made, story=story, worker=worker, at=at)


@transaction.atomic
def tell_story(*, registration: Registration, story: Story, worker: User, at: dt.datetime) -> Placement:
    """Tell how a registered employment came about. Raises PlacementRefused."""
    own = employments_of(worker).select_for_update(of=("self",)).filter(pk=registration.pk).first()
    if own is None:
        raise PlacementRefused("该就业登记不在您的辖区。")
    _check(own, story)
    with refused_if_taken(PlacementRefused("该就业登记或该推荐岗位已登记安置情况。")):
        made = Placement.objects.create(registration=own, recorded_by=worker, recorded_at=at, **vars(story))
    audit.record(event="placement.told", subject=made, actor=worker, at=at, channel=story.channel.label)
    return made


def _check(registration: Registration, story: Story) -> None:
    is_export = story.source == PlacementSource.LABOUR_EXPORT
    if is_export != bool(story.destination):
        raise PlacementRefused("劳务输出须填写输出地，其他门路不填。")
    if story.contract_until is not None and story.contract_until < registration.validity.lower:
        raise PlacementRefused("合同期满日期不能早于就业日期。")
    offer = story.offer
    if offer is None:
        return
    if offer.answer != Answer.ACCEPTED or registration.person_id not in (offer.person_id, offer.person.merged_into_id):
        raise PlacementRefused("只能选择本人已接受的推荐岗位。")
    if offer.made_on > registration.validity.lower:
        raise PlacementRefused(f"就业日期早于推荐日期（{offer.made_on}），不是由该推荐而来。")


@transaction.atomic
def tell_office(
    *, registration: Registration, informed: Informed, told_on: dt.date, answer: str, worker: User, at: dt.datetime
) -> EmploymentNotice:
    """Record that an office was told of an employment (黑社保发[2004]7号 三(四)1). Raises PlacementRefused."""
    own = employments_of(worker).select_for_update(of=("self",)).filter(pk=registration.pk).first()
    if own is None or informed not in offices_due(own):
        raise PlacementRefused("该就业无需告知这个单位，或已经告知。")
    if not own.validity.lower <= told_on <= timezone.localdate(at):
        raise PlacementRefused(f"告知日期应在就业日期（{own.validity.lower}）与今天之间。")
    made = EmploymentNotice.objects.create(
        registration=own, informed=informed, told_on=told_on, answer=answer.strip(), told_by=worker, told_at=at
    )
    audit.record(event="office.told", subject=made, actor=worker, at=at, kind=informed.label, on=told_on.isoformat())
    return made


@transaction.atomic
def pay_lump_sum(*, person: Person, payment: Payment, worker: User, at: dt.datetime) -> LumpSum:
    """Record that what was left of the unemployment benefit was paid at once to who started a business
    (哈人社发〔2010〕230号 第六条(三)). Raises PlacementRefused."""
    own = Person.objects.visible_to(worker).select_for_update(of=("self",), no_key=True).filter(pk=person.pk).first()
    if own is None:
        raise PlacementRefused("该人员不在您的辖区。")
    business = in_own_business(own)
    if business is None:
        raise PlacementRefused("一次性发给须在领取失业保险金期间自谋职业、自主创业，请先办理相应的就业登记。")
    if not business.validity.lower <= payment.paid_on <= timezone.localdate(at):
        raise PlacementRefused(f"发放日期应在就业日期（{business.validity.lower}）与今天之间。")
    with refused_if_taken(PlacementRefused("这次就业已登记过一次性发给。")):
        made = LumpSum.objects.create(
            person=own,
            registration=business,
            month=payment.paid_on.replace(day=1),
            recorded_by=worker,
            recorded_at=at,
            **asdict(payment),
        )
    audit.record(event="lump_sum.paid", subject=made, actor=worker, at=at, month=made.month.isoformat())
    return made
