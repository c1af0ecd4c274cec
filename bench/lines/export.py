"""A workbook of 100,000 people: the list's own columns against the bare writer given the same values."""

from bench.measuring import Line, peak_memory

ROWS = 100_000
FLAT_MB = 64


def lines() -> list[Line]:
    from django.urls import reverse

    from accounts.lists.views import as_seen_by
    from accounts.models import User
    from ui import exports, ledgers

    view = as_seen_by(User.objects.get(username="shiju"), reverse("households:people"))
    columns = view.get_columns()
    rows = list(view.get_queryset().order_by(*view.order)[:ROWS])
    values = list(exports.cells(columns, rows))
    layout = ledgers.Layout(
        "人员",
        ("人员",),
        (),
        [column.title for column in columns],
        [column.cell.width for column in columns],
        [column.cell.number_format for column in columns],
    )

    def memory() -> list[tuple[str, str, bool]]:
        with peak_memory() as held:
            exports.workbook(columns, iter(rows), title="人员")
        return [("内存", f"{held[0]:.0f} MB", held[0] <= FLAT_MB)]

    return [
        Line(
            f"export of {len(rows):,} people × {len(columns)} columns",
            1.5,
            "the columns' functions and the guard against formulas, once a cell",
            lambda number: ledgers.written(layout, iter(values)),
            lambda number: exports.workbook(columns, iter(rows), title="人员"),
            extra=memory,
        )
    ]
