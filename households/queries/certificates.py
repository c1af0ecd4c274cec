"""Certificates at a glance: who may apply, who is due for inspection, and whether one bars new benefits."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import JSONObject

from accounts.models import User
from accounts.permissions import Act, may
from approvals.queries import Names, names_to
from approvals.workflow import Status
from households.enums import Category, CertificateKind, ExitReason, FactKind, InspectionResult
from households.models import (
    Certificate,
    HardToEmploySpell,
    Household,
    Inspection,
    InspectionRound,
    Person,
    Suspension,
)
from households.queries.rowwise import exists_by_row
from households.rules import certificates as rules
from households.rules.certificates import CertificateFacts, Inspected
from households.rules.facts import Reason, Span, Term
from policy import parameters
from policy.models import value_on

from .cases import Rows
from .facts import ONE_DAY
from .person import home_of

UNDER_WAY, DUE, IN_HAND, SUSPENDED = "under_way", "due", "in_hand", "suspended"
FAILED, LAPSED, SURRENDERED, CLOSED = "failed", "lapsed", "surrendered", "closed"
GONE = (ExitReason.RETIRED, ExitReason.DEAD, ExitReason.MOVED_OUT, ExitReason.REVOKED)


@dataclass(frozen=True)
class Opening:
    """What a person may apply for: the kind issued today and by what, for which categories, in exchange for which."""

    household: Household
    kind: CertificateKind
    source: str
    categories: tuple[Category, ...]
    replaces: Certificate | None


def opening(person: Person, on: dt.date) -> Opening | str:
    """What the person may apply for on the day ``on``, or in a sentence why nothing. Raises ParameterNotInForce."""
    home = home_of(person)
    if person.dead_on is not None or home is None or on not in home.validity:
        return "该人员已去世或不在任何家庭中，不能办证。"
    issued = value_on(parameters.CERTIFICATE_KIND, on, home.household.area)
    kind = CertificateKind(issued.value)
    held = list(Certificate.objects.in_hand().filter(person=person).order_by("issued_on", "pk"))
    if any(one.kind == kind for one in held):
        return f"该人员已持有{kind.label}；遗失的请办理补发。"
    if Certificate.objects.live().filter(person=person, kind=kind).exists():
        return f"该人员的{kind.label}正在办理中。"
    spell = person.spells.open().first()
    categories = tuple(Category(number) for number in spell.categories) if spell else ()
    if not (held or spell or _is_out_of_work(person, on)):
        return "该人员没有失业登记，不是下岗未解除劳动关系人员，也不在册，不能办证。请先办理失业登记。"
    return Opening(home.household, kind, issued.source, categories, held[-1] if held else None)


def _is_out_of_work(person: Person, on: dt.date) -> bool:
    laid_off = person.facts.filter(kind=FactKind.LAID_OFF, validity__contains=on)
    return person.registrations.unemployment().filter(validity__contains=on).exists() or laid_off.exists()


def certificates(on: dt.date) -> Rows:
    """Certificates as the lists show them on the day ``on``: ``state`` says where each stands, ``is_due`` whether its
    inspection is to be made now."""
    judged = Inspection.objects.filter(~Q(result=InspectionResult.PENDING) | Q(round__closes_on__lt=on))
    latest = judged.filter(certificate=OuterRef("pk")).order_by("-year")
    suspended = Suspension.objects.filter(certificate=OuterRef("pk"), resumed_on=None)
    failed, missed = Q(last_result=InspectionResult.FAILED), Q(last_result__in=["lapsed", "pending"])
    return (
        Certificate.objects.select_related("person", "area", "household__area")
        .annotate(
            last_result=Subquery(latest.values("result")[:1]),
            last_year=Subquery(latest.values("year")[:1]),
            is_suspended=exists_by_row(suspended),
            is_due=exists_by_row(Inspection.objects.due(on).filter(certificate=OuterRef("pk"))),
        )
        .annotate(
            state=Case(
                When(surrendered_on__isnull=False, then=Value(SURRENDERED)),
                When(status__in=[Status.REFUSED, Status.WITHDRAWN], then=Value(CLOSED)),
                When(~Q(status=Status.APPROVED), then=Value(UNDER_WAY)),
                When(is_suspended=True, then=Value(SUSPENDED)),
                When(failed, then=Value(FAILED)),
                When(missed, then=Value(LAPSED)),
                default=Value(IN_HAND),
                output_field=CharField(),
            )
        )
    )


def to_decide(user: User, on: dt.date) -> Rows:
    """The officer's worklist of applications, what is due first."""
    waiting = Certificate.objects.waiting_for(user, on=on).values("pk")
    return certificates(on).filter(pk__in=waiting).order_by("due_on", "pk")


def to_handle(user: User, on: dt.date) -> Rows:
    """Which of ``certificates`` are ``to_decide``, and in the community also those returned for correction."""
    waiting = Q(pk__in=Certificate.objects.waiting_for(user, on=on).values("pk"))
    if may(user, Act.SURVEY):
        waiting |= Q(status=Status.RETURNED)
    return Certificate.objects.visible_to(user).filter(waiting).order_by("due_on", "pk")


