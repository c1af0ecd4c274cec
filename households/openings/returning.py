"""The lines of a file that cannot be taken over, as a workbook, each with the reason."""

import io
from collections.abc import Mapping, Sequence

from households.rosters.headings import Table
from households.rosters.members import Fault
from households.rosters.returning import lines_back


def returned(tables: Sequence[Table], reasons: Mapping[tuple[str, int], str]) -> io.BytesIO:
    """The lines that ``reasons`` (by sheet and line) are given of. It is a file of the same kind itself: put right, it
    can be given as it is."""
    faults: dict[int, dict[int, list[Fault]]] = {}
    for place, table in enumerate(tables):
        for line in table.lines:
            why = reasons.get((table.sheet.name[:100], line.number))
            if why is not None:
                faults.setdefault(place, {})[line.number] = [Fault(place, line.number, "", why)]
    return lines_back(dict(enumerate(tables)), faults)
