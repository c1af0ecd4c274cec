import pytest
from django.urls import reverse

from accounts.enums import Role
from households.models import Certification
from tests import factories, world

ME = reverse("accounts:me")
REST = ("统计报表", "政策参数")
ASSISTANCE = [
    "方案与承诺",
    "岗位与安置",
    "公益性岗位",
    "用人单位与岗位",
    "服务与走访",
    "培训与创业",
    "登记簿",
    "12333咨询",
    "补贴",
    "发放进展",
]


@pytest.mark.parametrize(
    ("role", "titles"),
    [
        (
            Role.COMMUNITY_WORKER,
            ["我的待办", "家庭与人员", "就业援助", *ASSISTANCE, "我的帮扶", *REST, "代理", "区划与责任人"],
        ),
        (Role.FINANCE, ["补贴发放", "发放进展", *REST]),
        (Role.BANK, ["政策参数"]),
        (Role.SYSTEM_ADMIN, ["政策参数", "代理", "账号管理", "区划与责任人"]),
        (Role.AUDITOR, ["发放进展", "统计报表", "政策参数", "审计记录"]),
    ],
)
def test_the_menu_shows_what_the_role_may_do(client, city, role, titles):
    client.force_login(factories.UserFactory(area=city.community, role=role))
    context = client.get(ME).context

    assert [title for title, *_ in context["navigation"]] == titles
    assert ("search_url" in context and bool(context["search_url"])) is (role == Role.COMMUNITY_WORKER)


def test_only_who_surveys_is_offered_the_survey_on_the_phone(client, city):
    shown = {}
    for officer in (city.worker, city.street_officer):
        client.force_login(officer)
        shown[officer] = [title for title, *_ in client.get(ME).context["bottom_navigation"]]

    assert shown[city.worker] == ["待办", "入户", "查询", "帮扶", "我的"]
    assert shown[city.street_officer] == ["待办", "查询", "我的"]


@pytest.mark.parametrize(
    ("address", "title"),
    [("/policy/documents/", "政策参数"), ("/households/", "家庭与人员"), ("/households/exits/", "就业援助")],
)
def test_the_menu_says_where_one_is(client, city, address, title):
    client.force_login(city.worker)
    links = client.get(address).context["navigation"]

    assert [name for name, _, _, is_here in links if is_here] == [title]


def test_what_waits_is_counted_for_who_decides(client, db):
    place = world.build().places["own"]
    decider = factories.UserFactory(area=place.area, role=Role.STREET_OFFICER)
    client.force_login(decider)
    before = client.get(ME).context["waiting_count"]()
    Certification.objects.filter(pk=place.certification.pk).update(opens_on="2026-01-01")

    assert client.get(ME).context["waiting_count"]() == before + 1
    client.force_login(factories.UserFactory(area=place.area, role=Role.AUDITOR))
    assert "waiting_url" not in client.get(ME).context
