import ast
import datetime as dt
from pathlib import Path

import pytest
from django.urls import reverse

from accounts.enums import Role
from accounts.models import AuditEntry
from accounts.words import detail_words
from policy import parameters, subsidy_parameters, words
from policy.actions import Enactment, enact
from policy.models import Document, ParameterValue
from policy.value_fields import field_for
from tests import factories
from tests.setting import SHANGHAI

AT = dt.datetime(2026, 10, 5, 9, tzinfo=SHANGHAI)
LIMIT = parameters.ZF_DEADLINE_MONTHS


def page(client, name, *args, **query):
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == 200
    return response.content.decode()


def test_every_declared_parameter_stands_with_its_value_and_source(client, city):
    client.force_login(city.worker)
    shown = page(client, "policy:parameters")

    assert all(parameter.title in shown for parameter in parameters.ALL.values())
    assert "哈就办字[2007]12号" in shown
    assert "待市局确认" in shown
    assert "没有取值" not in shown


def test_every_parameter_has_one_subject():
    assert all(words.subject_of(parameter) for parameter in parameters.ALL.values())


@pytest.mark.parametrize("value", [parameter.key for parameter in parameters.ALL.values()])
def test_every_value_shipped_is_read_in_words_and_typed_again_unchanged(city, value):
    parameter = parameters.ALL[value]
    field = field_for(parameter)
    for row in ParameterValue.objects.filter(key__key=value):
        assert words.value_words(parameter, row.value)
        if row.value is not None:
            assert field.clean(field.prepare_value(row.value)) == row.value


def test_the_search_finds_by_title_and_key(client, city):
    client.force_login(city.worker)

    assert LIMIT.title in page(client, "policy:parameters", q="安置期限")
    assert LIMIT.title in page(client, "policy:parameters", q="zf.dead")
    assert "没有这样的参数" in page(client, "policy:parameters", q="不存在")


def test_a_district_value_comes_before_the_citys_there_and_nowhere_else(client, city):
    other = factories.AreaFactory(code="990104", name="北区", level=3, parent=city.city)
    document = Document.objects.get(number="哈就办字[2007]12号")
    enact(Enactment(LIMIT, 2, city.district, dt.date(2020, 1, 1), document, "区自定"), actor=city.city_officer, at=AT)
    client.force_login(city.worker)
    assert "<b>2 个月</b>" in page(client, "policy:parameter", LIMIT.key)

    client.force_login(factories.UserFactory(area=other, role=Role.DISTRICT_OFFICER))
    there = page(client, "policy:parameter", LIMIT.key)
    assert "<b>3 个月</b>" in there
    assert "区自定" not in there


def test_an_unknown_parameter_is_not_found(client, city):
    client.force_login(city.city_officer)

    assert client.get(reverse("policy:parameter", args=["no.such"])).status_code == 404
    assert client.get(reverse("desk:propose", args=["no.such"])).status_code == 404


def test_a_document_shows_what_it_sets(client, city):
    document = Document.objects.get(number="哈人社发〔2010〕230号")
    client.force_login(city.worker)
    shown = page(client, "policy:document", document.pk)

    assert "就业转失业连续失业月数" in shown
    assert "第三条(五)" in shown


def test_a_closed_document_is_refused_twice_by_its_number(client, city):
    client.force_login(city.city_officer)
    given = {
        "number": "哈人社发〔2026〕1号",
        "title": "办法",
        "issuer": "市局",
        "level": "city",
        "issued_on": "2026-01-05",
        "effective_from": "2026-02-01",
        "effective_to": "2026-01-01",
    }
    url = reverse("policy:register_document")

    refused = client.post(url, given)
    assert "失效日期不能早于施行日期" in str(refused.context["form"].errors["effective_to"])
    assert (
        client.post(url, given | {"effective_to": "", "upper_numbers": "甲〔2025〕1号、乙〔2025〕2号"}).status_code
        == 302
    )
    assert Document.objects.get(number=given["number"]).upper_numbers == ["甲〔2025〕1号", "乙〔2025〕2号"]
    again = client.post(url, given | {"effective_to": ""})
    assert "该文号已登记" in str(again.context["form"].errors["number"])


