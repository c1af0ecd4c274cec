"""The names behind a figure: as counted now, or as published."""

from collections.abc import Callable

from django.db.models import Count, F, Func, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from accounts.models import Area
from assistance.models import Offer, Placement, Service, Visit
from assistance.queries.served import callbacks_in_status, referrals_in_status, services_in_status
from households.models import HardToEmploySpell, Person, ZeroFamilyCase
from households.queries.humans import human_of
from policy.periods import Period
from reports.cells import EP8, attributed, placements
from reports.enums import RowKind
from reports.models import Publication, PublishedFigure
from subsidies.queries.enjoying import granted_in

# All rows of a kind, whatever has become of them, as ``attributed`` takes them.
ROWS: dict[RowKind, Callable[[], QuerySet]] = {
    RowKind.SPELL: HardToEmploySpell.objects.all,
    RowKind.SERVICE: lambda: Service.objects.annotate(human=human_of("person")),
    RowKind.REFERRAL: lambda: Offer.objects.annotate(human=human_of("person")),
    RowKind.CALLBACK: lambda: Visit.objects.annotate(human=human_of("person")),
    RowKind.SERVED: Person.objects.all,
    RowKind.PERSON: Person.objects.all,
    RowKind.RECIPIENT: Person.objects.all,
    RowKind.CASE: lambda: ZeroFamilyCase.objects.with_placement(),
}
# What the list of a kind shows of other tables.
SHOWN = {
    RowKind.SPELL: ("person",),
    RowKind.SERVICE: ("person__merged_into", "given_by"),
    RowKind.REFERRAL: ("person__merged_into", "recorded_by"),
    RowKind.CALLBACK: ("person__merged_into", "visited_by"),
    RowKind.CASE: ("household",),
}


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
    return _described(attributed(ROWS[RowKind(EP8[line].base.code)](), period.last), line, period)


def _described(rows: QuerySet, line: str, period: Period) -> QuerySet:
    kind = RowKind(EP8[line].base.code)
    rows = rows.annotate(community_name=Subquery(Area.objects.filter(pk=OuterRef("community")).values("name")[:1]))
    if kind in SHOWN:
        return rows.select_related(*SHOWN[kind])
    if kind == RowKind.RECIPIENT:
        return _with_subsidies(rows, period)
    return _with_services(rows, period) if kind == RowKind.SERVED else _with_work(rows, line, period)


def _with_subsidies(rows: QuerySet, period: Period) -> QuerySet:
    """Annotates ``granted_months`` and ``granted_amount``: what was granted to a person in the period."""
    lines = granted_in(period.first, period.last).filter(human=OuterRef("pk")).order_by().values("human")
    return rows.annotate(
        granted_months=Coalesce(Subquery(lines.annotate(n=Count("month", distinct=True)).values("n")), 0),
        granted_amount=Subquery(lines.annotate(total=Sum("amount")).values("total")),
    )


def _with_services(rows: QuerySet, period: Period) -> QuerySet:
    """Annotates ``times_served``, referrals among them, and ``times_called``: how often a person was in the period."""
    own = Person.objects.filter(Q(pk=OuterRef(OuterRef("pk"))) | Q(merged_into=OuterRef(OuterRef("pk"))))
    given, referred, called = (
        _number(found(period.first, period.last).filter(person__in=own.values("pk")).order_by())
        for found in (services_in_status, referrals_in_status, callbacks_in_status)
    )
    return rows.annotate(times_served=given + referred, times_called=called)


def _number(rows: QuerySet) -> Coalesce:
    return Coalesce(Subquery(rows.values("human").annotate(number=Count("pk")).values("number")), 0)


def _with_work(rows: QuerySet, line: str, period: Period) -> QuerySet:
    """Annotates the last employment of the period, and the last status, of a person."""
    within = period.year_so_far() if line == "39" else period
    began = placements(within).filter(person=OuterRef("pk")).order_by(F("validity__startswith").desc(), "-pk")
    told = Placement.objects.standing().filter(registration=OuterRef("pk"))
    spells = HardToEmploySpell.objects.filter(person=OuterRef("pk"), certified_on__lte=period.last)
    last = spells.order_by("-certified_on", "-pk")
    return rows.annotate(
        placed_on=Subquery(began.values("validity__startswith")[:1]),
        placed_kind=Subquery(began.values("kind")[:1]),
        placed_through=Subquery(began.annotate(told=Subquery(told.values("channel"))).values("told")[:1]),
        certified_on=Subquery(last.values("certified_on")[:1]),
        exited_on=Subquery(last.values("exited_on")[:1]),
    )


def publication_of(area: Area, period: Period) -> Publication | None:
    """The area's own publication for the period."""
    rows = Publication.objects.filter(area=area, label=period.label, return_code="EP8")
    return rows.select_related("published_by", "area").first()
