"""``python -m bench [line …] [--households N] [--rounds N]``: measure, and write what was measured down."""

import argparse
import importlib
import os
import platform
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from .city import HOUSEHOLDS, PROJECT, standing
from .measuring import ROUNDS, Measured, measured

LINES = Path(__file__).parent / "lines"
REPORT = PROJECT / "docs/performance.md"
BEGIN, END = "<!-- measured: written by make bench -->", "<!-- end of what was measured -->"


def main() -> int:
    names = sorted(path.stem for path in LINES.glob("[a-z]*.py"))
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument(
        "lines", nargs="*", metavar="line", help=f"which lines; all of them where none is named: {names}"
    )
    parser.add_argument("--households", type=int, default=HOUSEHOLDS, help="of the city; a smaller one is kept beside")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    asked = parser.parse_args()
    with standing(asked.households) as took:
        if took is not None:
            print(f"城市已建立，用时 {took:.0f} 秒")
        found = [one for name in asked.lines or names for one in _measured(name, asked.rounds)]
    table = _table(found)
    print(table)
    if not asked.lines and asked.households == HOUSEHOLDS:
        _write_down(table)
    return 0 if all(one.is_kept for one in found) else 1


def _measured(name: str, rounds: int) -> list[Measured]:
    print(f"… {name}", flush=True)
    module, found = importlib.import_module(f"bench.lines.{name}"), []
    for line in module.lines():
        found.append(measured(line, rounds))
        print(_line(found[-1]), end="", flush=True)
    return found


def _table(found: list[Measured]) -> str:
    head = (
        f"{datetime.now(UTC):%Y-%m-%d}, {platform.machine()}, {os.cpu_count()} cores, {platform.python_version()}\n\n"
        "| what | floor (s) | product (s) | ratio | promised | kept | beside | what limits it |\n"
        "|---|---|---|---|---|---|---|---|\n"
    )
    return head + "".join(_line(one) for one in found)


def _line(one: Measured) -> str:
    sign = "≥" if one.line.at_least else "≤"
    beside = "；".join(f"{what} {much}{'' if kept else ' ✗'}" for what, much, kept in one.extra)
    cells = (
        one.line.name,
        f"{median(one.floors):.3f}",
        f"{median(one.products):.3f}",
        f"{one.ratio:.2f}",
        "" if one.line.most is None else f"{sign} {one.line.most}",
        "yes" if one.is_kept else "no",
        beside,
        one.line.limit,
    )
    return f"| {' | '.join(cells)} |\n"


def _write_down(table: str) -> None:
    text = REPORT.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    REPORT.write_text(f"{before}{BEGIN}\n\n{table}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
