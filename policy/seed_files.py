"""The documents, values and calendars shipped with the product, as read from ``policy/seeds``. Pure."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

SEEDS = Path(__file__).parent / "seeds"


@dataclass(frozen=True)
class SeededValue:
    """A value of a parameter from the day ``since`` on, with its article."""

    key: str
    since: dt.date
    value: Any
    article: str


@dataclass(frozen=True)
class SeedFile:
    """One document: its register entry, the values it sets, and the calendar it announces (year, days), if any."""

    document: dict[str, Any]
    values: tuple[SeededValue, ...]
    year: int | None
    days: tuple[tuple[dt.date, bool, str], ...]


def read_seeds(folder: Path = SEEDS) -> Iterator[SeedFile]:
    """Every seed file in ``folder``, in the order of their names."""
    for path in sorted(folder.glob("*.yaml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        calendar = content.get("calendar") or {}
        yield SeedFile(
            document=content["document"],
            values=tuple(SeededValue(v["key"], v["since"], v["value"], v["article"]) for v in content["values"]),
            year=calendar.get("year"),
            days=tuple((day["day"], day["works"], day["title"]) for day in calendar.get("days", ())),
        )
