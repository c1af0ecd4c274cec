"""The names behind a figure: as counted now, or as published."""

from typing import Any

from django.db.models import F, Func, OuterRef, QuerySet, Subquery

from accounts.models import Area
from households.models import HardToEmploySpell, Person, ZeroFamilyCase
from policy.periods import Period
from reports.cells import EP8, attributed, placements
from reports.enums import RowKind
from reports.models import Publication, PublishedFigure

MODELS: dict[RowKind, Any] = {RowKind.SPELL: HardToEmploySpell, RowKind.PERSON: Person, RowKind.CASE: ZeroFamilyCase}


def published_figure(area: Area, period: Period, line: str) -> PublishedFigure | None:
    """The published figure without its rows, or None."""
    rows = PublishedFigure.objects.filter(
        publication__area=area, publication__label=period.label, publication__return_code="EP8", line=line
    )
    return rows.defer("row_ids").select_related("publication").first()


def live_list(area: Area, period: Period, line: str) -> QuerySet:
    """The rows counted now, with what the list shows of them."""
    return _described(EP8[line].behind(period=period, area=area), line, period)


def published_list(figure: PublishedFigure, period: Period) -> QuerySet:
    """All rows that were published, whatever has become of them, with what the list shows of them now."""
    keys = PublishedFigure.objects.filter(pk=figure.pk).values(row=Func(F("row_ids"), function="unnest"))
    return _of_keys(figure.line, period).filter(pk__in=keys)


def published_page(figure: PublishedFigure, period: Period, *, start: int, size: int) -> list:
    """Rows ``start`` up to ``start + size`` of what was published, in the order they were published in."""
    wanted = f"row_ids__{start}_{start + size}"
    keys = PublishedFigure.objects.filter(pk=figure.pk).values_list(wanted, flat=True).get() or []
    rows = {row.pk: row for row in _of_keys(figure.line, period).filter(pk__in=keys)}
    return [rows[key] for key in keys]


def _of_keys(line: str, period: Period) -> QuerySet:
    rows = MODELS[RowKind(EP8[line].base.code)].objects.all()
    rows = rows.with_placement() if rows.model is ZeroFamilyCase else rows
    return _described(attributed(rows, period.last), line, period)


def _described(rows: QuerySet, line: str, period: Period) -> QuerySet:
    rows = rows.annotate(community_name=Subquery(Area.objects.filter(pk=OuterRef("community")).values("name")[:1]))
    if rows.model is HardToEmploySpell:
        return rows.select_related("person")
    if rows.model is ZeroFamilyCase:
        return rows.select_related("household")
    within = period.year_so_far() if line == "39" else period
    began = placements(within).filter(person=OuterRef("pk")).order_by(F("validity__startswith").desc(), "-pk")
    spells = HardToEmploySpell.objects.filter(person=OuterRef("pk"), certified_on__lte=period.last)
    last = spells.order_by("-certified_on", "-pk")
    return rows.annotate(
        placed_on=Subquery(began.values("validity__startswith")[:1]),
        placed_kind=Subquery(began.values("kind")[:1]),
        certified_on=Subquery(last.values("certified_on")[:1]),
        exited_on=Subquery(last.values("exited_on")[:1]),
    )


def publication_of(area: Area, period: Period) -> Publication | None:
    """The area's own publication for the period."""
    rows = Publication.objects.filter(area=area, label=period.label, return_code="EP8")
    return rows.select_related("published_by", "area").first()
