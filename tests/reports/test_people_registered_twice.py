"""One human registered twice, and then merged: every figure and list counts one, in every month, published or not."""

import datetime as dt

import pytest

from approvals.workflow import Status
from households.actions import merging
from households.actions.memberships import MoveRefused
from households.enums import ExitReason
from households.models import (
    Exit,
    HardToEmploySpell,
    MonthlyConfirmation,
    Person,
    PersonMerge,
    ZeroFamilyCase,
)
from households.queries import responsibility_links, unfiled
from households.queries.pages import month_progress
from reports.actions import publish
from reports.queries import ep8_figures, ep8_rows
from reports.queries.publications import draft
from tests.casework import NOTICE_ENDED, certified, household_of
from tests.reports.conftest import DECEMBER, NOVEMBER, after
from tests.rows import leaving
from tests.setting import SHANGHAI

MERGED = dt.datetime(2010, 12, 6, 9, tzinfo=SHANGHAI)  # in the report month of December, November not published yet


def merged(city, survivor, duplicate, at=MERGED):
    proposed = merging.propose_merge(
        survivor=survivor, id_number=duplicate.id_number, reason="同一人", worker=city.worker, at=at
    )
    return merging.decide_merge(merge=proposed, merges=True, comment="", officer=city.street_officer, at=at)


def counted(area, period, *lines):
    figures = ep8_figures(area, period)
    return [figures[line] for line in lines]


@pytest.fixture
def twice(city, roster):
    """In one community in status since August; in the other since September too, placed in both, exited there."""
    roster.person("周真", home="A")
    roster.person("周甄", home="B", community=city.neighbour)
    roster.certify("周真", "2010-08-25", "C01")
    roster.certify("周甄", "2010-09-25", "C01", exit=("2010-11-12", ExitReason.STABLE))
    roster.employ("周真", "flexible", "2010-10-25")
    roster.employ("周甄", "flexible", "2010-10-26")
    return roster


LINES = ("01", "02", "13", "19", "29", "32", "39")


def test_two_times_in_status_of_one_human_on_the_same_days_count_once(city, twice):
    survivor, duplicate = twice.people.values()
    assert counted(city.street, NOVEMBER, *LINES) == [2, 0, 1, 1, 2, 2, 2]
    merge = merged(city, survivor, duplicate)
    assert counted(city.street, NOVEMBER, *LINES) == [1, 0, 0, 1, 1, 1, 1]
    assert counted(city.neighbour, NOVEMBER, *LINES) == [0] * 7
    assert counted(city.street, DECEMBER, *LINES) == [1, 0, 0, 1, 0, 0, 1]
    assert set(ep8_rows(city.street, NOVEMBER, "29")) == {survivor}
    merging.undo_merge(merge=merge, reason="两人", officer=city.street_officer, at=MERGED)
    assert counted(city.street, NOVEMBER, *LINES) == [2, 0, 1, 1, 2, 2, 2]


def test_the_months_confirmations_count_one(city, twice):
    month = dt.date(2010, 11, 1)
    for spell in twice.spells.values():
        MonthlyConfirmation.objects.create(spell=spell, month=month)
    merged(city, *twice.people.values())
    assert month_progress(MonthlyConfirmation.objects.visible_to(city.street_officer), month).total == 1


def test_two_statuses_that_began_on_one_day_are_one(city, roster):
    for name, home in (("周真", "A"), ("周甄", "B")):
        roster.person(name, home=home)
    roster.certify("周真", "2010-11-05", "C01")
    roster.certify("周甄", "2010-11-05", "C01", exit=("2010-11-05", ExitReason.OTHER))
    merged(city, *roster.people.values())
    assert counted(city.community, NOVEMBER, "02", "13", "19") == [1, 0, 1]


def test_a_month_one_community_has_published_is_not_counted_by_the_other_too(city, roster):
    """The status came from the neighbour's registration. November is the neighbour's; December the survivor's."""
    roster.person("周真", home="A")
    roster.person("周甄", home="B", community=city.neighbour)
    roster.certify("周甄", "2010-11-05", "C01")
    roster.employ("周甄", "flexible", "2010-11-08")
    survivor, duplicate = roster.people.values()
    publish(area=city.neighbour, period=NOVEMBER, actor=city.neighbour_worker, at=after(NOVEMBER))
    merged(city, survivor, duplicate)
    spell = HardToEmploySpell.objects.get()
    assert (spell.person, spell.registered_as) == (survivor, duplicate)
    lines = ("02", "19", "29", "32")
    assert [counted(area, NOVEMBER, *lines) for area in (city.community, city.neighbour)] == [[0] * 4, [1] * 4]
    assert [counted(area, DECEMBER, "01", "39") for area in (city.community, city.neighbour)] == [[1, 1], [0, 0]]
    publish(area=city.community, period=NOVEMBER, actor=city.worker, at=after(NOVEMBER, 20))
    for area, moved in ((city.community, 1), (city.neighbour, -1)):
        assert draft(area, DECEMBER).adjustments == [{"line": "01", "moved": moved}]


