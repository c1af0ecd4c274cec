"""The pages of the figures: what they show, to whom, and in how many queries."""

import datetime as dt
import io
import re

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from accounts.enums import Role
from accounts.models import AuditEntry
from households.models import Certification, HardToEmploySpell, Household, Membership, Person, Registration
from reports.actions import publish
from reports.models import Publication
from tests import factories
from tests.accounts.jobbing import taken_away
from tests.ui.conftest import strict_templates

from .conftest import DECEMBER, LONG_AGO, NOVEMBER, after, published

__all__ = ["strict_templates"]


def url(page, area, period=NOVEMBER, **kwargs):
    return reverse(f"reports:{page}", kwargs={"label": period.label, "area": area.code} | kwargs)


@pytest.fixture
def sign_in(client):
    def as_user(user):
        client.force_login(user)
        return client

    return as_user


def text_of(response):
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_the_months_are_listed_latest_first(november, city, sign_in):
    page = text_of(sign_in(city.statistician).get(reverse("reports:month")))
    assert "就业援助工作情况 · 示例市" in page
    assert page.count("row-link") == 13


def test_somebody_without_an_area_has_no_return(november, city, sign_in):
    nobody = factories.UserFactory(area=None, role=Role.AUDITOR)
    assert "没有所属区划" in text_of(sign_in(nobody).get(reverse("reports:month")))
    assert sign_in(nobody).get(url("return", city.city)).status_code == 404


def test_the_form_shows_every_line_with_the_areas_below(november, city, sign_in):
    page = text_of(sign_in(city.street_officer).get(url("return", city.street)))
    assert "期末实有就业困难人员" in page
    assert "向阳社区" in page
    assert "光明社区" in page
    assert "项校验关系全部成立" in page
    assert f'href="{url("rows", city.street, line="19")}"' in page
    assert f'href="{url("rows", city.community, line="19")}"' in page
    assert url("publish", city.street) in page
    assert url("publish", city.street) not in text_of(sign_in(city.city_officer).get(url("return", city.street)))


def test_the_province_sees_figures_without_names(november, city, sign_in):
    above = sign_in(factories.UserFactory(area=city.city, role=Role.PROVINCE))
    page = text_of(above.get(url("return", city.city)))
    assert "期末实有就业困难人员" in page
    assert url("rows", city.city, line="19") not in page
    assert url("workbook", city.city) not in page
    for address in (url("rows", city.city, line="19"), url("workbook", city.city), url("publish", city.city)):
        assert above.get(address).status_code == 403


def test_the_figure_opens_its_names(november, city, sign_in):
    page = text_of(sign_in(city.statistician).get(url("rows", city.city, line="02")))
    for name in ("P03", "P04", "P08", "P12"):
        person = november.people[name]
        assert f'href="{reverse("households:person", kwargs={"pk": person.pk})}">{name}</a>' in page
        assert person.id_number not in page
        assert person.masked_id in page
    assert "P01" not in page
    families = text_of(sign_in(city.statistician).get(url("rows", city.city, line="44")))
    home = november.homes["H2"]
    assert f'href="{reverse("households:household", kwargs={"pk": home.pk})}"' in families
    people = text_of(sign_in(city.statistician).get(url("rows", city.city, line="46")))
    assert "P06" in people
    assert "公益性岗位" in people


@pytest.mark.parametrize("page", ["return", "publish", "workbook", "rows"])
def test_outside_the_own_area_there_is_nothing(november, city, sign_in, page):
    line = {"line": "02"} if page == "rows" else {}
    for user, area in (
        (city.neighbour_worker, city.community),
        (city.worker, city.street),
        (city.street_officer, city.city),
    ):
        assert sign_in(user).get(url(page, area, **line)).status_code == 404
    assert sign_in(city.neighbour_worker).post(url("publish", city.community)).status_code == 404


