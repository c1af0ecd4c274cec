"""The pages of casework: who sees them, what stands on them, and what comes of what is typed there."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from accounts.enums import Role
from approvals import actions as approvals
from approvals.workflow import Decision, Status
from households.actions import exits
from households.actions.surveys import SurveyedHousehold, SurveyedMember, SurveyedRegistration, record_survey
from households.enums import ExitReason, RegistrationKind, Relation, RetirementTrack, Sex
from households.models import Certification, HardToEmploySpell, Person, ZeroFamilyCase
from tests import factories
from tests.accounts.jobbing import taken_away
from tests.casework import (
    MONDAY,
    NOTICE_ENDED,
    applied,
    certified,
    decided,
    disabled_person,
    household_of,
    in_notice,
    works,
)

DAY = dt.timedelta(days=1)
pytestmark = pytest.mark.usefixtures("monday")


@pytest.fixture
def home(city):
    return household_of(city)


def page(name, *args):
    return reverse(f"households:{name}", args=args)


def decide(client, case, decision, comment="", **query):
    address = f"{page('decide', case.pk)}?decision={decision.value}"
    return client.post(address + "".join(f"&{k}={v}" for k, v in query.items()), {"comment": comment})


def test_the_worker_starts_a_certification(as_user, city, home):
    answer = as_user(city.worker).post(page("apply", home.pk))
    case = Certification.objects.get()
    assert answer.url == page("certification", case.pk)
    shown = as_user(city.worker).get(answer.url)
    for words in (case.number, "待社区核实", "哈就办字[2007]12号 三", "待您办理：社区核实", "申请以来事实没有变化"):
        assert words in shown.content.decode()


def test_what_is_not_found_is_refused_in_words(as_user, city):
    home, _ = disabled_person(city)
    answer = as_user(city.worker).post(page("apply", home.pk), follow=True)
    assert "不能发起认定：家庭有1名成员就业" in answer.content.decode()
    assert not Certification.objects.exists()


def test_a_person_of_elsewhere_or_a_household_of_elsewhere_is_not_found(as_user, city, home):
    stranger = household_of(city, area=city.neighbour)
    client = as_user(city.worker)
    assert client.post(page("apply", stranger.pk)).status_code == 404
    person = stranger.memberships.get().person
    assert client.post(page("apply", home.pk), {"person": person.pk}).status_code == 404


def test_who_may_not_survey_starts_nothing(as_user, city, home):
    assert as_user(city.street_officer).post(page("apply", home.pk)).status_code == 403


@pytest.mark.parametrize("role", [Role.STREET_LEADER, Role.STATISTICIAN])
def test_a_reader_sees_the_case_and_no_decision(as_user, city, home, role):
    case = applied(city, home)
    area = city.street if role == Role.STREET_LEADER else city.city
    client = as_user(factories.UserFactory(role=role, area=area))
    assert "待您办理" not in client.get(page("certification", case.pk)).content.decode()
    assert decide(client, case, Decision.APPROVE).status_code == 403


def test_a_case_of_elsewhere_is_not_found(as_user, city, home):
    case = applied(city, home)
    client = as_user(city.neighbour_worker)
    for name in ("certification", "decide", "resubmit", "withdraw", "object"):
        assert client.post(page(name, case.pk), {"comment": "x"}).status_code in (404, 405)
    assert client.get(page("certification", case.pk)).status_code == 404
    assert Certification.objects.get().status == Status.PENDING


def test_the_whole_climb_by_page(as_user, city, home, monday):
    case = applied(city, home)
    answer = decide(as_user(city.worker), case, Decision.APPROVE, "已入户核实")
    assert answer.url == page("certifications")
    monday.move_to(NOTICE_ENDED)
    decide(as_user(city.street_officer), case, Decision.APPROVE)
    answer = decide(as_user(city.district_officer), case, Decision.APPROVE)
    shown = as_user(city.worker).get(page("certification", case.pk)).content.decode()
    family = ZeroFamilyCase.objects.get()
    for words in (
        "已认定",
        "限时安置承诺",
        str(family.due_on),
        family.due_source,
        "还剩 91 天",
        "已入户核实",
        "列入在册",
    ):
        assert words in shown


def test_after_a_decision_the_next_case_opens_by_itself(as_user, city, home):
    person_home, person = disabled_person(city)
    alone = applied(city, person_home, person)
    first, second = applied(city, home), applied(city, household_of(city))
    client = as_user(city.worker)
    assert decide(client, first, Decision.APPROVE).url == page("certification", second.pk)
    assert decide(client, second, Decision.APPROVE).url == page("certification", alone.pk)
    shown = client.get(page("certification", alone.pk)).content.decode()
    assert reverse("desk:my_work") in shown
    assert decide(client, alone, Decision.APPROVE).url == page("certifications")


def test_one_goes_back_only_within_this_site(as_user, city, home):
    case = applied(city, home)
    then = reverse("desk:worklist", args=["decisions"])
    client = as_user(city.worker)
    assert decide(client, case, Decision.RETURN, "补", then=then).url == then
    other = applied(city, household_of(city))
    assert decide(client, other, Decision.APPROVE, then="https://evil.example/").url == page("certifications")


def test_a_return_without_a_reason_comes_back_with_a_sentence_at_the_field(as_user, city, home):
    case = applied(city, home)
    for decision in (Decision.RETURN, Decision.REFUSE):
        answer = decide(as_user(city.worker), case, decision)
        assert answer.context["choices"][0].form.errors == {}
        assert "请填写说明" in answer.content.decode()
    assert not case.approval_records.exists()


def test_too_long_a_reason_loses_nothing(as_user, city, home):
    case = applied(city, home)
    answer = decide(as_user(city.worker), case, Decision.RETURN, "长" * 501)
    assert "长" * 501 in answer.content.decode()
    assert not case.approval_records.exists()


def test_an_unknown_decision_and_a_repeated_one_are_refused_in_words(as_user, city, home):
    case = applied(city, home)
    client = as_user(city.worker)
    answer = client.post(page("decide", case.pk) + "?decision=nonsense", {"comment": ""}, follow=True)
    assert "请选择一项决定" in answer.content.decode()
    decide(client, case, Decision.APPROVE)
    again = decide(client, case, Decision.APPROVE, "再来")
    assert "当前不由您审批" in again.content.decode()
    assert case.approval_records.count() == 1


def test_a_returned_case_is_sent_again_by_the_worker(as_user, city, home):
    case = decided(applied(city, home), city.worker, Decision.RETURN, "请补失业登记凭证")
    client = as_user(city.worker)
    shown = client.get(page("certification", case.pk)).content.decode()
    assert "请补失业登记凭证" in shown
    assert "重新提交" in shown
    client.post(page("resubmit", case.pk))
    assert Certification.objects.get().status == Status.PENDING
    assert "不能重新提交" in client.post(page("resubmit", case.pk), follow=True).content.decode()


def test_what_changed_since_the_application_is_shown(as_user, city, home):
    case = in_notice(city, home)
    works(city, Person.objects.get(), RegistrationKind.FLEXIBLE, MONDAY.date(), MONDAY)
    shown = as_user(city.street_officer).get(page("certification", case.pk)).content.decode()
    assert "家庭判定由“疑似零就业家庭”变为“不是零就业家庭”" in shown
    assert "不再符合：“4050”失业人员" in shown


def test_an_objection_is_recorded_and_decided_by_page(as_user, city, home):
    case = in_notice(city, home)
    client = as_user(city.worker)
    assert "请填写异议内容" in client.post(page("object", case.pk), {"text": ""}).content.decode()
    client.post(page("object", case.pk), {"text": "该户有人开出租车"})
    shown = client.get(page("certification", case.pk)).content.decode()
    for words in ("异议核查", "该户有人开出租车", "异议成立", "异议不成立"):
        assert words in shown
    decide(client, case, Decision.DISMISS, "车主系同名")
    assert Certification.objects.get().notices.count() == 2


def test_a_withdrawal_asks_why(as_user, city, home):
    case = applied(city, home)
    client = as_user(city.worker)
    assert "请填写撤回原因" in client.post(page("withdraw", case.pk), {"reason": ""}).content.decode()
    client.post(page("withdraw", case.pk), {"reason": "录入有误"})
    assert Certification.objects.get().status == Status.WITHDRAWN
    assert "录入有误" in client.get(page("certification", case.pk)).content.decode()
    assert "不能撤回" in client.post(page("withdraw", case.pk), {"reason": "再撤"}).content.decode()


def test_lateness_stands_on_the_page_for_ever(as_user, city, home, monday):
    case = applied(city, home)
    late = MONDAY + 14 * DAY
    decided(case, city.worker, at=late)
    shown = as_user(city.worker).get(page("certification", case.pk)).content.decode()
    assert "累计逾期 <b>6</b> 个工作日，永久保留" in shown  # due on the 14th; Sunday the 20th is worked


def test_a_visit_to_an_acts_address_leads_to_the_case(as_user, city, home):
    case = applied(city, home)
    client = as_user(city.worker)
    for name in ("decide", "resubmit", "withdraw", "object"):
        assert client.get(page(name, case.pk)).url == page("certification", case.pk)
    assert client.get(page("apply", home.pk)).url == page("household", home.pk)


def notice_of(client, case):
    return client.get(page("notice", case.notices.get().pk)).content.decode()


def test_the_notice_of_a_family_names_the_head_alone(as_user, city):
    city.worker.office_phone = "0451-84600001"
    city.worker.save()
    home = household_of(city, {"name": "李户主"}, {"name": "李其他", "born": dt.date(2000, 1, 1)})
    shown = notice_of(as_user(city.worker), in_notice(city, home))
    for words in ("李户主", "零就业家庭", "2026年9月7日", "2026年9月14日", "向阳社区", "0451-84600001"):
        assert words in shown
    head = Person.objects.get(name="李户主")
    for hidden in ("李其他", home.address, head.id_number, head.masked_id, "失业登记"):
        assert hidden not in shown


def test_the_notice_of_a_person_hides_number_address_and_what_would_hurt(as_user, city):
    home, person = disabled_person(city)
    shown = notice_of(as_user(city.worker), in_notice(city, home, person))
    for words in ("王残", "男", ">36<"):
        assert words in shown
    for hidden in ("残疾", "类别", home.address, person.id_number, person.masked_id):
        assert hidden not in shown


def test_the_notice_names_the_categories_that_may_be_named(as_user, city):
    home, person = disabled_person(city, with_age=True)
    shown = notice_of(as_user(city.worker), in_notice(city, home, person))
    assert "“4050”失业人员" in shown
    assert "残疾" not in shown


def test_the_notice_of_elsewhere_is_not_found(as_user, city, home):
    case = in_notice(city, home)
    assert as_user(city.neighbour_worker).get(page("notice", case.notices.get().pk)).status_code == 404


def test_certifications_are_filtered(as_user, city, home):
    person_home, person = disabled_person(city)
    family, alone = in_notice(city, home), applied(city, person_home, person)
    client = as_user(city.street_officer)

    def found(**query):
        return {row.pk for row in client.get(page("certifications"), query).context["rows"]}

    assert found() == {family.pk, alone.pk}
    assert found(kind="family") == {family.pk}
    assert found(step="notice") == {family.pk}
    assert found(step="1") == {alone.pk}
    assert found(step="2") == set()
    assert found(status="withdrawn") == set()
    assert found(q="王残") == {alone.pk}
    assert found(q="李0") == {family.pk}
    assert found(q=family.number) == {family.pk}
    assert found(area=city.neighbour.pk) == set()
    assert found(area=city.community.pk) == {family.pk, alone.pk}
    assert found(overdue="on") == set()
    with time_machine.travel(MONDAY + 30 * DAY, tick=False):
        client = as_user(city.street_officer)
        assert found(overdue="on") == {family.pk, alone.pk}


def test_families_are_filtered_by_where_their_promise_stands(as_user, city, home, monday):
    certified(city, home)
    family, person = ZeroFamilyCase.objects.get(), Person.objects.get()
    client = as_user(city.district_officer)

    def found(state, day):
        monday.move_to(dt.datetime.combine(day, MONDAY.timetz()))
        client.force_login(city.district_officer)
        return [row.pk for row in client.get(page("families"), {"state": state}).context["rows"]]

    certified_on, due_on = family.certified_on, family.due_on
    assert found("running", certified_on) == [family.pk]
    assert found("near", certified_on) == []
    assert found("near", due_on - 30 * DAY) == [family.pk]
    assert found("overdue", due_on) == []
    assert found("overdue", due_on + DAY) == [family.pk]
    works(city, person, RegistrationKind.ENTERPRISE, due_on + DAY, dt.datetime.combine(due_on + DAY, MONDAY.timetz()))
    assert found("placed", due_on + DAY) == [family.pk]
    assert found("overdue", due_on + DAY) == []
    assert found("closed", due_on + DAY) == []
    assert "逾期安置" in client.get(page("families")).content.decode()


@pytest.mark.parametrize("name", ["certifications", "families", "notices", "exits"])
def test_lists_are_of_the_own_area_and_take_the_same_queries(
    as_user, city, name, monday, django_assert_max_num_queries
):
    def one_more():
        monday.move_to(MONDAY)
        home, person = disabled_person(city)
        certified(city, home, person)
        family = household_of(city)
        certified(city, family)
        in_notice(city, household_of(city))
        spell = HardToEmploySpell.objects.filter(household=home).get()
        proposal = exits.Proposal(ExitReason.OTHER, NOTICE_ENDED.date(), "其他")
        exits.propose_exit(ends=spell, proposal=proposal, worker=city.worker, at=NOTICE_ENDED)

    one_more()
    client = as_user(city.district_officer)
    client.get(page(name))
    with django_assert_max_num_queries(15) as few:
        assert len(client.get(page(name)).context["rows"]) >= 1
    for _ in range(5):
        one_more()
    with django_assert_max_num_queries(len(few.captured_queries)):
        assert len(client.get(page(name)).context["rows"]) >= 6
    assert taken_away(client, page(name)).status_code == 200
    neighbour = as_user(city.neighbour_worker)
    assert list(neighbour.get(page(name)).context["rows"]) == []


def test_an_objection_outside_the_notice_is_refused_in_words(as_user, city, home):
    case = applied(city, home)
    answer = as_user(city.worker).post(page("object", case.pk), {"text": "反映"})
    assert "不在公示期内" in answer.content.decode()
    approvals.withdraw(application=case, reason="录入有误", actor=city.worker, at=MONDAY)


def test_who_decides_is_told_of_a_birth_date_against_the_number_and_of_who_was_taken_out(as_user, city):
    home = household_of(city, {"name": "李零"}, {"name": "李一"})
    head, other = Person.objects.order_by("pk")
    member = SurveyedMember(
        name=head.name,
        id_number=head.id_number,
        sex=Sex.MALE,
        born=dt.date(1970, 1, 1),
        relation=Relation.HEAD,
        retirement_track=RetirementTrack.M60,
        registrations=(SurveyedRegistration(since=dt.date(2026, 7, 1)),),
        differs_why="干部档案记载",
        differs_evidence="人事档案",
    )
    survey = SurveyedHousehold(
        address=home.address,
        hukou="urban",
        visited_on=MONDAY.date(),
        members=(member,),
        mistaken={other.pk: "借住的亲戚"},
    )
    record_survey(survey=survey, household=home, worker=city.worker, at=MONDAY)
    case = applied(city, home)
    shown = as_user(city.worker).get(page("certification", case.pk)).content.decode()
    assert "李零的出生日期与证件号不符：证件号为1972-01-05，登记为1970-01-01；干部档案记载，核对人事档案" in shown
    assert "李一于 2026-09-07 作为登记错误从本户移出：借住的亲戚" in shown
    assert "李零的出生日期" in as_user(city.worker).get(reverse("desk:batch")).content.decode()