def test_a_document_mistyped_is_corrected_with_what_it_was_on_record(client, city):
    document = Document.objects.get(number="哈就办字[2007]12号")
    lower = Document.objects.create(
        number="乙〔2026〕1号",
        title="细则",
        issuer="南区",
        issued_on=dt.date(2026, 1, 5),
        level="district",
        upper_numbers=[document.number],
    )
    url = reverse("policy:correct_document", args=[document.pk])
    client.force_login(city.city_officer)
    assert url in page(client, "policy:document", document.pk)
    given = {name: value or "" for name, value in client.get(url).context["form"].initial.items()}
    del given["id"]
    assert "没有改动" in str(client.post(url, given | {"reason": "核对"}).context["form"].errors)
    taken = client.post(url, given | {"reason": "核对", "number": lower.number})
    assert "该文号已登记" in str(taken.context["form"].errors["number"])
    assert "必填项" in str(client.post(url, given | {"title": "新标题"}).context["form"].errors["reason"])

    assert client.post(url, given | {"number": "哈就办字[2007]21号", "reason": "文号录反。"}).status_code == 302
    document.refresh_from_db()
    lower.refresh_from_db()
    assert (document.number, lower.upper_numbers) == ("哈就办字[2007]21号", ["哈就办字[2007]21号"])
    entry = AuditEntry.objects.get(event="document.corrected")
    assert (entry.details["before"], entry.details["after"]) == (
        {"number": "哈就办字[2007]12号"},
        {"number": "哈就办字[2007]21号"},
    )
    assert entry.details["reason"] == "文号录反。"


def test_design_defaults_are_not_corrected(client, city):
    design = Document.objects.filter(level="design").first()
    client.force_login(city.city_officer)
    url = reverse("policy:correct_document", args=[design.pk])
    assert url not in page(client, "policy:document", design.pk)
    form = client.post(url, {"number": "甲", "title": "甲", "issuer": "甲", "level": "city", "issued_on": "2026-01-01"})
    assert not AuditEntry.objects.filter(event="document.corrected").exists()
    assert form.status_code == 200


def read_by_code():
    """The parameters pages ask for by their name in ``parameters``: some, rule cases alone ask for so far."""
    declared = {**vars(parameters), **vars(subsidy_parameters)}
    names = {name: value.key for name, value in declared.items() if isinstance(value, parameters.Parameter)}
    apps = ("policy", "approvals", "households", "assistance", "subsidies", "reports", "desk")
    paths = [path for app in apps for path in Path(app).rglob("*.py") if "demo" not in path.parts]
    trees = [
        ast.walk(ast.parse(path.read_text("utf-8")))
        for path in paths
        if path.name not in ("parameters.py", "subsidy_parameters.py")
    ]
    nodes = [node for tree in trees for node in tree]
    attributes = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    imported = {node.name for node in nodes if isinstance(node, ast.alias)}
    return {names[name] for name in (attributes | imported) & names.keys()}


def test_what_nothing_reads_yet_is_said_and_nothing_else():
    not_yet = {key for key, parameter in parameters.ALL.items() if parameters.not_read_yet(parameter)}

    assert not_yet == parameters.ALL.keys() - read_by_code()


def test_a_parameter_that_nothing_reads_yet_is_shown_as_such(client, city):
    client.force_login(city.worker)
    assert "尚未启用" in page(client, "policy:parameter", parameters.LN_TERM.key)
    assert "尚未启用" not in page(client, "policy:parameter", LIMIT.key)
    assert "尚未启用" in page(client, "policy:parameters", q="贷款")


@pytest.mark.parametrize("parameter", parameters.ALL.values(), ids=parameters.ALL)
def test_every_code_and_name_of_a_value_has_its_words(parameter):
    categories = {f"C{number:02}" for number in range(1, 11)}
    named = {*parameter.choices, *words.names_of(parameter)} - categories - {"from"}

    assert [code for code in named if words.code_words(code, parameter).isascii() and code != "ACT/360"] == []


