"""What assistance holds of one person, for the copy of the own data."""

from collections.abc import Iterator

from django.db.models import Model

from assistance.models import EmploymentNotice, LumpSum, Offer, Placement, RefusalLook, Striking
from households.models import Person
from households.queries.personal_copy import Line

Told = tuple[str, Iterator[Line], tuple[type[Model], ...]]


def offers(person: Person) -> Told:
    """Posts offered and refused."""
    return "推荐岗位与拒绝", _offers(person), (Offer, RefusalLook)


def placements(person: Person) -> Told:
    """Placements, notices and payments."""
    return "安置、告知和失业保险金", _placements(person), (Placement, EmploymentNotice, LumpSum, Striking)


def _offers(person: Person) -> Iterator[Line]:
    for offer in Offer.objects.of(person).prefetch_related("looks").order_by("made_on", "pk"):
        words = [f"{offer.employer} {offer.position} 月工资{offer.wage}元", offer.get_answer_display() or "待答复"]
        words += [
            offer.refusal,
            "理由正当" if offer.is_justified else "",
            f"证据：{offer.evidence}" * bool(offer.evidence),
            _struck(offer),
        ]
        yield f"推荐岗位 {offer.made_on}", "，".join(filter(None, words))
        for look in offer.looks.all():
            found = {True: "计入拒绝", False: "不计入", None: "待复核"}[look.counts]
            yield look.get_stage_display(), "，".join(filter(None, [look.request, found, look.opinion]))


def _placements(person: Person) -> Iterator[Line]:
    for story in Placement.objects.of(person).select_related("registration").order_by("pk"):
        words = [story.get_channel_display(), story.get_source_display(), story.destination, story.agency]
        words += [story.get_workplace_display(), "已签劳动合同" if story.has_contract else "未签劳动合同"]
        words += [f"合同至{story.contract_until}" if story.contract_until else ""]
        words += ["已参加社会保险" if story.is_insured else "未参加社会保险", _struck(story)]
        yield f"安置 {story.registration.validity.lower}", "，".join(filter(None, words))
    for notice in EmploymentNotice.objects.of(person).select_related("striking").order_by("told_on", "pk"):
        words = [notice.get_informed_display(), notice.answer, _struck(notice)]
        yield f"联动告知 {notice.told_on}", "，".join(filter(None, words))
    for paid in LumpSum.objects.of(person).select_related("striking").order_by("paid_on", "pk"):
        words = [f"{paid.months_left}个月 {paid.amount}元", paid.evidence, _struck(paid)]
        yield f"一次性发给失业保险金 {paid.paid_on}", "，".join(filter(None, words))


def _struck(row: Offer | Placement | EmploymentNotice | LumpSum) -> str:
    return f"已划去：{row.struck_because}" if row.struck_at else ""