def test_what_was_published_twice_is_corrected_in_the_next_month(city, twice):
    survivor, duplicate = twice.people.values()
    for area, actor in ((city.community, city.worker), (city.neighbour, city.neighbour_worker)):
        publish(area=area, period=NOVEMBER, actor=actor, at=after(NOVEMBER))
    merged(city, survivor, duplicate)
    corrections = {entry["line"]: entry["by"] for entry in draft(city.neighbour, DECEMBER).adjustments}
    assert (corrections["13"], corrections["29"], corrections["32"]) == (-1, -1, -1)
    assert draft(city.community, DECEMBER).adjustments == []


@pytest.fixture
def families(city, roster):
    """One human the only member of two households, both certified, one under each registration."""
    for name, home, community in (("周真", "A", city.community), ("周甄", "B", city.neighbour)):
        roster.person(name, home=home, community=community)
        roster.family(home, "2010-11-05")
    return roster


def test_a_family_registered_twice_waits_until_one_case_is_closed_and_then_counts_once(city, families):
    assert counted(city.street, NOVEMBER, "41", "44") == [2, 2]
    with pytest.raises(MoveRefused, match="先办理该户的退出"):
        merged(city, *families.people.values())
    PersonMerge.objects.all().delete()
    ZeroFamilyCase.objects.filter(pk=families.cases["B"].pk).update(ended_on=dt.date(2010, 12, 1), end_reason="other")
    merged(city, *families.people.values())
    assert counted(city.street, NOVEMBER, "41", "44") == [1, 1]
    assert counted(city.street, DECEMBER, "40", "43", "44") == [1, 0, 1]


def test_a_family_whose_other_household_has_no_case_still_counts(city, families):
    ZeroFamilyCase.objects.filter(pk=families.cases["A"].pk).delete()
    ZeroFamilyCase.objects.update(ended_on=dt.date(2010, 12, 1), end_reason="other")
    merged(city, *families.people.values())
    assert counted(city.street, NOVEMBER, "41", "44") == [1, 1]


def test_a_promise_kept_by_the_merged_registration_stays_kept(city, families):
    """The work goes to the survivor, who never lived there under that registration."""
    roster = families
    roster.person("周妻", home="B", community=city.neighbour)
    roster.employ("周甄", "flexible", "2010-11-08")
    merged(city, roster.people["周真"], roster.people["周甄"])
    placed = dict(ZeroFamilyCase.objects.with_placement().values_list("pk", "placed_on"))
    on = dt.date(2010, 11, 8)
    assert placed == {roster.cases["A"].pk: on, roster.cases["B"].pk: on}
    assert counted(city.street, NOVEMBER, "42") == [2]  # two families: the wife's is her own


def test_a_family_with_a_case_under_way_is_not_emptied(city, families):
    ZeroFamilyCase.objects.all().delete()
    case = families._certification(families.homes["B"], None, dt.date(2010, 11, 5))
    type(case).objects.filter(pk=case.pk).update(status=Status.DRAFT, certified_on=None, decided_reasons=[])
    with pytest.raises(MoveRefused, match="正在办理"):
        merged(city, *families.people.values())


def test_registered_and_merged_on_one_day_nobody_is_found_twice(city):
    """The duplicate's membership lasts its one day; the rules count nobody of it."""
    survivor = household_of(city, {"name": "周真"}).memberships.get().person
    home = household_of(city, {"name": "周甄"}, at=NOTICE_ENDED)
    place = home.memberships.get()
    today = NOTICE_ENDED.date()
    place.validity = type(place.validity)(today, None)
    place.save()
    merged(city, survivor, place.person, NOTICE_ENDED)
    found = (unfiled.people_found(city.worker, today), unfiled.families_found(city.worker, today))
    assert [[row.household for row in rows] for rows in found] == [[survivor.memberships.get().household]] * 2
    (own,) = responsibility_links.coverage(city.worker, today)
    assert own.households == 1


def test_no_worklist_shows_the_merged_registration(city):
    survivor, home = household_of(city, {"name": "周真"}).memberships.get().person, household_of(city, {"name": "周甄"})
    certified(city, household_of(city, {"name": "旁人"}))
    duplicate = home.memberships.get().person
    merged(city, survivor, duplicate, NOTICE_ENDED)
    assert duplicate not in Person.objects.visible_to(city.worker)
    assert not HardToEmploySpell.objects.open().filter(person=duplicate).exists()
    assert duplicate.pk not in {row.person_id for row in unfiled.people_found(city.worker, NOTICE_ENDED.date())}


def test_somebody_merged_is_not_merged_on(city, roster):
    """Three registrations of one human: the second proposal waits for nobody's first."""
    for name in ("甲", "乙", "丙"):
        roster.person(name, home=name)
    first, second, third = roster.people.values()
    proposed = merging.propose_merge(
        survivor=first, id_number=second.id_number, reason="同一人", worker=city.worker, at=MERGED
    )
    merged(city, second, third)
    with pytest.raises(MoveRefused, match="已有别的登记并入"):
        merging.decide_merge(merge=proposed, merges=True, comment="", officer=city.street_officer, at=MERGED)


def test_an_exit_of_the_status_that_stays_behind_is_decided_already(city, twice):
    """What stays with the duplicate has ended: nothing of it waits for anybody."""
    survivor, duplicate = twice.people.values()
    leaving(twice.spells["周甄"], status=Status.APPROVED, reason="stable", effective_on=dt.date(2010, 11, 12))
    merged(city, survivor, duplicate)
    assert not Exit.objects.live().filter(spell__person=duplicate).exists()