def to_inspect(user: User, on: dt.date) -> Rows:
    """Inspections that are due now, the round that closes first before the others."""
    rows = Inspection.objects.visible_to(user).due(on)
    return rows.select_related("round__document", "certificate__person", "certificate__household__area").order_by(
        "round__closes_on", "certificate__household__area__path", "pk"
    )


def to_take_back(user: User, on: dt.date) -> Rows:
    """Certificates in the hands of who died, or left the status by retiring, moving or revocation."""
    spells = HardToEmploySpell.objects.filter(person=OuterRef("person"))
    gone = spells.filter(exit_reason__in=GONE, exited_on__lte=on, exited_on__gte=OuterRef("issued_on"))
    rows = certificates(on).in_hand().visible_to(user)
    return rows.filter(Q(person__dead_on__lte=on) | Exists(gone) & ~Exists(spells.open())).order_by("issued_on", "pk")


def to_inspect_late(user: User, on: dt.date) -> Rows:
    """Certificates in hand whose inspection of the latest round begun failed or was missed, the oldest first."""
    later = Inspection.objects.filter(certificate=OuterRef("certificate"), year__gt=OuterRef("year"))
    late = Inspection.objects.late(on).filter(~Exists(later.filter(round__opens_on__lte=on)))
    rows = certificates(on).in_hand().visible_to(user).filter(pk__in=late.values("certificate"))
    return rows.order_by("last_year", "household__area__path", "pk")


def names_to_inspect(inspection: Inspection, officer: User, on: dt.date) -> Names:
    """In whose names ``officer`` may make the inspection on the day ``on``: within the round by role alone, late also
    as a deputy."""
    if inspection.is_late(on):
        return names_to(Act.INSPECT_LATE, officer, on)
    return Names(may(officer, Act.INSPECT))


def counts(user: User, on: dt.date) -> dict[str, int]:
    """Of the user's area: issued in all, those in hand, those due for inspection, those that failed or lapsed."""
    rows = certificates(on).visible_to(user)
    return rows.aggregate(
        issued=Count("pk", filter=Q(issued_on__isnull=False)),
        in_hand=Count("pk", filter=Q(issued_on__isnull=False, surrendered_on=None)),
        due=Count("pk", filter=Q(is_due=True)),
        barred=Count("pk", filter=Q(state__in=[FAILED, LAPSED])),
    )


def rounds(user: User) -> Rows:
    """Rounds that touch the user's area: its own, those below it and those above.

    ``progress`` is how far each has come there: how many inspections of each result, and ``total``; None without any.
    It is a subquery of each row, so that a page counts the rounds it shows and no others.
    """
    assert user.area is not None  # rounds are read by officers of an area
    own = InspectionRound.objects.annotate(here=Value(user.area.path, CharField()))
    touching = own.filter(Q(area__path__startswith=user.area.path) | Q(here__startswith=F("area__path")))
    inside = Inspection.objects.visible_to(user).filter(round=OuterRef("pk"), certificate__surrendered_on=None)
    counts = {result.value: Count("pk", filter=Q(result=result)) for result in InspectionResult}
    counted = inside.order_by().values("round").values(found=JSONObject(total=Count("pk"), **counts))
    rows = touching.select_related("area", "document", "opened_by").annotate(progress=Subquery(counted))
    return rows.order_by("-year", "area__path", "pk")


def facts_of(certificate: Certificate) -> CertificateFacts:
    """What the rules ask of a certificate."""
    inspections = [
        Inspected(
            year=row.year,
            closes_on=row.round.closes_on,
            barred_since=row.barred_since,
            barred_by=InspectionResult(row.barred_by or InspectionResult.LAPSED),
            passed_on=row.result_on if row.result == InspectionResult.PASSED else None,
            reason=row.reason,
        )
        for row in certificate.inspections.select_related("round").order_by("year")
    ]
    suspensions = [
        (Span(row.since, row.resumed_on - ONE_DAY if row.resumed_on else None), row.reason)
        for row in certificate.suspensions.order_by("since", "pk")
    ]
    return CertificateFacts(CertificateKind(certificate.kind), inspections, suspensions)


def block_of(certificate: Certificate, on: dt.date) -> Reason | None:
    """Why the certificate bars its holder from new benefits on the day ``on``. Raises ParameterNotInForce."""
    blocks = value_on(parameters.CERTIFICATE_INSPECTION_BLOCKS, on, certificate.household.area)
    return rules.benefit_block(facts_of(certificate), Term(blocks.value, blocks.source), on)


def benefit_block(person: Person, on: dt.date) -> Reason | None:
    """Why the person may take no new benefit on the day ``on``, by the certificate held then: a sentence and its
    article. None for who holds a certificate in order, or none. Raises ParameterNotInForce."""
    held = Certificate.objects.filter(Q(surrendered_on=None) | Q(surrendered_on__gt=on), person=person)
    latest: Any = held.filter(issued_on__lte=on).select_related("household__area").order_by("-issued_on", "-pk").first()
    return block_of(latest, on) if latest is not None else None
