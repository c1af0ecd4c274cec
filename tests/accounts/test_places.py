"""Organisations, areas, 片, 楼院 and who answers for them."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actions import areas as acting
from accounts.actions.organisations import NewOrganisation, open_organisation
from accounts.enums import ORGANISATION_ROLES, AccountStanding, AreaLevel, ChargeKind, OrganisationKind, Role
from accounts.models import Area, AuditEntry, Charge, Courtyard, Organisation, Patch, User
from accounts.permissions import ALLOWED, Act
from accounts.words import detail_words
from tests import factories
from tests.accounts.conftest import PASSWORD
from tests.casework import MONDAY

TODAY = MONDAY.date()
DAY = dt.timedelta(days=1)


def at(name, row=None):
    return reverse(f"accounts:{name}", args=[row.pk] if row else [])


@pytest.fixture
def bank(city, administrator):
    new = NewOrganisation(OrganisationKind.BANK, "利达支行", city.district, "发放和回收贷款", TODAY)
    return open_organisation(new, actor=administrator, at=MONDAY)


@pytest.fixture
def director(city):
    return factories.UserFactory(area=city.community, role=Role.COMMUNITY_DIRECTOR)


# --- Organisations


@pytest.mark.parametrize("kind", OrganisationKind)
def test_the_people_of_no_organisation_see_a_household(kind):
    hidden = {Act.READ_CASES, Act.READ_NAMES, Act.UNMASK, Act.DECIDE, Act.SURVEY, Act.READ_USERS}

    assert ALLOWED[ORGANISATION_ROLES[kind]] & hidden == set()


def test_a_farm_bureau_is_entered_and_its_page_says_what_its_people_see(client, city, administrator, monday):
    client.force_login(administrator)
    asked = {"kind": OrganisationKind.NON_TERRITORIAL, "name": "农垦总局", "area": city.district.pk}
    page = client.post(at("open_organisation"), asked | {"valid_from": TODAY, "duty": "垦区就业"}, follow=True)
    words = page.content.decode()

    assert Organisation.objects.get().name == "农垦总局"
    assert "家庭、人员、认定、退出和帮扶记录" in words
    assert "没有列为可见的一律不可见" in words
    assert AuditEntry.objects.filter(event="organisation.opened", actor=administrator).exists()


def test_organisations_are_listed_by_kind(client, city, administrator, bank):
    Organisation.objects.create(kind=OrganisationKind.MASS_ORGANISATION, name="区妇联", area=city.district)
    client.force_login(administrator)
    page = client.get(at("organisations"), {"kind": OrganisationKind.MASS_ORGANISATION}).content.decode()

    assert "区妇联" in page
    assert "利达支行" not in page


def test_an_officer_of_a_bank_signs_in_with_the_role_of_banks_alone(client, city, administrator, bank):
    client.force_login(administrator)
    asked = {"username": "b", "full_name": "何", "organisation": bank.pk, "password": PASSWORD}
    refused = client.post(at("open_account"), asked | {"role": Role.DISTRICT_OFFICER})
    assert "利达支行的人员只能担任经办银行" in str(refused.context["form"].errors["role"])

    client.post(at("open_account"), asked | {"role": Role.BANK})
    opened = User.objects.get(username="b")
    assert (opened.organisation, opened.area) == (bank, city.district)
    User.objects.update(must_change_password=False)
    client.force_login(opened)
    assert client.get(reverse("households:list")).status_code == 403


def test_a_bank_is_renamed_and_the_former_name_stays(client, administrator, bank, monday):
    client.force_login(administrator)
    late = client.post(at("rename_organisation", bank), {"rename-name": "新行", "rename-since": TODAY + DAY})
    assert "不能晚于今天" in late.content.decode()
    client.post(at("rename_organisation", bank), {"rename-name": "新行", "rename-since": TODAY})

    assert "曾用名：利达支行" in client.get(at("organisation", bank)).content.decode()


def test_an_organisation_that_leaves_takes_its_accounts_along(client, city, administrator, bank):
    officer = factories.UserFactory(area=city.district, organisation=bank, role=Role.BANK)
    client.force_login(administrator)
    client.post(at("close_organisation", bank))

    officer.refresh_from_db()
    assert officer.standing == AccountStanding.CLOSED
    assert client.post(at("close_organisation", bank)).status_code == 404


# --- Areas


def test_where_nobody_answers_by_name_is_listed(client, city, administrator, monday):
    acting.give_charge(
        kind=ChargeKind.RESPONSIBLE,
        place=city.community,
        officer=city.worker,
        since=TODAY,
        actor=administrator,
        at=MONDAY,
    )
    client.force_login(administrator)

    def gaps():
        page = client.get(at("areas"), {"gap": "1"}).content.decode()
        return {area.name for area in (city.community, city.neighbour, city.street) if f">{area.name}</a>" in page}

    assert gaps() == {"光明社区", "和平街道"}
    User.objects.filter(pk=city.worker.pk).update(is_active=False, standing=AccountStanding.UNUSED)
    assert gaps() == {"光明社区", "和平街道", "向阳社区"}


def test_an_area_is_opened_below_another(client, city, administrator, monday):
    client.force_login(administrator)
    asked = {"parent": city.street.pk, "code": "990103001003", "name": "新社区", "valid_from": TODAY}
    client.post(at("open_area"), asked)
    opened = Area.objects.get(code="990103001003")
    assert (opened.level, opened.path) == (AreaLevel.COMMUNITY, f"{city.street.path}990103001003/")

    again = client.post(at("open_area"), asked)
    assert "已被使用" in str(again.context["form"].errors["code"])


def test_a_district_is_opened_in_the_city_proper_and_taken_out_of_it_with_a_reason(client, city, monday):
    client.force_login(factories.UserFactory(area=city.city, role=Role.SYSTEM_ADMIN))
    asked = {"parent": city.city.pk, "code": "990108", "name": "平房区", "valid_from": TODAY, "in_city_proper": "on"}
    client.post(at("open_area"), asked)
    district = Area.objects.get(code="990108")
    assert district.in_city_proper
    below = asked | {"parent": city.street.pk, "code": "990103001004"}
    assert "只对区县填写" in str(client.post(at("open_area"), below).context["form"].errors["in_city_proper"])

    assert "属于市区范围" in client.get(at("area", district)).content.decode()
    assert "必填项" in client.post(at("set_city_proper", district), {"proper-reason": ""}).content.decode()
    same = client.post(at("set_city_proper", district), {"proper-in_city_proper": "on", "proper-reason": "核对"})
    assert "没有改动" in same.content.decode()
    client.post(at("set_city_proper", district), {"proper-reason": "市府文件调整"})
    district.refresh_from_db()
    assert not district.in_city_proper
    entry = AuditEntry.objects.get(event="area.city_proper_set")
    assert (entry.details["before"], entry.details["after"]) == ({"in_city_proper": True}, {"in_city_proper": False})
    typed = {"proper-in_city_proper": "on", "proper-reason": "误"}
    street = client.post(at("set_city_proper", city.street), typed, follow=True).content.decode()
    assert "只对区县填写" in street
    city.street.refresh_from_db()
    assert not city.street.in_city_proper


def test_a_renamed_area_keeps_its_code_and_its_former_name(client, city, administrator, monday):
    client.force_login(administrator)
    client.post(at("rename_area", city.community), {"rename-name": "朝阳社区", "rename-since": TODAY})
    page = client.get(at("area", city.community)).content.decode()

    assert "朝阳社区" in page
    assert "向阳社区（至2026-09-06）" in page
    assert city.community.code in page


WHY = {"reason": "社区合并", "document": "南区政发〔2026〕9号"}


def test_a_closed_area_hands_its_officers_to_the_successor(client, city, administrator, director, monday):
    (yard,) = acting.draw_courtyards(community=city.community, names=["一号院"], actor=director, at=MONDAY)
    acting.give_charge(
        kind=ChargeKind.DIRECTOR, place=yard, officer=director, since=TODAY - DAY, actor=director, at=MONDAY
    )
    client.force_login(administrator)
    close = reverse("desk:close_area", args=[city.community.pk])
    assert director.full_name in client.get(close).content.decode()
    client.post(close, {"valid_to": TODAY, "successor": city.neighbour.pk} | WHY)

    closed = Area.objects.get(pk=city.community.pk)
    assert (closed.valid_to, closed.successor) == (TODAY, city.neighbour)
    assert set(User.objects.filter(area=city.neighbour)) >= {director, city.worker, city.second_worker}
    assert not Charge.objects.filter(validity__upper_inf=True).exists()
    assert "并入光明社区" in client.get(at("area", closed)).content.decode()


def test_an_area_with_areas_below_is_not_closed(city, administrator):
    beside = factories.AreaFactory(code="990103002", level=AreaLevel.STREET, parent=city.district)
    with pytest.raises(acting.AreaRefused, match="未撤销的区划"):
        acting.close_area(closing=acting.Closing(city.street, beside, TODAY, **WHY), actor=administrator, at=MONDAY)
    assert Area.objects.get(pk=city.street.pk).valid_to is None


# --- 片 and 楼院


def test_a_street_is_divided_and_a_leader_answers_for_each_patch(client, city, monday):
    leader = factories.UserFactory(area=city.street, role=Role.STREET_LEADER)
    client.force_login(leader)
    client.post(at("draw_patch", city.street), {"name": "东片", "communities": [city.community.pk]})
    patch = Patch.objects.get()
    client.post(at("give_charge", city.street) + f"?duty=3-{patch.pk}", {"officer": leader.pk, "since": TODAY})

    charge = Charge.objects.get()
    assert (charge.kind, charge.patch, charge.officer) == (ChargeKind.LEADER, patch, leader)
    page = client.get(at("area", city.street)).content.decode()
    assert "东片" in page
    assert leader.full_name in page


def test_a_community_goes_over_to_another_patch(city, monday):
    actor = city.street_officer
    east = acting.draw_patch(
        street=city.street, name="东片", communities=[city.community, city.neighbour], actor=actor, at=MONDAY
    )
    west = acting.draw_patch(
        street=city.street, name="西片", communities=[city.neighbour], actor=actor, at=MONDAY + DAY
    )
    assert [part.community for part in east.parts.filter(validity__upper_inf=True)] == [city.community]
    acting.redraw_patch(patch=west, communities=[city.community, city.neighbour], actor=actor, at=MONDAY + 2 * DAY)

    assert not east.parts.filter(validity__upper_inf=True).exists()
    assert east.parts.count() == 2


def test_only_communities_of_the_street_make_a_patch(city):
    elsewhere = factories.AreaFactory(parent=city.district)
    with pytest.raises(acting.AreaRefused, match="本街道"):
        acting.draw_patch(
            street=city.street, name="东片", communities=[elsewhere], actor=city.street_officer, at=MONDAY
        )


def test_a_director_draws_courtyards_and_answers_for_them(client, city, director, monday):
    client.force_login(director)
    client.post(at("draw_courtyards", city.community), {"names": "一号院\n\n二号院\n一号院"})
    assert sorted(Courtyard.objects.values_list("name", flat=True)) == ["一号院", "二号院"]
    twice = client.post(at("draw_courtyards", city.community), {"names": "一号院"})
    assert "已有同名的一号院" in str(twice.context["form"].errors["names"])

    yard = Courtyard.objects.get(name="一号院")
    give = at("give_charge", city.community) + f"?duty=4-{yard.pk}"
    wrong = client.post(give, {"officer": city.worker.pk, "since": TODAY})
    assert "officer" in wrong.context["form"].errors
    client.post(give, {"officer": director.pk, "since": TODAY})
    assert Charge.objects.get().courtyard == yard
    client.post(at("close_courtyard", yard))
    assert Charge.objects.get().validity.upper == TODAY + DAY


def test_a_new_charge_ends_the_one_before_and_keeps_it(city, director, monday):
    for officer, since in ((city.worker, TODAY - 30 * DAY), (city.second_worker, TODAY)):
        acting.give_charge(
            kind=ChargeKind.RESPONSIBLE, place=city.community, officer=officer, since=since, actor=director, at=MONDAY
        )

    assert [(c.officer, c.validity.upper) for c in Charge.objects.order_by("validity")] == [
        (city.worker, TODAY),
        (city.second_worker, None),
    ]
    first, second = AuditEntry.objects.filter(event="charge.given").order_by("pk")
    posts = [f"{officer}（{city.community}社区专干）" for officer in (city.worker, city.second_worker)]
    assert detail_words(first.details) == f"自 {TODAY - 30 * DAY}，责任人 未设定 → {posts[0]}"
    assert detail_words(second.details) == f"自 {TODAY}，责任人 {posts[0]} → {posts[1]}"


def test_the_lists_ask_as_often_for_many_rows_as_for_ten(client, city, administrator, bank):
    def asked(name):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(at(name)).status_code == 200
        return len(queries)

    def fill(number):
        Organisation.objects.bulk_create(
            Organisation(kind=OrganisationKind.MEMBER_UNIT, name=f"单位{number}-{n}", area=city.district)
            for n in range(number)
        )
        Area.objects.bulk_create(
            Area(
                code=f"{number:03}{n:09}",
                name=f"社区{n}",
                level=AreaLevel.COMMUNITY,
                parent=city.street,
                path=f"{city.street.path}{number:03}{n:09}/",
            )
            for n in range(number)
        )

    client.force_login(administrator)
    names = ("organisations", "areas")
    fill(10)
    few = [asked(name) for name in names]
    fill(300)
    assert [asked(name) for name in names] == few
    assert max(few) <= 15
