"""A value proposed by one person and confirmed by another, typed in the form of its kind."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.enums import Role
from accounts.models import AuditEntry
from policy import parameters, subsidy_parameters
from policy.models import Document, ParameterValue, Proposal, value_on
from tests.factories import UserFactory

pytestmark = pytest.mark.usefixtures("monday")

LIMIT, WAGE, MARKUP = parameters.ZF_DEADLINE_MONTHS, parameters.VALID_POST_MINIMUM_WAGE, parameters.LN_RATE_MARKUP_MAX


@pytest.fixture
def given(city):
    document = Document.objects.create(
        number="哈人社发〔2026〕9号", title="办法", issuer="市局", issued_on=dt.date(2026, 1, 5), level="city"
    )
    return {
        "value": "2",
        "since": "2027-01-01",
        "area": city.city.pk,
        "document": document.pk,
        "article": "第三条",
        "reason": "市局会议决定。",
    }


@pytest.fixture
def second(city):
    """The city's other officer, who confirms."""
    return UserFactory(area=city.city, role=Role.CITY_OFFICER)


def propose(client, parameter, given):
    return client.post(reverse("desk:propose", args=[parameter.key]), given)


def confirm(client, **word):
    return client.post(reverse("desk:confirm_proposal", args=[Proposal.objects.latest("pk").pk]), word)


def enact(client, as_user, second, parameter, given):
    """Both steps."""
    assert propose(client, parameter, given).status_code == 302
    return confirm(as_user(second))


BOUNDS = {"may_differ": "1", "since": "2026-10-01"}


def let_districts_differ(client, as_user, second, parameter, given, **within):
    bounds = {name: value for name, value in given.items() if name != "value"} | BOUNDS | within
    enact(client, as_user, second, parameters.bounds_of(parameter), bounds)


def test_a_new_value_begins_on_its_day_and_the_old_one_ends_the_day_before(client, as_user, city, second, given):
    client.force_login(city.city_officer)
    response = enact(client, as_user, second, LIMIT, given)

    assert response.url == reverse("policy:parameter", args=[LIMIT.key])
    assert value_on(LIMIT, dt.date(2026, 12, 31), city.community).value == 3
    enacted = value_on(LIMIT, dt.date(2027, 1, 1), city.community)
    assert (enacted.value, enacted.source) == (2, "哈人社发〔2026〕9号 第三条")
    entry = AuditEntry.objects.get(event="parameter.enacted", actor=second)
    assert entry.details == {"key": LIMIT.key, "value": 2}
    assert AuditEntry.objects.filter(event="proposal.made", actor=city.city_officer).count() == 1
    shown = client.get(response.url, {"on": "2027-01-01"}).content.decode()
    assert f"{city.city_officer} 提出" in shown
    assert f"{second} 确认" in shown


def test_what_is_only_proposed_is_not_in_force(client, city, given):
    client.force_login(city.city_officer)
    propose(client, LIMIT, given)

    assert Proposal.objects.get().status == "open"
    assert value_on(LIMIT, dt.date(2027, 1, 1), city.city).value == 3


def test_nobody_confirms_what_they_proposed_themselves(client, city, given):
    client.force_login(city.city_officer)
    propose(client, LIMIT, given)
    response = confirm(client)

    assert response.status_code == 200
    assert "确认施行" not in response.content.decode()
    assert Proposal.objects.get().status == "open"
    assert value_on(LIMIT, dt.date(2027, 1, 1), city.city).value == 3


def test_a_proposal_is_refused_with_a_reason(client, as_user, city, second, given):
    client.force_login(city.city_officer)
    propose(client, LIMIT, given)
    refuse = reverse("desk:refuse_proposal", args=[Proposal.objects.get().pk])
    assert "必填项" in as_user(second).post(refuse, {"refuse-reason": ""}).content.decode()
    assert as_user(second).post(refuse, {"refuse-reason": "条款不对。"}).status_code == 302

    proposal = Proposal.objects.get()
    assert (proposal.status, proposal.decided_by, proposal.comment) == ("refused", second, "条款不对。")
    assert value_on(LIMIT, dt.date(2027, 1, 1), city.city).value == 3


