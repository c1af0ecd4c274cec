"""申请材料: which papers a certification asks for, and whether those shown are still fresh. Pure.

哈人社发〔2010〕230号 第四条(一) asks for proof of the facts and lists none: the list is a design default,
the months come from ``cert.material_months``.
"""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from households.enums import Category, Material
from policy.deadlines import add_months

EVERYBODY = (Material.ID_CARD, Material.HOUSEHOLD_BOOK, Material.UNEMPLOYMENT)
OF_CATEGORY: Mapping[Category, Material] = {
    Category.C03: Material.DISABILITY,
    Category.C04: Material.ALLOWANCE,
    Category.C05: Material.EMPLOYMENT_BEFORE,
    Category.C06: Material.LAND_LOSS,
    Category.C07: Material.SINGLE_PARENT,
    Category.C08: Material.HONOUR,
    Category.C09: Material.MARTYR,
    Category.C10: Material.MILITARY_SPOUSE,
}


class MaterialState(StrEnum):
    MISSING = "缺"
    FRESH = "齐"
    STALE = "已过期"


@dataclass(frozen=True, slots=True)
class Shown:
    """A paper shown: the day it was issued, the day it was seen."""

    issued_on: dt.date
    seen_on: dt.date


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the list. ``fresh_until`` is the last day on which the paper counts, None where it does not age."""

    material: Material
    state: MaterialState
    shown: Shown | None = None
    fresh_until: dt.date | None = None


def needed(categories: Collection[Category]) -> tuple[Material, ...]:
    """The papers to be shown for these categories, in the order of the list."""
    extra = {OF_CATEGORY[category] for category in categories if category in OF_CATEGORY}
    return (*EVERYBODY, *(material for material in Material if material in extra))


def checklist(
    asked: Collection[Material], shown: Mapping[Material, Shown], months: Mapping[str, int], on: dt.date
) -> list[Item]:
    """How the list stands on the day ``on``; ``months`` is how old a paper may be, by its kind: one not named there
    does not age. What was shown beyond the list stands at its end."""
    kinds = [*asked, *(kind for kind in Material if kind in shown and kind not in asked)]
    return [_item(kind, shown.get(kind), months.get(kind.value), on) for kind in kinds]


def _item(kind: Material, shown: Shown | None, months: int | None, on: dt.date) -> Item:
    if shown is None:
        return Item(kind, MaterialState.MISSING)
    last = add_months(shown.issued_on, months) if months is not None else None
    state = MaterialState.STALE if last is not None and last < on else MaterialState.FRESH
    return Item(kind, state, shown, last)
