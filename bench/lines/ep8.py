"""EP8 of the city over all areas against the bare cross-tabs of the same bases."""

from bench.measuring import Line, run_sql


def lines() -> list[Line]:
    from django.utils import timezone

    from accounts.models import Area
    from reports.queries.figures import figures_of, period_of_day

    city = Area.objects.get(code="230100")
    areas = list(Area.objects.below(city))
    period = period_of_day(timezone.localdate(), city).previous()
    year = period.year_so_far()
    days = {"first": period.first, "last": period.last, "year": year.first}

    def count(number: int) -> None:
        figures_of(areas, periods=[period], within=city)

    return [
        Line(
            f"EP8 of the city, {len(areas)} areas",
            3,
            "which community answered for whom on the last day, asked for every row",
            lambda number: run_sql("ep8", days),
            count,
        )
    ]
