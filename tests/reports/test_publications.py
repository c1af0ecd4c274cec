"""Publishing: level by level, once, for good; later changes stand beside it and are adjusted in the next month."""

import datetime as dt

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from accounts.enums import Role
from accounts.models import AuditEntry
from households.models import HardToEmploySpell, Responsibility
from reports.actions import PublishRefused, publish
from reports.cells import EP8
from reports.models import Publication, PublishedFigure
from reports.queries import ep8_figures
from reports.queries.contents import is_intact
from reports.queries.lists import published_figure, published_list, published_page
from reports.queries.publications import draft
from reports.queries.sheets import sheet
from tests import factories

from .conftest import DECEMBER, NOVEMBER, after, published

JANUARY = DECEMBER.next()


def figure(publication, line):
    return publication.figures.get(line=line)


def values(publication):
    return dict(publication.figures.values_list("line", "value"))


def backdate(roster, name="P05", on="2010-11-19"):
    """The spell turns out to have begun in November."""
    HardToEmploySpell.objects.filter(pk=roster.spells[name].pk).update(certified_on=dt.date.fromisoformat(on))


def test_a_community_publishes_its_own_rows(november, city):
    made = publish(area=city.community, period=NOVEMBER, actor=city.worker, at=after(NOVEMBER))
    assert values(made) == ep8_figures(city.community, NOVEMBER)
    assert set(values(made)) == set(EP8)
    assert november.names(published_list(figure(made, "02"), NOVEMBER).order_by("pk")) == ["P03", "P04", "P08", "P12"]
    assert (made.label, made.last, made.layout, made.previous_hash) == (
        "2010-11",
        dt.date(2010, 11, 20),
        "EP8-DRAFT-3",
        "",
    )
    assert is_intact(made)
    entry = AuditEntry.objects.get(event="return.published")
    assert (entry.object_id, entry.details["area"]) == (made.pk, city.community.code)


def test_a_parents_figure_is_the_sum_of_its_childrens(november, city):
    november.person("Q01", community=city.neighbour)
    november.certify("Q01", "2010-11-01")
    made = published(city, NOVEMBER)
    assert figure(made["光明社区"], "02").value == 1
    for area in (city.street, city.district, city.city):
        told = made[area.name]
        assert figure(told, "02").value == 5
        assert figure(told, "02").row_ids == [
            *figure(made["向阳社区"], "02").row_ids,
            *figure(made["光明社区"], "02").row_ids,
        ]
        assert is_intact(told)


def test_a_parent_waits_for_all_its_children(november, city):
    publish(area=city.community, period=NOVEMBER, actor=city.worker, at=after(NOVEMBER))
    with pytest.raises(PublishRefused, match="还缺：光明社区"):
        publish(area=city.street, period=NOVEMBER, actor=city.street_officer, at=after(NOVEMBER))
    with pytest.raises(PublishRefused, match="还缺：和平街道"):
        publish(area=city.district, period=NOVEMBER, actor=city.district_officer, at=after(NOVEMBER))
    assert Publication.objects.count() == 1


def test_a_child_that_no_longer_exists_is_not_waited_for(november, city):
    factories.AreaFactory(code="990103001003", name="旧社区", parent=city.street, valid_to=dt.date(2010, 11, 19))
    publish(area=city.community, period=NOVEMBER, actor=city.worker, at=after(NOVEMBER))
    publish(area=city.neighbour, period=NOVEMBER, actor=city.neighbour_worker, at=after(NOVEMBER))
    assert publish(area=city.street, period=NOVEMBER, actor=city.street_officer, at=after(NOVEMBER))


def test_nothing_is_published_before_the_period_has_ended(november, city):
    with pytest.raises(PublishRefused, match="2010-11-21起方可上报"):
        publish(area=city.community, period=NOVEMBER, actor=city.worker, at=after(NOVEMBER, 0))
    with pytest.raises(IntegrityError, match="publication_is_of_a_period_that_has_ended"), transaction.atomic():
        Publication.objects.create(
            return_code="EP8",
            layout="x",
            label="2010-11",
            first=NOVEMBER.first,
            last=NOVEMBER.last,
            area=city.community,
            published_by=city.worker,
            published_at=after(NOVEMBER, 0),
            content_hash="0" * 64,
        )


