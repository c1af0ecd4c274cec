"""Lines 22 to 28: what was given to people in status, in one line each; and how many people that were."""

import datetime as dt

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from assistance.enums import COUNTED_SERVICES, ServiceKind, VisitKind
from assistance.models import Service
from households.actions import merging
from households.enums import ExitReason
from households.models import Membership, Responsibility
from reports.actions import publish
from reports.queries import checks_hold, ep8_figures, ep8_rows
from reports.queries.lists import published_figure, published_list, published_page
from reports.queries.publications import draft
from tests.accounts.jobbing import taken_away

from .conftest import DECEMBER, NOVEMBER, after, published

LINES = [f"{line}" for line in range(22, 29)]
STRUCK = {"struck_at": after(NOVEMBER), "struck_because": "登记在了别人名下"}


def counted(area, period=NOVEMBER):
    figures = ep8_figures(area, period)
    assert checks_hold(figures)
    return [figures[line] for line in LINES]


def named(roster, line, area=None, period=NOVEMBER):
    return roster.names(ep8_rows(area or roster.community, period, line))


@pytest.fixture
def certified(roster):
    """甲 in status since September, at work since before."""
    roster.person("甲", home="A")
    roster.certify("甲", "2010-09-01")
    return roster


@pytest.fixture
def job(certified):
    return certified.employ("甲", "enterprise", "2010-08-01")


def test_every_kind_counts_in_one_line_or_in_none(certified):
    lines = {"guidance": "22", "training": "24", "startup_training": "25"}
    for kind in set(ServiceKind) - {ServiceKind.REFERRAL}:
        support = {"authority": "税务局", "period": DateRange(dt.date(2010, 11, 1), None)}
        values = support if kind in ("premises", "tax_relief") else {}
        values |= {"continuity": "continued"} if kind == ServiceKind.INSURANCE else {}
        made = certified.serve("甲", kind, "2010-11-01", **values)
        expected = lines.get(kind, "26") if kind in COUNTED_SERVICES else None
        figures = dict(zip(LINES, counted(certified.community), strict=True))
        assert figures == dict.fromkeys(LINES, 0) | ({expected: 1, "28": 1} if expected else {}), kind
        Service.objects.filter(pk=made.pk).delete()


def test_every_post_offered_is_a_referral_whatever_was_answered(certified):
    for answer in ({}, {"answer": "accepted"}, {"answer": "refused", "refusal": "路途远"}):
        answered = {"answered_on": dt.date(2010, 11, 2)} if answer else {}
        certified.refer("甲", "2010-11-01", **answer, **answered)
    certified.serve("甲", "referral", "2010-11-01", outcome="refused")
    assert counted(certified.community) == [0, 3, 0, 0, 0, 0, 1]
    assert named(certified, "23") == ["甲"] * 3
    assert named(certified, "28") == ["甲"]


def test_call_backs_count_where_somebody_was_spoken_to(certified, job):
    for kind in ("self", "family", "employer"):
        certified.call_back("甲", job, "2010-11-02", kind=kind)
    certified.call_back("甲", job, "2010-11-03", outcome="absent")
    certified.call_back("甲", None, "2010-11-04", kind=VisitKind.HOME, outcome="met")
    assert counted(certified.community) == [0, 0, 0, 0, 0, 3, 1]
    assert named(certified, "27") == ["甲", "甲", "甲"]


def test_what_was_refused_or_struck_off_counts_for_nothing(certified, job, city):
    for outcome in ("refused", "absent"):
        certified.serve("甲", "guidance", "2010-11-01", outcome=outcome)
    certified.serve("甲", "guidance", "2010-11-02", struck_by=city.worker, **STRUCK)
    certified.call_back("甲", job, "2010-11-02", struck_by=city.worker, **STRUCK)
    certified.refer("甲", "2010-11-02", struck_by=city.worker, **STRUCK)
    assert counted(certified.community) == [0] * 7


