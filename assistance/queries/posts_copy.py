"""What is held of one person's public-welfare posts, for the copy of the own data."""

from collections.abc import Iterator

from django.db.models import Q

from assistance.models import EmptyPostReport, PassingOver, PostAssessment, PostExit, PostHolding
from households.models import Person
from households.queries.personal_copy import Line

from .offers_copy import Told


def welfare_posts(person: Person) -> Told:
    """Posts held, assessments, why the person left, and where others were chosen before."""
    return "公益性岗位", _lines(person), (PostHolding, PostAssessment, PostExit, EmptyPostReport, PassingOver)


def _lines(person: Person) -> Iterator[Line]:
    rows = PostHolding.objects.filter(placement__registration__person=person)
    for held in rows.select_related("post__line__employer", "placement__registration", "report").order_by("pk"):
        struck = f"，已划去：{held.struck_because}" if held.struck_at else ""
        said = f"{held.post.line.employer.name} {held.post.title} {held.post.number}"
        yield f"上岗 {held.begun_on}", f"{said}{struck}"
        for one in held.assessments.order_by("on", "pk"):
            found = "胜任" if one.is_competent else "不胜任"
            yield f"考核 {one.on}", f"{found}，{one.findings}" + ("，已划去" if one.struck_at else "")
        for left in held.exits.order_by("pk"):
            taken_back = f"，已撤回：{left.withdrawn_because}" if left.withdrawn_at else ""
            told = f"，{left.told_on}告知本人" if left.told_on else ""
            last = f" {held.last_day}" if held.last_day else ""
            yield f"离岗{last}", f"{left.get_cause_display()}，{left.reason}{told}{taken_back}"
        if hasattr(held, "report"):
            yield f"空岗报告 {held.report.reported_on}", str(held.report.standing)
    for row in PassingOver.objects.of(person).order_by("decided_at", "pk"):
        yield f"{'推荐' if row.offer_id else '安置'}他人时越过 {row.decided_at:%Y-%m-%d}", row.reason
    chosen = Q(placement__registration__person=person) | Q(offer__person=person)
    for row in PassingOver.objects.filter(chosen).order_by("decided_at", "pk"):
        yield (
            f"越过他人{'推荐' if row.offer_id else '安置'} {row.decided_at:%Y-%m-%d}",
            f"排第{row.rank}位，{row.reason}",
        )