def test_a_proposal_is_withdrawn_by_its_proposer_alone(client, as_user, city, second, given):
    client.force_login(city.city_officer)
    propose(client, LIMIT, given)
    withdraw = reverse("desk:withdraw_proposal", args=[Proposal.objects.get().pk])
    as_user(second).post(withdraw)
    assert Proposal.objects.get().status == "open"
    client.post(withdraw)

    assert Proposal.objects.get().status == "withdrawn"


def test_the_same_day_is_proposed_once_at_a_time(client, city, given):
    client.force_login(city.city_officer)
    propose(client, LIMIT, given)

    assert "待确认" in str(propose(client, LIMIT, given).context["form"].errors)


def test_a_day_in_the_past_is_warned_of_and_must_be_accepted(client, city, given):
    client.force_login(city.city_officer)
    past = given | {"since": "2026-08-01"}
    assert "已作出的决定保留当时的取值" in str(propose(client, LIMIT, past).context["form"].errors["since"])
    assert not Proposal.objects.exists()

    assert propose(client, LIMIT, past | {"accepts_past": "on"}).status_code == 302


def test_a_district_differs_only_where_the_city_lets_it(client, as_user, city, second, given):
    own = given | {"area": city.district.pk}
    refused = propose(as_user(city.district_officer), LIMIT, own)
    assert "没有允许区县自定" in str(refused.context["form"].errors)

    client.force_login(city.city_officer)
    let_districts_differ(client, as_user, second, LIMIT, given, min="2", max="3")
    beyond = propose(as_user(city.district_officer), LIMIT, own | {"value": "4"})
    assert "超出市定范围：区县可自定，最低 2，最高 3 个月" in str(beyond.context["form"].errors)
    assert propose(as_user(city.district_officer), LIMIT, own).status_code == 302
    confirm(client)
    assert value_on(LIMIT, dt.date(2027, 1, 1), city.community).value == 2
    assert value_on(LIMIT, dt.date(2027, 1, 1), city.city).value == 3
    page = reverse("policy:parameter", args=[LIMIT.key])
    shown = as_user(city.worker).get(page, {"on": "2027-01-01"}).content.decode()
    assert "各区、县（市）可制定具体实施细则" in shown
    assert "最低 2，最高 3 个月" in shown


def test_bounds_narrowed_meanwhile_stop_the_confirmation(client, as_user, city, second, given):
    client.force_login(city.city_officer)
    let_districts_differ(client, as_user, second, LIMIT, given, min="2")
    propose(as_user(city.district_officer), LIMIT, given | {"area": city.district.pk})
    waiting = Proposal.objects.latest("pk")
    let_districts_differ(client, as_user, second, LIMIT, given, since="2026-12-01", may_differ="0")
    page = reverse("desk:proposal", args=[waiting.pk])
    assert "待您确认" in client.get(page).content.decode()

    refused = client.post(reverse("desk:confirm_proposal", args=[waiting.pk]))
    assert "没有允许区县自定" in refused.content.decode()
    assert value_on(LIMIT, dt.date(2027, 1, 1), city.community).value == 3


@pytest.fixture
def narrowed(client, as_user, city, second, given):
    """The district set 2 months within bounds; bounds proposed for February leave that outside. Gives their page."""
    client.force_login(city.city_officer)
    let_districts_differ(client, as_user, second, LIMIT, given, min="2")
    propose(as_user(city.district_officer), LIMIT, given | {"area": city.district.pk})
    confirm(client)
    narrower = {name: value for name, value in given.items() if name != "value"} | BOUNDS | {"min": "3"}
    return propose(client, parameters.bounds_of(LIMIT), narrower | {"since": "2027-02-01"}).url