@pytest.mark.parametrize(("label", "line"), [("2010-13", "02"), ("2010-11", "54"), ("2999-01", "02"), ("x", "02")])
def test_what_is_not_there_is_not_found(november, city, sign_in, label, line):
    address = reverse("reports:rows", kwargs={"label": label, "area": city.city.code, "line": line})
    assert sign_in(city.statistician).get(address).status_code == 404


def test_publishing_shows_a_summary_first(november, city, sign_in):
    client = sign_in(city.worker)
    summary = text_of(client.get(url("publish", city.community)))
    assert "确认上报" in summary
    assert not Publication.objects.exists()
    answer = client.post(url("publish", city.community), follow=True)
    assert "已上报向阳社区2010-11的报表" in text_of(answer)
    assert Publication.objects.get().area == city.community
    again = client.post(url("publish", city.community), follow=True)
    assert "已经上报，不能再次上报" in text_of(again)


def test_the_summary_says_who_is_missing(november, city, sign_in):
    page = text_of(sign_in(city.street_officer).get(url("publish", city.street)))
    assert "还缺：向阳社区、光明社区" in page
    assert "确认上报" not in page


def test_the_summary_says_what_is_adjusted(november, city, sign_in):
    published(city, NOVEMBER)
    HardToEmploySpell.objects.filter(pk=november.spells["P05"].pk).update(certified_on=NOVEMBER.last)
    assert "2010-11 期上报后变更 +1" in text_of(sign_in(city.worker).get(url("publish", city.community, DECEMBER)))


def test_a_published_figure_keeps_its_names_beside_those_of_now(november, city, sign_in):
    published(city, NOVEMBER)
    HardToEmploySpell.objects.filter(pk=november.spells["P03"].pk).update(certified_on=NOVEMBER.previous().last)
    client = sign_in(city.statistician)
    form = text_of(client.get(url("return", city.city)))
    assert "上报 4，现为 3" in form
    then = text_of(client.get(url("rows", city.city, line="02")))
    assert "上报名单" in then
    assert "P03" in then
    now = text_of(client.get(url("rows", city.city, line="02") + "?now=1"))
    assert "P03" not in now
    assert "P04" in now
    december = text_of(client.get(url("return", city.city, DECEMBER)))
    assert "以下为现数" in december


def test_the_workbook_holds_the_published_figures(november, city, sign_in):
    client = sign_in(city.statistician)
    draft = load_workbook(io.BytesIO(b"".join(client.get(url("workbook", city.city)).streaming_content)))["EP8"]
    assert "草稿（未发布）" in draft["A4"].value
    published(city, NOVEMBER)
    HardToEmploySpell.objects.filter(pk=november.spells["P03"].pk).update(certified_on=NOVEMBER.previous().last)
    answer = client.get(url("workbook", city.city))
    assert "EP8_2010-11_990100.xlsx" in answer["Content-Disposition"]
    page = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))["EP8"]
    assert "已上报" in page["A4"].value
    assert "示例市" in page["A3"].value
    figures = {row[0].value: row[3].value for row in page.iter_rows(min_row=7, max_row=63)}
    assert (figures["02"], figures["19"], figures["22"], figures["46"], figures["53.4"]) == (4, 10, 1, 1, 0)
    assert page["F6"].value == "南区"
    assert AuditEntry.objects.filter(event="return.exported").count() == 2


def test_the_list_is_downloaded_and_recorded(november, city, sign_in):
    answer = taken_away(sign_in(city.statistician), url("rows", city.city, line="02"))
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    assert [row[0].value for row in sheet.iter_rows(min_row=4)] == ["P03", "P04", "P08", "P12"]
    assert AuditEntry.objects.get(event="return.exported").details == {
        "period": "2010-11",
        "line": "02",
        "purpose": "核对名册",
    }


def test_a_name_that_is_a_formula_stays_a_name(roster, city, sign_in):
    city.community.name = "=HYPERLINK(1)"
    city.community.save()
    roster.person("=1+1")
    roster.certify("=1+1", "2010-11-01")
    client = sign_in(city.statistician)
    form = load_workbook(io.BytesIO(b"".join(client.get(url("workbook", city.street)).streaming_content)))["EP8"]
    assert form["F6"].value.startswith("'=HYPERLINK")
    assert form["F6"].data_type == "s"
    listing = taken_away(client, url("rows", city.city, line="02"))
    sheet = load_workbook(io.BytesIO(b"".join(listing.streaming_content))).active
    assert sheet["A4"].value == "'=1+1"


