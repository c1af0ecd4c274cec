"""What the copy of one person's data says of assistance (个人信息保护法 第四十五条); named in ``COPY_SECTIONS``."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.utils import timezone

from assistance.models import Measure, Plan, PlanReview, Pledge, PledgeSignature, Preparation
from households.models import Person

Line = tuple[str, str]
Told = tuple[str, Iterator[Line], tuple[type[Any], ...]]


def plans(person: Person) -> Told:
    """Every version of the person's plans, what was done by it, and its reviews."""
    return "援助方案", _plans(person), (Plan, Measure, PlanReview)


def _plans(person: Person) -> Iterator[Line]:
    rows = Plan.objects.filter(spell__person=person).select_related("opened_by").order_by("opened_at", "pk")
    for plan in rows:
        said = "；".join((plan.get_segment_display(), plan.get_health_display(), "、".join(plan.needs_words)))
        title = f"{timezone.localdate(plan.opened_at)} {plan.number} 第{plan.version}版"
        yield title, f"{said}；{plan.situation}；{plan.because}（{plan.opened_by}）"
        for one in plan.measures.select_related("owner").order_by("due_on", "pk"):
            done = f"，{one.done_on}落实：{one.outcome}" if one.done_on else ""
            yield f"措施 {one.get_channel_display()}", f"{one.what}，{one.owner}，期限{one.due_on}{done}"
        for review in plan.reviews.select_related("reviewed_by").order_by("reviewed_on", "pk"):
            yield f"{review.reviewed_on} 评估", f"{review.finding}（{review.reviewed_by}），下次{review.next_on}"


def promises(person: Person) -> Told:
    """What was promised in writing to the families the person belonged to while it was drafted, and who signed."""
    return "援助承诺书和工作预案", _promises(person), (Pledge, PledgeSignature, Preparation)


def _promises(person: Person) -> Iterator[Line]:
    stays = person.memberships.values_list("household", "validity")
    for home, days in sorted(stays, key=lambda stay: stay[1].lower):
        for pledge in Pledge.objects.filter(case__household=home, drafted_at__date__contained_by=days).order_by("pk"):
            ended = f"，{timezone.localdate(pledge.withdrawn_at)}作废" if pledge.withdrawn_at else ""
            said = f"{pledge.office_text}；{pledge.family_text}{ended}"
            yield f"{timezone.localdate(pledge.drafted_at)} {pledge.number}", said
            for one in pledge.signatures.filter(Q(person=None) | Q(person=person)).order_by("pk"):
                yield (
                    f"{timezone.localdate(one.added_at)} {one.get_side_display()}签字",
                    str(one.person or one.added_by),
                )
        for drawn in Preparation.objects.filter(case__household=home, drawn_at__date__contained_by=days).order_by("pk"):
            said = f"{drawn.risks}；{drawn.response}；{drawn.get_rhythm_display()}跟踪（{drawn.owner}）"
            yield f"{timezone.localdate(drawn.drawn_at)} 工作预案第{drawn.version}版", said