def test_the_page_of_bounds_names_the_districts_they_would_leave_outside(client, narrowed):
    shown = client.get(narrowed).content.decode()
    assert "南区自 2027-01-01 起自定的 2 个月 超出这个范围：自 2027-02-01 起不再适用，改为适用市的取值 3 个月" in shown


def test_what_bounds_leave_outside_gives_way_to_the_citys_value(client, as_user, city, second, narrowed):
    page, january, february = reverse("policy:parameter", args=[LIMIT.key]), dt.date(2027, 1, 31), dt.date(2027, 2, 1)
    confirm(as_user(second))
    assert value_on(LIMIT, january, city.community).value == 2
    assert value_on(LIMIT, february, city.community).value == 3
    assert value_on(LIMIT, february, city.district).source == value_on(LIMIT, february, city.city).source

    before = as_user(city.worker).get(page, {"on": "2027-01-31"}).content.decode()
    assert "自 2027-02-01 起市定范围为：区县可自定，最低 3 个月" in before
    assert "超出市定范围，不适用" not in before
    after = as_user(city.worker).get(page, {"on": "2027-02-01"}).content.decode()
    assert "南区自定的 2 个月（哈人社发〔2026〕9号 第三条）超出市定范围" in after
    assert "超出市定范围，不适用" in after


def test_a_district_sets_no_bounds(city, as_user, given):
    bounds = {name: value for name, value in given.items() if name != "value"} | BOUNDS
    refused = propose(as_user(city.district_officer), parameters.bounds_of(LIMIT), bounds | {"area": city.district.pk})

    assert "area" in refused.context["form"].errors


@pytest.mark.parametrize(
    ("parameter", "within", "value"),
    [
        (LIMIT, {"min": "2", "max": "4"}, {"min": "2", "max": "4"}),
        (LIMIT, {}, {}),
        (LIMIT, {"may_differ": "0", "min": "2"}, None),
        (subsidy_parameters.SB_FLEX_CAP_RATIO, {"max": "2/3"}, {"max": "2/3"}),
        (parameters.CAT_C01_AGE_SET, {"choices": ["4050"]}, {"choices": ["4050"]}),
        (parameters.ZF_HUKOU_REQUIRED, {}, {}),
    ],
)
def test_bounds_are_typed_as_the_parameter_allows(client, as_user, city, second, given, parameter, within, value):
    client.force_login(city.city_officer)
    let_districts_differ(client, as_user, second, parameter, given, **within)

    assert ParameterValue.objects.get(key__key=f"{parameter.key}:bounds").value == value


def test_bounds_end_no_lower_than_they_begin(client, city, given):
    client.force_login(city.city_officer)
    bounds = {name: value for name, value in given.items() if name != "value"} | BOUNDS | {"min": "4", "max": "2"}

    assert "最高不能低于最低" in str(propose(client, parameters.bounds_of(LIMIT), bounds).context["form"].errors["max"])