@pytest.mark.parametrize(("reason", "counts"), [(ExitReason.REVOKED, 0), (ExitReason.STABLE, 1)])
def test_a_revoked_status_was_none(roster, reason, counts):
    roster.person("甲")
    roster.certify("甲", "2010-09-01", exit=("2010-11-30", reason))
    roster.serve("甲", "guidance", "2010-11-01")
    assert counted(roster.community) == [counts, 0, 0, 0, 0, 0, counts]


def test_who_left_is_served_up_to_the_last_day_and_again_after_a_relapse(roster):
    roster.person("甲")
    roster.certify("甲", "2010-09-01", exit=("2010-10-25", ExitReason.STABLE))
    roster.certify("甲", "2010-11-05")
    for on in ("2010-10-25", "2010-10-26", "2010-11-04", "2010-11-05"):
        roster.refer("甲", on)
    assert counted(roster.community) == [0, 2, 0, 0, 0, 0, 1]


def test_a_family_that_moves_is_counted_where_it_stands_on_the_last_day(certified, job, city):
    certified.serve("甲", "guidance", "2010-11-01")
    certified.call_back("甲", job, "2010-11-02")
    home = certified.homes["A"]
    home.responsibilities.update(validity=DateRange(dt.date(2009, 1, 1), dt.date(2010, 11, 10)))
    Responsibility.objects.create(household=home, area=city.neighbour, validity=DateRange(dt.date(2010, 11, 10), None))
    assert counted(city.community) == [0] * 7
    assert counted(city.neighbour) == counted(city.street) == [1, 0, 0, 0, 0, 1, 1]


def test_who_moves_alone_takes_the_services_along(certified, city):
    certified.serve("甲", "guidance", "2010-11-01")
    Membership.objects.update(validity=DateRange(dt.date(2009, 1, 1), dt.date(2010, 11, 10)))
    there = certified.home(community=city.neighbour)
    there.memberships.create(person=certified.people["甲"], validity=DateRange(dt.date(2010, 11, 10), None))
    assert counted(city.community) == [0] * 7
    assert named(certified, "28", city.neighbour) == ["甲"]


# --- Registered twice -------------------------------------------------------------------------------------------------


def merge(city, roster, at):
    survivor, duplicate = roster.people["甲"], roster.people["乙"]
    proposed = merging.propose_merge(
        survivor=survivor, id_number=duplicate.id_number, reason="同一人", worker=city.worker, at=at
    )
    return merging.decide_merge(merge=proposed, merges=True, comment="", officer=city.street_officer, at=at)


@pytest.fixture
def twice(certified, city):
    """甲 and, in the other community and out of status since the 12th of November, 乙: one human, served as both."""
    certified.person("乙", home="B", community=city.neighbour)
    certified.certify("乙", "2010-09-25", exit=("2010-11-12", ExitReason.STABLE))
    certified.serve("甲", "guidance", "2010-11-01")
    certified.refer("乙", "2010-11-02")
    return certified


def test_one_human_registered_twice_is_one_person_served_twice(twice, city):
    assert counted(city.street) == [1, 1, 0, 0, 0, 0, 2]
    done = merge(city, twice, after(NOVEMBER))
    assert counted(city.street) == counted(city.community) == [1, 1, 0, 0, 0, 0, 1]
    assert counted(city.neighbour) == [0] * 7
    assert named(twice, "28") == ["甲"]
    merging.undo_merge(merge=done, reason="两人", officer=city.street_officer, at=after(NOVEMBER))
    assert counted(city.street) == [1, 1, 0, 0, 0, 0, 2]


def test_a_status_that_came_with_a_merge_keeps_its_month_where_it_was_certified(roster, city):
    roster.person("甲", home="A")
    roster.person("乙", home="B", community=city.neighbour)
    roster.certify("乙", "2010-11-05")
    roster.serve("乙", "guidance", "2010-11-06")
    roster.refer("甲", "2010-11-07")
    merge(city, roster, after(NOVEMBER, 5))
    assert counted(city.community) == [0] * 7
    assert counted(city.neighbour) == [1, 1, 0, 0, 0, 0, 1]


