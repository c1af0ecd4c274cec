import datetime as dt

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from policy import parameters
from policy.models import Document, ParameterValue, value_on

LIMIT, WAGE, MARKUP = parameters.ZF_DEADLINE_MONTHS, parameters.VALID_POST_MINIMUM_WAGE, parameters.LN_RATE_MARKUP_MAX


@pytest.fixture
def given(city):
    document = Document.objects.create(
        number="哈人社发〔2026〕9号", title="办法", issuer="市局", issued_on=dt.date(2026, 1, 5), level="city"
    )
    return {"value": "2", "since": "2027-01-01", "area": city.city.pk, "document": document.pk, "article": "第三条"}


def enact(client, parameter, given):
    return client.post(reverse("policy:enact", args=[parameter.key]), given)


def test_a_new_value_begins_on_its_day_and_the_old_one_ends_the_day_before(client, city, given):
    client.force_login(city.city_officer)
    response = enact(client, LIMIT, given)

    assert response.url == reverse("policy:parameter", args=[LIMIT.key])
    assert value_on(LIMIT, dt.date(2026, 12, 31), city.community).value == 3
    enacted = value_on(LIMIT, dt.date(2027, 1, 1), city.community)
    assert (enacted.value, enacted.source) == (2, "哈人社发〔2026〕9号 第三条")
    entry = AuditEntry.objects.get(event="parameter.enacted", actor=city.city_officer)
    assert entry.details == {"key": LIMIT.key, "value": 2}


def test_a_district_may_differ(client, city, given):
    client.force_login(city.city_officer)
    enact(client, LIMIT, given | {"area": city.district.pk})

    assert value_on(LIMIT, dt.date(2027, 1, 1), city.community).value == 2
    assert value_on(LIMIT, dt.date(2027, 1, 1), city.city).value == 3


@pytest.mark.parametrize(
    ("parameter", "change", "field", "sentence"),
    [
        (LIMIT, {"value": "两个月"}, "value", "输入整数"),
        (LIMIT, {"value": "-1"}, "value", "大于或等于0"),
        (LIMIT, {"value": ""}, "value", "必填项"),
        (LIMIT, {"since": ""}, "since", "必填项"),
        (LIMIT, {"since": "2007-07-31"}, "since", "已有自 2007-07-31 起施行的取值"),
        (LIMIT, {"article": ""}, "article", "必填项"),
        (LIMIT, {"document": "0"}, "document", "选择一个有效的选项"),
        (WAGE, {"value": "1,860"}, "value", "输入一个数字"),
        (MARKUP, {"value": "3.005"}, "value", "小数不超过 2 位"),
        (parameters.SB_FLEX_CAP_RATIO, {"value": "三分之二"}, "value", "请填写小数或分数"),
        (parameters.SB_FLEX_CAP_RATIO, {"value": "2/0"}, "value", "请填写小数或分数"),
        (parameters.ZF_WARN_DAYS, {"value": "30、十五"}, "value", "“十五”不是整数"),
        (parameters.RETIRE_TRACKS, {"value": "男职工（60周岁） = 60"}, "value", "还缺：女工人（50周岁）、女干部"),
        (parameters.RETIRE_TRACKS, {"value": "男教师 = 60"}, "value", "没有“男教师”这一项"),
        (parameters.RETIRE_DELAY, {"value": "起始月份 = 2025年1月"}, "value", "2025-01"),
        (parameters.FEC_RATE_TARGETS, {"value": "入户调查率"}, "value", "名称 = 数值"),
        (parameters.CAT_PRIMARY_ORDER, {"value": "C01、C99"}, "value", "没有“C99”这个代码"),
        (parameters.CAT_C01_AGE_SET, {"value": "5060"}, "value", "不在可用的选项中"),
        (parameters.ZF_EXCLUDE_ROLES, {"value": ["farmer"]}, "value", "不在可用的选项中"),
        (parameters.ZF_HUKOU_REQUIRED, {"value": "maybe"}, "value", "不在可用的选项中"),
        (parameters.SB_QUOTA_MEDICAL, {"value": "9.5 = 很多"}, "value", "“很多”不是数值"),
    ],
)
def test_what_cannot_be_enacted_is_said_at_its_field(client, city, given, parameter, change, field, sentence):
    client.force_login(city.city_officer)
    before = ParameterValue.objects.count()
    response = enact(client, parameter, given | change)

    assert response.status_code == 200
    assert sentence in str(response.context["form"].errors[field])
    assert ParameterValue.objects.count() == before
    if field != "article":
        assert "第三条" in response.content.decode()


@pytest.mark.parametrize(
    ("parameter", "typed", "enacted"),
    [
        (WAGE, "2080", "2080.00"),
        (parameters.ZF_HUKOU_REQUIRED, "0", False),
        (parameters.ZF_EXCLUDE_ROLES, ["student", "soldier"], ["student", "soldier"]),
        (parameters.RETIRE_DELAY, "", {}),
        (parameters.SB_QUOTA_MEDICAL, "9.5 = 1248\n2：480.5", {"9.5": "1248.00", "2": "480.50"}),
        (parameters.CAT_PRIMARY_ORDER, "C02、C01 C03", ["C02", "C01", "C03"]),
    ],
)
def test_a_value_is_typed_in_the_form_of_its_kind(client, city, given, parameter, typed, enacted):
    client.force_login(city.city_officer)
    response = enact(client, parameter, given | {"value": typed})

    assert response.status_code == 302
    assert ParameterValue.objects.get(key__key=parameter.key, validity__startswith="2027-01-01").value == enacted


def test_what_may_be_left_open_is_set_back_to_not_set(client, city, given):
    client.force_login(city.city_officer)
    enact(client, WAGE, given | {"value": "2080"})
    enact(client, WAGE, given | {"value": "", "not_set": "on", "since": "2028-01-01"})

    assert value_on(WAGE, dt.date(2027, 6, 1), city.city).value == 2080
    assert value_on(WAGE, dt.date(2028, 1, 1), city.city).value is None


def test_no_value_is_enacted_outside_ones_area(client, city, given):
    city.city_officer.area = city.district
    city.city_officer.save()
    client.force_login(city.city_officer)
    response = enact(client, LIMIT, given)

    assert "area" in response.context["form"].errors