def crowd(roster, city, count):
    """``count`` more people certified in November, in bulk."""
    start = Person.objects.count()
    home = Household.objects.filter(area=city.community).first() or roster.home()
    people = Person.objects.bulk_create(
        Person(
            name=f"众{start + number}",
            sex="M",
            born=dt.date(1970, 1, 1),
            id_number=factories.made_up_id(dt.date(1970, 1, 1)),
            id_digest=(start + number).to_bytes(32, "big"),
            retirement_track="M60",
        )
        for number in range(count)
    )
    since = (LONG_AGO, None)
    Membership.objects.bulk_create(Membership(household=home, person=one, validity=since) for one in people)
    on = dt.date(2010, 11, 1)
    certified = Certification.objects.bulk_create(
        Certification(
            household=home,
            person=one,
            area=home.area,
            chain_code="certification-1",
            status="approved",
            reasons=[1],
            decided_reasons=[1],
            facts={},
            certified_on=on,
            drafted_by=city.worker,
            drafted_at=after(NOVEMBER),
        )
        for one in people
    )
    HardToEmploySpell.objects.bulk_create(
        HardToEmploySpell(
            person=one.person, household=home, certification=one, categories=[1], primary=1, certified_on=on
        )
        for one in certified
    )
    Registration.objects.bulk_create(Registration(person=one, kind=4, validity=(on, None)) for one in people)


def test_lists_cost_the_same_for_ten_rows_and_a_thousand(roster, city, sign_in, django_assert_max_num_queries):
    client = sign_in(city.statistician)
    spent = []
    for count in (10, 990):
        crowd(roster, city, count)
        for line in ("02", "29"):
            with django_assert_max_num_queries(15) as queries:
                page = text_of(client.get(url("rows", city.city, line=line)))
            assert page.count("<tr>") == min(count, 50) + 1
            spent.append(len(queries))
    assert spent[:2] == spent[2:]


def test_a_published_list_is_paged_by_its_keys(roster, city, sign_in, django_assert_max_num_queries):
    crowd(roster, city, 1000)
    publish(area=city.community, period=NOVEMBER, actor=city.worker, at=after(NOVEMBER))
    client = sign_in(city.worker)
    first = url("rows", city.community, line="02")
    with django_assert_max_num_queries(15):
        page = text_of(client.get(first))
    assert "?after=50" in page
    assert "before=" not in page
    second = text_of(client.get(f"{first}?after=50"))
    assert "?before=50" in second
    assert "?after=100" in second
    last = text_of(client.get(f"{first}?after=950"))
    assert "?after=" not in last
    names = re.compile("众[0-9]+")
    assert names.findall(page) == names.findall(text_of(client.get(f"{first}?before=50")))
    assert not set(names.findall(page)) & set(names.findall(second))
    assert "1,000" in page


def test_the_form_costs_the_same_for_ten_rows_and_a_thousand(roster, city, sign_in, django_assert_max_num_queries):
    client = sign_in(city.statistician)
    spent = []
    for count in (10, 990):
        crowd(roster, city, count)
        with django_assert_max_num_queries(15) as queries:
            text_of(client.get(url("return", city.city)))
        spent.append(len(queries))
    assert spent[0] == spent[1]


def test_every_page_of_a_published_month_costs_few_queries(november, city, sign_in, django_assert_max_num_queries):
    published(city, NOVEMBER)
    client = sign_in(city.statistician)
    for address in (
        reverse("reports:month"),
        url("return", city.city),
        url("return", city.city, DECEMBER),
        url("rows", city.city, line="02"),
        url("publish", city.city),
    ):
        with django_assert_max_num_queries(16):
            text_of(client.get(address))