def test_the_list_links_to_the_person_a_merged_registration_belongs_to(twice, city, as_user):
    merge(city, twice, after(NOVEMBER))
    page = as_user(city.worker).get(address(city.community, "23")).content.decode()
    survivor = twice.people["甲"]
    assert f'href="{reverse("households:person", args=[survivor.pk])}">甲</a>' in page
    shown = as_user(city.worker).get(address(city.community, "28")).content.decode()
    assert '<td class="num" data-label="服务次数">2</td>' in shown


# --- Published --------------------------------------------------------------------------------------------------------


def address(area, line, period=NOVEMBER):
    return reverse("reports:rows", kwargs={"label": period.label, "area": area.code, "line": line})


def test_what_was_published_stays_and_what_changes_is_adjusted_in_the_next_month(certified, job, city):
    wrong = certified.serve("甲", "guidance", "2010-11-01")
    certified.call_back("甲", job, "2010-11-02")
    published(city, NOVEMBER)
    Service.objects.filter(pk=wrong.pk).update(struck_by=city.worker, **STRUCK)
    certified.refer("甲", "2010-11-20")
    for line, names in (("22", ["甲"]), ("23", []), ("27", ["甲"]), ("28", ["甲"])):
        told = published_figure(city.community, NOVEMBER, line)
        assert certified.names(published_list(told, NOVEMBER).order_by("pk")) == names
        assert certified.names(published_page(told, NOVEMBER, start=0, size=9)) == names
    corrections = {one["line"]: one["by"] for one in draft(city.community, DECEMBER).adjustments}
    assert corrections == {"22": -1, "23": 1}
    made = published(city, DECEMBER)["示例市"]
    assert dict(made.figures.filter(line__in=LINES).values_list("line", "adjustment")) == {
        **dict.fromkeys(LINES, 0), "22": -1, "23": 1,
    }  # fmt: skip


def test_each_list_shows_what_was_done_and_when(certified, job, city, as_user):
    certified.serve("甲", "guidance", "2010-11-01", detail="修改简历")
    certified.refer("甲", "2010-11-03", employer="远方商店")
    certified.call_back("甲", job, "2010-11-02", findings="工作稳定")
    client = as_user(city.statistician)
    pages = {line: client.get(address(city.city, line)).content.decode() for line in ("22", "23", "27", "28")}
    assert all(text in pages["22"] for text in ("2010-11-01", "职业指导", "修改简历"))
    assert all(text in pages["23"] for text in ("2010-11-03", "远方商店", "营业员", "待答复"))
    assert all(text in pages["27"] for text in ("2010-11-02", "回访本人", "在岗", "工作稳定"))
    assert '<td class="num" data-label="服务次数">2</td>' in pages["28"]
    assert certified.people["甲"].masked_id in pages["22"]
    form = client.get(reverse("reports:return", args=[NOVEMBER.label, city.city.code])).content.decode()
    assert all(f'href="{address(city.city, line)}"' in form for line in LINES)
    publish(area=city.community, period=NOVEMBER, actor=city.worker, at=after(NOVEMBER))
    assert "上报名单" in as_user(city.worker).get(address(city.community, "28")).content.decode()


def test_the_lists_cost_the_same_for_few_and_many(certified, job, city, as_user, django_assert_max_num_queries):
    client, spent = as_user(city.statistician), []
    for count in (2, 30):
        for number in range(count):
            certified.person(f"众{count}{number}")
            certified.certify(f"众{count}{number}", "2010-09-01")
            certified.serve(f"众{count}{number}", "guidance", "2010-11-01")
            certified.refer(f"众{count}{number}", "2010-11-01")
            certified.call_back("甲", job, "2010-11-02")
        for line in ("22", "23", "27", "28"):
            with django_assert_max_num_queries(15) as queries:
                assert client.get(address(city.city, line)).status_code == 200
            spent.append(len(queries))
    assert spent[:4] == spent[4:]


def test_the_list_leaves_as_a_workbook_for_a_purpose(certified, city, as_user):
    certified.serve("甲", "guidance", "2010-11-01")
    assert taken_away(as_user(city.statistician), address(city.city, "22")).status_code == 200