def test_only_the_own_area_is_published_and_only_by_those_who_may(november, city):
    leader = factories.UserFactory(area=city.street, role=Role.STREET_LEADER)
    for area, actor in (
        (city.community, city.street_officer),
        (city.neighbour, city.worker),
        (city.street, city.worker),
        (city.street, leader),
    ):
        with pytest.raises(PublishRefused, match="您不能代为上报"):
            publish(area=area, period=NOVEMBER, actor=actor, at=after(NOVEMBER))
    assert not Publication.objects.exists()


def test_a_return_is_published_once_and_in_turn(november, city):
    publish(area=city.community, period=NOVEMBER, actor=city.worker, at=after(NOVEMBER))
    with pytest.raises(PublishRefused, match="已经上报，不能再次上报"):
        publish(area=city.community, period=NOVEMBER, actor=city.second_worker, at=after(NOVEMBER))
    with pytest.raises(PublishRefused, match="不能再补报"):
        publish(area=city.community, period=NOVEMBER.previous(), actor=city.worker, at=after(NOVEMBER))
    with pytest.raises(PublishRefused, match="逐月上报：向阳社区最近一次上报的是2010-11"):
        publish(area=city.community, period=JANUARY, actor=city.worker, at=after(JANUARY))
    made = Publication.objects.get()
    made.pk = None
    with pytest.raises(IntegrityError, match="publication_one_per_return_period_and_area"), transaction.atomic():
        made.save(force_insert=True)


def test_a_return_whose_checks_fail_is_refused_by_name(november, city, monkeypatch):
    monkeypatch.setitem(EP8, "13", EP8["02"].__class__("13", EP8["02"].base, EP8["02"].condition))
    with pytest.raises(PublishRefused, match="第13行（4）应等于第14至18行之和（2）"):
        publish(area=city.community, period=NOVEMBER, actor=city.worker, at=after(NOVEMBER))
    assert not Publication.objects.exists()


def test_a_later_change_stands_beside_the_published_figure(november, city):
    made = published(city, NOVEMBER)
    backdate(november)
    for area in (city.community, city.street, city.city):
        rows = {row.line.code: row for row in sheet(area, NOVEMBER).rows}
        assert str(rows["02"].own.difference) == "上报 4，现为 5"
        assert str(rows["19"].own.difference) == "上报 10，现为 11"
        assert rows["13"].own.difference is None
    told = figure(made["向阳社区"], "02")
    assert november.names(published_list(told, NOVEMBER).order_by("pk")) == ["P03", "P04", "P08", "P12"]
    assert november.names(published_page(told, NOVEMBER, start=1, size=2)) == ["P04", "P08"]


def test_the_published_list_outlives_a_move(november, city):
    publish(area=city.community, period=NOVEMBER, actor=city.worker, at=after(NOVEMBER))
    november.homes["H1"].responsibilities.update(area=city.neighbour)
    told = published_figure(city.community, NOVEMBER, "44")
    assert november.names(published_page(told, NOVEMBER, start=0, size=50)) == ["H2"]
    assert november.names(
        published_page(published_figure(city.community, NOVEMBER, "42"), NOVEMBER, start=0, size=9)
    ) == ["H1"]


def test_the_difference_is_adjusted_once_in_the_next_month(november, city):
    first = published(city, NOVEMBER)
    backdate(november)
    second = published(city, DECEMBER)
    for area in (city.community, city.street, city.city):
        made = second[area.name]
        assert {line: one.adjustment for line, one in figures_of(made).items() if one.adjustment} == {
            "01": 1,
            "02": 1,
            "03": 1,
            "19": 1,
            "20": 1,
        }
        assert (figure(made, "01").value, figure(made, "02").value) == (11, 0)
        assert made.previous_hash == first[area.name].content_hash
        assert not sheet(area, DECEMBER).failures
    third = published(city, JANUARY)
    assert not any(one.adjustment for one in figures_of(third["示例市"]).values())


