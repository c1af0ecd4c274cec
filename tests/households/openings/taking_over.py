"""An opening of the small city's district: its files, made here, and the people they are about."""

import datetime as dt

from django.core.files.base import ContentFile

from households.enums import RegistrationKind
from households.openings import book
from households.openings.actions import entering, preparing, reading
from households.openings.actions.preparing import Control
from households.openings.kinds import CERTIFICATES, FAMILIES, KINDS, PEOPLE, PLACEMENTS
from households.openings.reconciling import reconciliation
from tests import factories
from tests.casework import MONDAY
from tests.households.rosters.books import xlsx

AT = MONDAY
CUT_OVER = dt.date(2026, 8, 20)  # the last day of a report month
JULY = dt.date(2026, 7, 1)
HEADS = {
    "families": ["户主姓名", "身份证号码", "认定时间", "应安置日期", "期限依据", "文号"],
    "people": ["姓名", "身份证号", "人员类别", "认定日期", "认定文号"],
    "certificates": ["持证人", "身份证号", "证件种类", "证号", "发证日期", "年检日期", "年检结果"],
    "placements": ["姓名", "身份证号", "就业形式", "就业日期", "单位名称", "证明材料"],
}


def silent(done, total, sentence):
    """A report nobody reads."""


def registered(city, name="李一", *, area=None, since=JULY, **values):
    """Somebody of the roster, alone in a household, registered unemployed."""
    home = factories.HouseholdFactory(area=area or city.community)
    person = factories.member(home, **({"name": name, "born": dt.date(1972, 1, 5)} | values))
    factories.registered(person, RegistrationKind.UNEMPLOYED, since)
    return person


def begun(city, **values):
    told = {"area": city.district, "cut_over_on": CUT_OVER, "system": "就业援助管理系统 2.0"}
    return preparing.begin(**told | {"officer": city.district_officer, "at": AT} | values)


def given(city, opening, kind, *rows, heads=None, officer=None):
    """A file of the rows, taken in and read as far as it can be."""
    content = xlsx([heads or HEADS[kind.code], *rows])
    told = {"officer": officer or city.district_officer, "at": AT}
    file = preparing.take_in(opening=opening, kind=kind, content=ContentFile(content), **told)
    return looked_into(city, file, kind)


def looked_into(city, file, kind, report=silent):
    with file.file.open() as stored:
        tables = reading.look_into(file=file, kind=kind, content=stored.read())
    file.refresh_from_db()
    if not book.missing(file, kind):
        reading.read(file=file, kind=kind, tables=tables, officer=city.district_officer, at=AT, report=report)
        file.refresh_from_db()
    return file


def family(person, certified="2010.3.1", due="", source="", number="南就认〔2010〕5号"):
    return [person.name, person.id_number, certified, due, source, number]


def certified(person, categories="“4050”失业人员", since="2025-03-01", number="南就认〔2025〕7号"):
    return [person.name, person.id_number, categories, since, number]


def card(person, serial="HRB-000123", kind="再就业优惠证", issued="2020-05-04", inspected="2026-03-01", result="合格"):
    return [person.name, person.id_number, kind, serial, issued, inspected, result]


def placed(person, since="2026-03-10", kind="单位就业", employer="某某工厂", proof="合同 12 号"):
    return [person.name, person.id_number, kind, since, employer, proof]


def agreed(city, opening, **figures):
    """The old system's figures of the community, as the rows have them unless ``figures`` say otherwise."""
    why = "旧系统漏统计" if figures else ""
    controls = [
        Control(one.kind.code, place.community.pk, figures.get(one.kind.code, one.counted), why)
        for place in reconciliation(opening, KINDS).places
        if place.community is not None
        for one in place.tallies
    ]
    preparing.set_controls(opening=opening, controls=controls, officer=city.district_officer, at=AT)
    return preparing.present(opening=opening, kinds=KINDS, officer=city.district_officer, at=AT)


def entered(city, opening, at=AT, **figures):
    """The opening reconciled, accepted by the city and entered."""
    agreed(city, opening, **figures)
    entering.accept(opening=opening, kinds=KINDS, officer=city.city_officer, at=at)
    return entering.enter(opening=opening, kinds=KINDS, at=at, report=silent)


__all__ = ["CERTIFICATES", "FAMILIES", "KINDS", "PEOPLE", "PLACEMENTS"]
