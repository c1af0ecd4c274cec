"""Taking turns: a floor and the product, five rounds of each, and the middle of them."""

import resource
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import Any

ROUNDS = 5
REPEATED = 10  # of what takes milliseconds
Extra = tuple[str, str, bool]  # another figure: what, how much, whether it is kept
FLOORS = Path(__file__).parent / "floors"


@dataclass
class Line:
    """One promise. ``floor`` and ``product`` do the work once, given the number of the round; what they return is not
    looked at. ``most`` is the highest ratio allowed, None where none is
    promised. ``limit`` says what it is that takes the time.

    ``prepare`` comes before each of them and is not counted. ``extra`` is asked last for other figures: what, how much,
    whether it is kept.
    """

    name: str
    most: float | None
    limit: str
    floor: Callable[[int], Any]
    product: Callable[[int], Any]
    prepare: Callable[[int], Any] = lambda number: None
    extra: Callable[[], list[Extra]] = list
    at_least: bool = False  # the ratio is to be reached, not to be kept under


@dataclass
class Measured:
    """What came of a line, in seconds."""

    line: Line
    floors: list[float] = field(default_factory=list)
    products: list[float] = field(default_factory=list)
    extra: list[Extra] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        floor, product = median(self.floors), median(self.products)
        return floor / product if self.line.at_least else product / floor

    @property
    def is_kept(self) -> bool:
        most = self.line.most
        kept = most is None or (self.ratio >= most if self.line.at_least else self.ratio <= most)
        return kept and all(kept for *_, kept in self.extra)


def measured(line: Line, rounds: int = ROUNDS) -> Measured:
    """Alternate the two, so that whatever else the machine does falls on both."""
    found = Measured(line)
    for number in range(rounds):
        for work, times in ((line.floor, found.floors), (line.product, found.products)):
            line.prepare(number)
            began = time.perf_counter()
            work(number)
            times.append(time.perf_counter() - began)
    found.extra = line.extra()
    return found


def floor_sql(name: str) -> str:
    """The plain SQL of ``floors/<name>.sql``."""
    return (FLOORS / f"{name}.sql").read_text(encoding="utf-8")


def run_sql(name: str, parameters: dict[str, Any] | None = None) -> None:
    """Every statement of a floor, all rows fetched."""
    execute([(statement, parameters) for statement in filter(str.strip, floor_sql(name).split(";"))])


def execute(statements: Sequence[tuple[str, Any]]) -> None:
    """Every statement with its parameters, all rows fetched."""
    from django.db import connection

    with connection.cursor() as cursor:
        for sql, parameters in statements:
            cursor.execute(sql, parameters)
            if cursor.description:
                cursor.fetchall()


def statements_of(ask: Callable[[], Any]) -> list[tuple[str, Any]]:
    """What ``ask`` reads from the database, once whatever is kept in memory is kept there."""
    from django.db import connection

    asked: list[tuple[str, Any]] = []

    def note(perform: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
        asked.append((sql, parameters))
        return perform(sql, parameters, many, context)

    ask()
    with connection.execute_wrapper(note):
        ask()
    return [(sql, parameters) for sql, parameters in asked if sql.startswith("SELECT")]


def repeated(work: Callable[[], Any]) -> None:
    """What takes milliseconds, often enough to be timed."""
    for _ in range(REPEATED):
        work()


def percentile_95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]


@contextmanager
def peak_memory() -> Iterator[list[float]]:
    """The most memory this process took within the block beyond what it had before, in MB, as its only item."""
    held, stop = [0.0], threading.Event()
    before = _resident()

    def watch() -> None:
        while not stop.wait(0.02):
            held[0] = max(held[0], _resident() - before)

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield held
    finally:
        stop.set()
        watcher.join()


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20
