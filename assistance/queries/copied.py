"""What assistance holds of one person, for the copy of the own data (``settings.COPY_SECTIONS``)."""

from collections.abc import Iterator

from django.db.models import Q

from assistance.models import Alert, Recheck, Service, Visit, VisitPhoto
from households.models import Person

from . import visits
from .copies import Line, Told
from .services import of_people


def services(person: Person) -> Told:
    """What was done for the person."""
    return "援助服务", _services(person), (Service,)


def alerts(person: Person) -> Told:
    """The warnings; of the families' those of the days the person belonged to them."""
    return "预警", _alerts(person), (Alert,)


def visited(person: Person) -> Told:
    """The visits and call-backs, and what was found where somebody looked again."""
    return "走访和回访", _visits(person), (Visit, VisitPhoto, Recheck)


def _services(person: Person) -> Iterator[Line]:
    for row in of_people([person.pk]).order_by("on", "pk"):
        struck = f"，已划去：{row.struck_because}" if row.struck_at else ""
        signed = "本人已签字" if row.is_signed else ""
        parts = (row.get_outcome_display(), signed, row.detail, row.authority, row.get_continuity_display())
        yield f"{row.on} {row.get_kind_display()}", "，".join(part for part in parts if part) + struck


def _visits(person: Person) -> Iterator[Line]:
    for row in visits.of_people([person.pk]).select_related("recheck__checked_by").order_by("on", "pk"):
        parts = [row.get_way_display(), row.get_outcome_display(), row.findings, row.place]
        if number := len(row.photos.all()):
            parts.append(f"照片{number}张")
        looked = getattr(row, "recheck", None)
        if looked is not None and looked.checked_on:
            parts.append(f"{looked.checked_on} {looked.checked_by}复核：{looked.findings}")
        if row.struck_at:
            parts.append(f"已划去：{row.struck_because}")
        yield f"{row.on} {row.get_kind_display()}", "，".join(part for part in parts if part)


def _alerts(person: Person) -> Iterator[Line]:
    stays = list(person.memberships.all())
    own = Q(person=person) | Q(person__merged_into=person)
    rows = Alert.objects.filter(own | Q(person=None, household__in=[stay.household_id for stay in stays]))
    for row in rows.order_by("raised_on", "pk"):
        there = any(row.household_id == stay.household_id and row.raised_on in stay.validity for stay in stays)
        if row.person_id or there:
            answered = f"；{row.answer}" if row.answer else ""
            yield f"{row.raised_on} {row.get_kind_display()}", f"{row.detail}{answered}"