@pytest.mark.parametrize(
    ("parameter", "change", "field", "sentence"),
    [
        (LIMIT, {"value": "两个月"}, "value", "输入整数"),
        (LIMIT, {"value": "-1"}, "value", "大于或等于0"),
        (LIMIT, {"value": ""}, "value", "必填项"),
        (LIMIT, {"since": ""}, "since", "必填项"),
        (LIMIT, {"since": "2007-07-31", "accepts_past": "on"}, "__all__", "已有自 2007-07-31 起施行的取值"),
        (LIMIT, {"reason": ""}, "reason", "必填项"),
        (LIMIT, {"article": ""}, "article", "必填项"),
        (LIMIT, {"document": "0"}, "document", "选择一个有效的选项"),
        (WAGE, {"value": "1,860"}, "value", "输入一个数字"),
        (MARKUP, {"value": "3.005"}, "value", "小数不超过 2 位"),
        (subsidy_parameters.SB_FLEX_CAP_RATIO, {"value": "三分之二"}, "value", "请填写小数或分数"),
        (subsidy_parameters.SB_FLEX_CAP_RATIO, {"value": "2/0"}, "value", "请填写小数或分数"),
        (parameters.ZF_WARN_DAYS, {"value": "30、十五"}, "value", "“十五”不是整数"),
        (parameters.RETIRE_TRACKS, {"value": "男职工（60周岁） = 60"}, "value", "还缺：女工人（50周岁）、女干部"),
        (parameters.RETIRE_TRACKS, {"value": "男教师 = 60"}, "value", "没有“男教师”这一项"),
        (parameters.RETIRE_DELAY, {"value": "起始月份 = 2025年1月"}, "value", "2025-01"),
        (parameters.FEC_RATE_TARGETS, {"value": "入户调查率"}, "value", "名称 = 数值"),
        (parameters.CAT_PRIMARY_ORDER, {"value": "C01、C99"}, "value", "没有“C99”这个代码"),
        (parameters.CAT_C01_AGE_SET, {"value": "5060"}, "value", "不在可用的选项中"),
        (parameters.ZF_EXCLUDE_ROLES, {"value": ["farmer"]}, "value", "不在可用的选项中"),
        (parameters.ZF_HUKOU_REQUIRED, {"value": "maybe"}, "value", "不在可用的选项中"),
        (subsidy_parameters.SB_QUOTA_MEDICAL, {"value": "9.5 = 很多"}, "value", "“很多”不是数值"),
    ],
)
def test_what_cannot_be_enacted_is_said_at_its_field(client, city, given, parameter, change, field, sentence):
    client.force_login(city.city_officer)
    before = ParameterValue.objects.count()
    response = propose(client, parameter, given | change)

    assert response.status_code == 200
    assert sentence in str(response.context["form"].errors[field])
    assert ParameterValue.objects.count() == before
    assert not Proposal.objects.exists()
    if field != "article":
        assert "第三条" in response.content.decode()


@pytest.mark.parametrize(
    ("parameter", "typed", "enacted"),
    [
        (WAGE, "2080", "2080.00"),
        (parameters.ZF_HUKOU_REQUIRED, "0", False),
        (parameters.ZF_EXCLUDE_ROLES, ["student", "soldier"], ["student", "soldier"]),
        (parameters.RETIRE_DELAY, "", {}),
        (subsidy_parameters.SB_QUOTA_MEDICAL, "9.5 = 1248\n2：480.5", {"9.5": "1248.00", "2": "480.50"}),
        (parameters.CAT_PRIMARY_ORDER, "C02、C01 C03", ["C02", "C01", "C03"]),
    ],
)
def test_a_value_is_typed_in_the_form_of_its_kind(client, as_user, city, second, given, parameter, typed, enacted):
    client.force_login(city.city_officer)
    response = enact(client, as_user, second, parameter, given | {"value": typed})

    assert response.status_code == 302
    assert ParameterValue.objects.get(key__key=parameter.key, validity__startswith="2027-01-01").value == enacted


def test_what_may_be_left_open_is_set_back_to_not_set(client, as_user, city, second, given):
    client.force_login(city.city_officer)
    enact(client, as_user, second, WAGE, given | {"value": "2080"})
    enact(client, as_user, second, WAGE, given | {"value": "", "not_set": "on", "since": "2028-01-01"})

    assert value_on(WAGE, dt.date(2027, 6, 1), city.city).value == 2080
    assert value_on(WAGE, dt.date(2028, 1, 1), city.city).value is None


def test_no_value_is_proposed_outside_ones_area(client, city, given):
    city.city_officer.area = city.district
    city.city_officer.save()
    client.force_login(city.city_officer)
    response = propose(client, LIMIT, given)

    assert "area" in response.context["form"].errors
