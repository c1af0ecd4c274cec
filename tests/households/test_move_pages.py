"""The pages of households over time: forms that say what follows, refusals at their field, and what was before."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from households.actions import handovers, merging
from households.models import Correction, Handover, Household, Movement, Person, PersonMerge
from tests import factories
from tests.casework import MONDAY, certified, household_of
from tests.rows import movement

TODAY = MONDAY.date()

pytestmark = pytest.mark.usefixtures("monday")


@pytest.fixture
def home(city):
    return household_of(city, {"name": "钱父"}, {"name": "钱子", "born": dt.date(2000, 1, 1)})


@pytest.fixture
def client(as_user, city):
    return as_user(city.worker)


def at(name, *keys):
    return reverse(f"households:{name}", args=keys)


def sent(client, address, data, then=True):
    """The page after a form was sent."""
    return client.post(address, data, follow=then).content.decode()


def people(home):
    return [row.person for row in home.memberships.order_by("pk").select_related("person")]


def handover(city, home, **values):
    said = {"to_area": city.neighbour, "on": TODAY, "reason": "搬家", "address": "光明路8号"} | values
    return handovers.propose_handover(household=home, giving=handovers.Giving(**said), worker=city.worker, at=MONDAY)


def test_the_household_page_offers_the_acts_and_tells_the_history(client, city, home):
    page = client.get(at("household", home.pk)).content.decode()
    for name in ("change_address", "handover_new", "split", "join", "leave"):
        assert at(name, home.pk) in page
    assert at("come_back", home.pk) not in page
    sent(
        client,
        at("change_address", home.pk),
        {"address": "和平路3号", "on": TODAY, "area": city.neighbour.pk, "reason": "租房"},
    )
    page = client.get(at("household", home.pk)).content.decode()
    assert "和平路3号（光明社区）" in page
    assert "居住地与负责社区不同" in page


def test_a_street_sees_the_history_but_no_acts(as_user, city, home):
    page = as_user(city.street_officer).get(at("household", home.pk)).content.decode()
    assert "更多办理" not in page
    assert "经历" in page


@pytest.mark.parametrize("name", ["change_address", "handover_new", "split", "join", "leave"])
def test_an_empty_form_says_at_each_field_what_is_missing(client, home, name):
    before = Household.objects.values_list("pk", "address").get(pk=home.pk)
    page = sent(client, at(name, home.pk), {})
    assert "请" in page
    assert 'class="field-error"' in page
    assert Household.objects.values_list("pk", "address").get(pk=home.pk) == before
    assert not Movement.objects.exists()


def test_a_split_from_the_page(client, home):
    father, son = people(home)
    typed = {f"member_{son.pk}": "head", "on": TODAY, "address": "和平路5号", "reason": "成家", "head": ""}
    page = sent(client, at("split", home.pk), typed | {f"member_{son.pk}": ""})
    assert "请至少选择一名成员" in page
    assert "和平路5号" in page  # nothing typed is lost
    page = sent(client, at("split", home.pk), typed)
    new = son.memberships.get(validity__upper_inf=True).household
    assert f"已分出新户 {new.number}" in page
    assert "分出：钱子" in page
    assert father.memberships.get(validity__upper_inf=True).household == home


def test_a_join_from_the_page_finds_the_other_household_by_head_address_and_number(client, city, home):
    other = household_of(city, {"name": "孙户主"})
    far = household_of(city, {"name": "远户主"}, area=city.neighbour, worker=city.neighbour_worker)
    son = people(home)[1]
    typed = {f"member_{son.pk}": "other", "on": TODAY, "reason": "结婚", "into": "无"}
    offered = client.get(at("join", home.pk)).content.decode()
    assert f"孙户主户 {other.address} {other.number}" in offered
    assert "远户主" not in offered
    assert home.number not in [label.split()[-1] for _, label in _choices(client, home)]
    assert "没有找到" in sent(client, at("join", home.pk), typed)
    assert "没有找到" in sent(client, at("join", home.pk), typed | {"into": far.pk})
    assert f"已并入 {other.number}" in sent(client, at("join", home.pk), typed | {"into": other.pk})


def _choices(client, home):
    return list(client.get(at("join", home.pk)).context["form"].fields["into"].choices)


def test_leaving_and_coming_back_from_the_page(client, home):
    father, son = people(home)
    both = [father.pk, son.pk]
    page = sent(client, at("leave", home.pk), {"people": both, "on": TODAY, "reason": "迁往外省"})
    assert "已离开本市" in page
    assert at("split", home.pk) not in page
    back = {"people": both, "on": TODAY, "reason": "迁回", "address": ""}
    assert "请填写返回后的住址" in sent(client, at("come_back", home.pk), back)
    assert "已登记返回本市" in sent(client, at("come_back", home.pk), back | {"address": "幸福路1号"})


def test_a_death_asks_for_evidence_and_a_new_head(client, home):
    father, son = people(home)
    address = at("death", father.pk)
    page = sent(client, address, {"on": TODAY, "evidence": "", "head": son.pk})
    assert "请写明证明材料" in page
    assert "选择一人为户主" in sent(client, address, {"on": TODAY, "evidence": "证明", "head": ""})
    page = sent(client, address, {"on": TODAY, "evidence": "医学死亡证明", "head": son.pk})
    assert "已去世" in page
    assert "死亡登记" in page


def test_a_correction_shows_bad_numbers_at_the_field_and_keeps_the_old_name(client, home):
    person = people(home)[0]
    said = {"name": "钱夫", "id_number": "123", "reason": "录错", "evidence": "身份证"}
    assert "应为18位" in sent(client, at("correct", person.pk), said)
    assert not Correction.objects.exists()
    other = factories.member(home)
    page = sent(client, at("correct", person.pk), said | {"id_number": other.id_number})
    assert "重复登记合并" in page
    page = sent(client, at("correct", person.pk), said | {"id_number": ""})
    assert "原为钱父" in page


def test_a_handover_goes_back_and_forth(client, as_user, city, home):
    typed = {"to_area": city.neighbour.pk, "on": TODAY, "address": "光明路8号", "reason": "搬家"}
    assert "待光明社区接收" in sent(client, at("handover_new", home.pk), typed)
    row = Handover.objects.get()
    receiver = as_user(city.neighbour_worker)
    work = receiver.get(reverse("desk:my_work")).content.decode()
    assert "待接收和被退回的社区交接" in work
    assert receiver.get(at("household", home.pk)).status_code == 404
    panel = receiver.get(reverse("desk:worklist", args=["handovers"])).content.decode()
    assert "移交原因" in panel
    assert "请填写退回原因" in sent(receiver, at("handover_return", row.pk), {"return-reason": ""})
    assert "已退回向阳社区" in sent(receiver, at("handover_return", row.pk), {"return-reason": "查无此户"})
    assert "查无此户" in client.get(reverse("desk:worklist", args=["handovers"])).content.decode()
    assert "重新提出" in sent(client, at("handover_again", row.pk), typed | {"address": "光明路9号"})
    assert "从今天起由光明社区负责" in sent(receiver, at("handover_accept", row.pk), {})
    assert client.get(at("household", home.pk)).status_code == 404
    assert "社区交接生效" in receiver.get(at("household", home.pk)).content.decode()
    assert "对方撤回" in sent(receiver, at("handover_accept", row.pk), {})


def test_a_handover_of_another_street_is_not_found(as_user, city, home):
    row = handover(city, home)
    street = factories.AreaFactory(code="990103009", level=3, parent=city.district)
    stranger = factories.UserFactory(area=factories.AreaFactory(parent=street))
    assert as_user(stranger).get(at("handover", row.pk)).status_code == 404


def test_a_merge_from_proposal_to_undoing(client, as_user, city, home):
    survivor = people(home)[0]
    double = factories.member(factories.HouseholdFactory(area=city.neighbour), name="钱甫")
    page = sent(client, at("merge_new", survivor.pk), {"id_number": double.id_number, "reason": "同一人"})
    row = PersonMerge.objects.get()
    assert "待和平街道决定" in page
    assert double.id_number not in page
    officer = as_user(city.street_officer)
    assert "钱父" in officer.get(reverse("desk:worklist", args=["merges"])).content.decode()
    decide = at("merge_decide", row.pk)
    assert "请填写不予合并的理由" in sent(officer, decide, {})
    assert "两份登记已合并" in sent(officer, f"{decide}?decision=merge", {})
    lead = officer.get(at("person", double.pk))
    assert lead.url == at("person", survivor.pk)
    assert as_user(city.neighbour_worker).get(at("person", double.pk)).status_code == 404
    assert "请填写撤销理由" in sent(officer, at("merge_undo", row.pk), {"undo-reason": ""})
    assert "恢复原样" in sent(officer, at("merge_undo", row.pk), {"undo-reason": "是两人"})
    assert as_user(city.neighbour_worker).get(at("person", double.pk)).status_code == 200
    assert Person.objects.get(pk=double.pk).merged_into is None


def test_the_community_decides_no_merge(client, city, home):
    survivor, other = people(home)
    row = merging.propose_merge(
        survivor=survivor, id_number=other.id_number, reason="同一人", worker=city.worker, at=MONDAY
    )
    assert "不由您决定" in sent(client, f"{at('merge_decide', row.pk)}?decision=merge", {})


@pytest.mark.parametrize("name", ["handovers", "merges"])
def test_the_lists_take_the_same_queries_however_long(client, city, django_assert_max_num_queries, name):
    def one():
        home = household_of(city)
        handover(city, home)
        person = home.memberships.get().person
        double = factories.member(factories.HouseholdFactory(area=city.community))
        merging.propose_merge(
            survivor=person, id_number=double.id_number, reason="同一人", worker=city.worker, at=MONDAY
        )

    one()
    with django_assert_max_num_queries(15) as few:
        client.get(at(name))
    for _ in range(9):
        one()
    with django_assert_max_num_queries(len(few.captured_queries)):
        page = client.get(at(name)).content.decode()
    assert "10" in page


def test_the_history_takes_the_same_queries_however_long(client, city, home, django_assert_max_num_queries):
    certified(city, home)
    person = people(home)[0]
    addresses = at("household", home.pk), at("person", person.pk)
    movement(person, household=home)
    counts = []
    for address in addresses:
        with CaptureQueriesContext(connection) as few:
            client.get(address)
        counts.append(len(few))
    for _ in range(9):
        movement(person, household=home)
    for address, count in zip(addresses, counts, strict=True):
        with django_assert_max_num_queries(count):
            client.get(address)


def test_the_list_says_which_household_has_left_the_city(client, home):
    assert "已离开本市" not in client.get(reverse("households:list")).content.decode()
    both = [person.pk for person in people(home)]
    sent(client, at("leave", home.pk), {"people": both, "on": TODAY, "reason": "迁往外省"})
    assert "已离开本市" in client.get(reverse("households:list")).content.decode()