def figures_of(publication):
    return {one.line: one for one in publication.figures.all()}


def test_what_changes_after_two_months_is_still_adjusted(november, city):
    published(city, NOVEMBER)
    published(city, DECEMBER)
    backdate(november)  # in November, published long ago; December opened without it
    ready = draft(city.community, JANUARY)
    assert ready.figures["02"].adjustment == 0
    by_month = {(one["line"], one.get("period")): one["by"] for one in ready.adjustments}
    assert by_month["02", "2010-11"] == 1
    assert by_month["02", "2010-12"] == -1
    published(city, JANUARY)
    february = JANUARY.next()
    assert draft(city.community, february).adjustments == []


def test_a_move_between_communities_is_an_adjustment_of_the_opening(november, city):
    published(city, NOVEMBER)
    home = november.homes["H1"]
    home.responsibilities.update(validity=DateRange(dt.date(2009, 1, 1), dt.date(2010, 12, 1)))
    Responsibility.objects.create(household=home, area=city.neighbour, validity=DateRange(dt.date(2010, 12, 1), None))
    made = published(city, DECEMBER)
    assert (figure(made["向阳社区"], "01").value, figure(made["向阳社区"], "01").adjustment) == (8, -2)
    assert (figure(made["光明社区"], "01").value, figure(made["光明社区"], "01").adjustment) == (2, 2)
    assert (figure(made["和平街道"], "01").value, figure(made["和平街道"], "01").adjustment) == (10, 0)
    assert {"line": "01", "moved": -2} in made["向阳社区"].adjustments


@pytest.mark.parametrize("table", ["reports_publication", "reports_publishedfigure"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
@pytest.mark.parametrize("as_owner", [False, True])
def test_what_was_published_cannot_be_changed(november, city, table, statement, as_owner):
    publish(area=city.community, period=NOVEMBER, actor=city.worker, at=after(NOVEMBER))
    with connection.cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS ALL IMMEDIATE; SET LOCAL ROLE {'NONE' if as_owner else 'jiuyuan_app'}")
        with pytest.raises(DatabaseError, match="append-only" if as_owner else "denied"), transaction.atomic():
            cursor.execute(statement.format(table))


def test_a_figure_is_the_number_of_its_rows(november, city):
    made = publish(area=city.community, period=NOVEMBER, actor=city.worker, at=after(NOVEMBER))
    with pytest.raises(IntegrityError, match="published_figure_is_the_number_of_its_rows"), transaction.atomic():
        PublishedFigure.objects.create(publication=made, line="99", value=3, row_ids=[1, 2])


def test_the_content_hash_tells_an_added_line(november, city):
    made = publish(area=city.community, period=NOVEMBER, actor=city.worker, at=after(NOVEMBER))
    assert is_intact(made)
    PublishedFigure.objects.create(publication=made, line="99", value=0, row_ids=[])
    assert not is_intact(made)


@pytest.mark.django_db(transaction=True)
def test_somebody_else_publishing_at_the_same_time_is_told(city, settings):
    import threading

    from django.db import connections

    from accounts.models import Area

    held, done = threading.Event(), threading.Event()

    def hold():
        with transaction.atomic():
            Area.objects.select_for_update(no_key=True).get(pk=city.community.pk)
            held.set()
            done.wait(10)
        connections.close_all()

    other = threading.Thread(target=hold)
    other.start()
    held.wait(10)
    try:
        with pytest.raises(PublishRefused, match="正在由他人上报"):
            publish(area=city.community, period=NOVEMBER, actor=city.worker, at=after(NOVEMBER))
    finally:
        done.set()
        other.join()