def test_the_papers_of_an_application_are_named_as_papers(city):
    value = {"unemployment": 3, "allowance": 6, "single_parent": 6}
    assert words.value_words(parameters.CERT_MATERIAL_MONTHS, value) == (
        "失业登记凭证 3；低保证或低保金发放凭证 6；单亲抚养证明 6 个月"
    )


def test_the_audit_names_parameters_and_values_as_their_pages_do():
    delay = {"key": "retire.delay", "value": {"from": "2025-01", "M60": [4, 36]}}
    told = "参数 渐进式延迟退休安排，取值 自 2025-01 起：男职工（60周岁）每 4 个月延迟 1 个月，至多 36 个月"

    assert detail_words(delay) == told
    assert detail_words({"key": "no.such", "value": 3}) == "参数 no.such，取值 3"


def test_the_register_answers_htmx_with_its_rows_alone(client, city):
    client.force_login(city.worker)
    part = client.get(reverse("policy:documents"), {"words": "230号"}, headers={"HX-Request": "true"}).content.decode()

    assert "哈人社发〔2010〕230号" in part
    assert "哈就办字" not in part
    assert "<html" not in part


def test_the_calendar_says_until_when_it_is_known(client, city):
    client.force_login(city.worker)
    shown = page(client, "policy:calendar")

    assert "2026-12-31" in shown
    assert "国庆节调休" in shown
    assert "录入年度安排" not in shown


def test_another_day_and_area_have_their_own_values(client, city):
    document = Document.objects.get(number="哈就办字[2007]12号")
    enact(Enactment(LIMIT, 2, city.district, dt.date(2026, 1, 1), document, "区自定"), actor=city.city_officer, at=AT)
    enact(Enactment(LIMIT, 4, city.city, dt.date(2030, 1, 1), document, "市"), actor=city.city_officer, at=AT)
    client.force_login(city.city_officer)
    named = reverse("policy:parameter", args=[LIMIT.key])

    assert "<b>3 个月</b>" in client.get(named, {"on": "2026-10-05"}).content.decode()
    assert "自 2030-01-01 起：4 个月" in client.get(named, {"on": "2026-10-05"}).content.decode()
    assert "<b>4 个月</b>" in client.get(named, {"on": "2030-01-01"}).content.decode()
    there = client.get(named, {"on": "2026-10-05", "area": city.district.pk}).content.decode()
    assert "<b>2 个月</b>" in there
    assert "2030-01-01 起：4" not in there  # the district has its own
    assert "输入一个有效的日期" in client.get(named, {"on": "2026-02-30"}).content.decode()


def test_what_stands_on_a_replaced_document_is_listed(client, city):
    client.force_login(city.city_officer)
    old = Document.objects.get(number="哈就办字[2007]12号")
    new = Document.objects.create(
        number="哈人社发〔2026〕9号", title="办法", issuer="市局", issued_on=dt.date(2026, 1, 5), level="city"
    )
    given = {"replaced": old.pk, "kind": "replaced", "on": "2026-02-01"}
    assert client.post(reverse("policy:replace_document", args=[new.pk]), given).status_code == 302

    lapsed = page(client, "policy:parameters", lapsed="on")
    assert LIMIT.title in lapsed
    assert parameters.NOTICE_WORKDAYS.title not in lapsed
    assert LIMIT.title not in page(client, "policy:parameters", lapsed="on", on="2026-01-31")
    assert "依据已废止" in page(client, "policy:parameter", LIMIT.key)
    assert "自 2026-02-01 起被" in page(client, "policy:document", old.pk)
    assert old.number in page(client, "policy:document", new.pk)
    again = client.post(reverse("policy:replace_document", args=[new.pk]), given)
    assert "replaced" in again.context["form"].errors


@pytest.mark.parametrize("name", ["policy:parameters", "policy:documents", "policy:calendar"])
def test_the_pages_ask_the_database_few_questions(client, city, name, django_assert_max_num_queries):
    client.force_login(city.worker)
    with django_assert_max_num_queries(12):
        client.get(reverse(name))
