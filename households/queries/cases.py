"""Casework at a glance: certifications, exits, notices and promises, for the lists and for the desk."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import Any, TypeAlias

from django.db.models import Case, Count, DateField, IntegerField, OuterRef, Subquery, Value, When, Window

from accounts.models import User
from approvals.workflow import Status
from households.enums import Category, ExitReason, FamilyKind, Relation
from households.models import (
    Certification,
    CertificationNotice,
    Exit,
    ExitAttachment,
    Membership,
    MonthlyConfirmation,
    Revocation,
    ZeroFamilyCase,
)
from households.models.revocations import REVOKED

Rows: TypeAlias = Any  # a queryset of its model's own class, with annotations that no type can tell

# What a certification rests on that nobody outside may learn: a disability, poverty, a spouse in the forces.
UNNAMED_IN_PUBLIC = frozenset({Category.C03, Category.C04, Category.C10})
FAMILY_EXIT_REASONS = (
    ExitReason.STABLE,
    ExitReason.UNABLE,
    ExitReason.NO_DESIRE,
    ExitReason.LOST_CONTACT,
    ExitReason.MOVED_OUT,
    ExitReason.OTHER,
)
# What was certified on false data is revoked by the district, not proposed to the street.
PERSON_EXIT_REASONS = tuple(reason for reason in ExitReason if reason is not ExitReason.REVOKED)


def with_head(rows: Rows, on: dt.date, *, household: str = "household") -> Rows:
    """Annotates ``head_name``: who heads the household on the day ``on``."""
    members = Membership.objects.filter(household=OuterRef(household), validity__contains=on)
    by_rank = Case(When(relation=Relation.HEAD, then=Value(0)), default=Value(1), output_field=IntegerField())
    head = members.order_by(by_rank, "pk").values("person__name")[:1]
    return rows.annotate(head_name=Subquery(head))


def families_first(rows: Rows) -> Rows:
    """Annotates ``rank``: zero-employment families (0) come before single people (1)."""
    return rows.annotate(rank=Case(When(person=None, then=Value(0)), default=Value(1), output_field=IntegerField()))


def with_total(rows: Rows) -> Rows:
    """Annotates ``total``: how many rows there are in all, so that a first page brings the count along."""
    return rows.annotate(total=Window(Count("pk")))


def certifications(on: dt.date) -> Rows:
    """Certifications as the lists show them on the day ``on``."""
    rows = with_revocation(Certification.objects.select_related("person", "area", "household"))
    return families_first(with_head(rows, on))


def with_revocation(rows: Rows) -> Rows:
    """Annotates ``revoked_on``: the day on which the certification was revoked, if it was."""
    revoked = Revocation.objects.filter(certification=OuterRef("pk"), status__in=REVOKED)
    return rows.annotate(revoked_on=Subquery(revoked.values("revoked_on")[:1]))


def to_decide(user: User, on: dt.date) -> Rows:
    """The officer's worklist of certifications: families first, then what is due first."""
    rows = Certification.objects.waiting_for(user, on=on).select_related("person", "area", "household")
    return families_first(with_head(rows, on)).order_by("rank", "due_on", "pk")


def returned(user: User, on: dt.date) -> Rows:
    rows = certifications(on).visible_to(user).filter(status=Status.RETURNED)
    return rows.order_by("rank", "pk")


def in_notice(on: dt.date) -> Rows:
    """Certifications whose notice runs on the day ``on``, with the notice's key, first and last day."""
    rows = certifications(on).in_notice(on)
    running = CertificationNotice.objects.filter(application=OuterRef("pk"), round=OuterRef("round"))
    return rows.annotate(
        notice_id=Subquery(running.values("pk")[:1]),
        posted_on=Subquery(running.values("posted_on")[:1]),
        ends_on=Subquery(running.values("ends_on")[:1]),
        end_is_provisional=Subquery(running.values("end_is_provisional")[:1]),
    )


def notices_ending(user: User, on: dt.date) -> Rows:
    """Running notices of the area, the first to end first."""
    return in_notice(on).visible_to(user).order_by("ends_on", "pk")


def exits(on: dt.date) -> Rows:
    """Exits as the lists show them on the day ``on``."""
    rows = Exit.objects.select_related("spell__person", "family_case", "area", "household")
    return with_head(rows, on).annotate(
        rank=Case(When(spell=None, then=Value(0)), default=Value(1), output_field=IntegerField())
    )


def exits_to_decide(user: User, on: dt.date) -> Rows:
    waiting = Exit.objects.waiting_for(user, on=on).values("pk")
    return exits(on).filter(pk__in=waiting).order_by("rank", "due_on", "pk")


def scans_of(rows: Sequence[Exit]) -> Counter[int]:
    """How many files are attached to each of the exits, those struck off not counted; by key."""
    attached = ExitAttachment.objects.filter(application__in=rows, struck_at=None)
    return Counter(attached.values_list("application", flat=True))


def exits_to_confirm(user: User, on: dt.date) -> Rows:
    """Exits that the refresh proposed or the street returned: the community confirms or withdraws them."""
    rows = exits(on).visible_to(user).filter(status__in=[Status.DRAFT, Status.RETURNED])
    return rows.order_by("rank", "effective_on", "pk")


def revocations(on: dt.date) -> Rows:
    """Revocations as the lists show them on the day ``on``."""
    rows = Revocation.objects.select_related("certification__person", "area", "household")
    return with_head(rows, on)


def revocations_to_decide(user: User, on: dt.date) -> Rows:
    waiting = Revocation.objects.waiting_for(user, on=on).values("pk")
    return revocations(on).filter(pk__in=waiting).order_by("due_on", "pk")


def families(on: dt.date) -> Rows:
    """Certified zero-employment families with the day of placement and the head's name."""
    rows = ZeroFamilyCase.objects.with_placement().select_related("household__area", "certification")
    return with_head(rows, on)


def families_running(on: dt.date) -> Rows:
    """Families known to have a clock that runs on the day ``on``, as lines show them: nobody of theirs is placed."""
    rows = ZeroFamilyCase.objects.annotate(placed_on=Value(None, DateField()))
    return with_head(rows.select_related("household__area", "certification"), on)


def most_urgent(rows: Rows, which: Rows) -> Rows:
    """Those of ``rows``, as a list shows them, that are among ``which``; what is due first first."""
    return rows.filter(pk__in=which.order_by().values("pk")).order_by("due_on", "pk")


def cases_near(user: User, on: dt.date, *, warn_days: Sequence[int]) -> Rows:
    """The cases of the area whose clock runs out within the first warning, or has run out."""
    horizon = on + dt.timedelta(days=max(warn_days, default=0))
    return ZeroFamilyCase.objects.visible_to(user).running(on).filter(due_on__lte=horizon)


def confirmations_open(user: User, on: dt.date) -> Rows:
    """People in status whose facts of a month by ``on`` are not confirmed yet."""
    rows = MonthlyConfirmation.objects.visible_to(user).open().filter(month__lte=on, spell__exited_on=None)
    return rows.select_related("spell__person", "spell__household__area").order_by("month", "pk")


def notice_shown(notice: CertificationNotice, head_name: str) -> dict[str, Any]:
    """What a public notice says of its subject, and no more: no number, no address, no category of the three."""
    certification = notice.application
    if certification.person is None:
        return {"head_name": head_name, "kind": FamilyKind.ZERO_EMPLOYMENT.label}
    codes = [reason["code"] for reason in certification.reasons]
    held = [Category[code] for code in codes if code in Category.__members__]
    named = [category.label for category in held if category not in UNNAMED_IN_PUBLIC]
    return {"person": certification.person, "categories": named}
