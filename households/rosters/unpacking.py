"""A program of its own: a workbook on standard input, its sheets as JSON on standard output.

What unpacks a workbook is written in another language and gives up its whole process where memory runs out, as two
cells at the ends of a sheet can make it. So it runs apart, with limits of its own: arguments are the bytes of memory,
the seconds of processor time, and the cells a sheet may span. Imports nothing of ours.
"""

import contextlib
import datetime as dt
import io
import json
import sys
from typing import Any

PASSWORD, DAMAGED, SPAN = "PASSWORD", "DAMAGED", "SPAN"


def main() -> None:
    import resource

    memory, seconds, cells = (int(argument) for argument in sys.argv[1:])
    content = sys.stdin.buffer.read()
    with contextlib.suppress(ValueError, OSError):  # where the machine has a stricter limit, or none to set
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    json.dump(unpacked(content, cells), sys.stdout, ensure_ascii=False, separators=(",", ":"))


def unpacked(content: bytes, most_cells: int) -> dict[str, Any]:
    """The visible sheets with their rows from the first on, the names of the hidden ones, or ``error``."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    sheets, hidden = [], []
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for place, sheet in enumerate(book.sheets_metadata):
            if sheet.typ != SheetTypeEnum.WorkSheet:
                continue
            if sheet.visible != SheetVisibleEnum.Visible:
                hidden.append(sheet.name)
                continue
            found = book.get_sheet_by_index(place)
            last_row, last_column = found.end or (0, 0)
            if (last_row + 1) * (last_column + 1) > most_cells:
                return {"error": SPAN, "sheet": sheet.name, "height": last_row + 1}
            sheets.append(_sheet(sheet.name, found))
    except PasswordError:
        return {"error": PASSWORD}
    except (CalamineError, ValueError, OverflowError) as error:
        return {"error": PASSWORD if "password" in str(error).lower() else DAMAGED}
    return {"sheets": sheets, "hidden": hidden}


def _sheet(name: str, found: Any) -> dict[str, Any]:
    rows = [[_plain(cell) for cell in row] for row in found.to_python(skip_empty_area=False)]
    return {"name": name, "rows": rows, "merged": [[*first, *last] for first, last in found.merged_cell_ranges or ()]}


def _plain(cell: Any) -> Any:
    """A cell as JSON holds it: a day as a list of its ISO form, so that it is told from words."""
    match cell:
        case dt.datetime() | dt.date():
            return [cell.isoformat()]
        case dt.time() | dt.timedelta():
            return str(cell)
    return cell


if __name__ == "__main__":
    main()
