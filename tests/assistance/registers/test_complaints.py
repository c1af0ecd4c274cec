"""举报投诉: who sees one, who may judge it, what the public page takes and tells, what communities are judged by."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from accounts.enums import Role
from accounts.models import AuditEntry
from accounts.origin import Origin, coming_from
from assistance.actions import complaints as actions
from assistance.actions.matters import MatterRefused, Receipt, Whom
from assistance.actions.succession import follow
from assistance.models import Complaint
from assistance.queries.complaints import ComplaintFact, complaint_facts
from assistance.register_enums import ComplaintChannel, Finding
from tests import factories
from tests.casework import MONDAY, household_of
from tests.employing import employer

TODAY = MONDAY.date()
COMPLAIN, ASKED = reverse("assistance:complain"), reverse("assistance:complaint_asked")
pytestmark = pytest.mark.usefixtures("monday")


def about(area, channel=ComplaintChannel.PHONE):
    return actions.NewComplaint(channel, "服务窗口", area, "材料退回三次，没有说明原因。", "李先生", "13912345678")


def taken(city, area, **receipt):
    receipt = Receipt(TODAY, **receipt)
    return actions.take_complaint(complaint=about(area), receipt=receipt, officer=city.city_officer, at=MONDAY)


def accepted(complaint, officer, **said):
    acceptance = actions.Acceptance(**{"is_targeted": True} | said)
    return actions.accept(complaint=complaint, acceptance=acceptance, officer=officer, at=MONDAY)


def concluded(complaint, officer, finding=Finding.UNTRUE):
    conclusion = actions.Conclusion(finding, "查阅台账，询问经办人。", "已按规定办理。")
    return actions.conclude(complaint=complaint, conclusion=conclusion, officer=officer, at=MONDAY)


def test_it_lies_with_the_office_above_and_whom_it_is_about_sees_nothing(city):
    of_community, of_street, of_nowhere = (taken(city, area) for area in (city.community, city.street, None))
    assert [row.area for row in (of_community, of_street, of_nowhere)] == [city.street, city.district, city.city]
    assert of_community.due_on == dt.date(2026, 10, 10)  # twenty working days, past two holidays
    assert "默认值" in of_community.due_source
    seen = Complaint.objects.visible_to
    assert list(seen(city.worker)) == []
    assert list(seen(city.street_officer)) == [of_community]
    assert set(seen(city.district_officer)) == {of_community, of_street}


def test_it_is_accepted_investigated_and_replied_to(city):
    own = taken(city, city.community)
    with pytest.raises(MatterRefused, match="由他人办理"):
        concluded(own, city.street_officer)  # before anybody accepted it
    accepted(own, city.street_officer)
    concluded(own, city.street_officer)
    own.refresh_from_db()
    assert (own.finding, own.closed_on, own.closed_by) == (Finding.UNTRUE, TODAY, city.street_officer)
    with pytest.raises(MatterRefused, match="由他人办理"):
        concluded(own, city.street_officer)
    events = AuditEntry.objects.filter(object_label="assistance.complaint").order_by("pk")
    assert [entry.event for entry in events] == ["complaint.received", "complaint.accepted", "complaint.closed"]
    assert "李先生" not in str([entry.details for entry in events])


def test_nobody_judges_a_complaint_about_oneself(city):
    own = taken(city, city.community)
    other = factories.UserFactory(area=city.street, role=Role.STREET_OFFICER)
    with pytest.raises(MatterRefused, match="您本人"):
        accepted(own, city.street_officer, against_officer=city.street_officer)
    accepted(own, other, against_officer=city.street_officer)
    with pytest.raises(MatterRefused, match="您本人"):
        concluded(own, city.street_officer)
    assert concluded(own, other).closed_by == other


def test_what_is_not_ours_is_declined_with_the_reason(city):
    own = taken(city, None)
    with pytest.raises(MatterRefused, match="有针对性"):
        accepted(own, city.city_officer)
    with pytest.raises(MatterRefused, match="理由"):
        actions.decline(complaint=own, reply=" ", officer=city.city_officer, at=MONDAY)
    actions.decline(complaint=own, reply="请向市场监管部门反映。", officer=city.city_officer, at=MONDAY)
    assert Complaint.objects.get().finding == Finding.DECLINED


def test_a_form_sent_twice_is_one_complaint_about_whom_it_names(city):
    person = household_of(city).memberships.get().person
    key = uuid.uuid4()
    whom = Whom(person.id_number.lower())
    assert taken(city, None, submission=key, whom=whom) == taken(city, None, submission=key, whom=whom)
    own = Complaint.objects.get()
    assert (own.person, own.household) == (person, person.memberships.get().household)
    with pytest.raises(MatterRefused, match="没有登记过"):
        taken(city, None, whom=Whom("11010119900307777X"))
    shop = employer(city.neighbour, name="和平商店")
    assert taken(city, None, whom=Whom(employer="和平商店")).employer == shop
    with pytest.raises(MatterRefused, match="没有登记过这个单位"):
        taken(city, None, whom=Whom(employer="光明商店"))
    with pytest.raises(MatterRefused, match="家庭编号"):
        taken(city, None, whom=Whom(family="H999999"))


def test_communities_are_judged_by_the_facts_of_both_modes(city):
    true, untrue, _, declined = (taken(city, city.community) for _ in range(4))
    for own, finding in ((true, Finding.PARTLY), (untrue, Finding.UNTRUE)):
        concluded(accepted(own, city.street_officer), city.street_officer, finding)
    actions.decline(complaint=declined, reply="已答复过。", officer=city.street_officer, at=MONDAY)
    taken(city, city.neighbour)
    assert complaint_facts([city.community.pk], TODAY, TODAY) == [
        ComplaintFact(city.community.pk, TODAY, True, True),
        ComplaintFact(city.community.pk, TODAY, True, False),
        ComplaintFact(city.community.pk, TODAY, None, None),
    ]


def test_an_office_that_closes_leaves_its_open_complaints_to_its_successor(city):
    successor = factories.AreaFactory(code="990103009", name="新街道", level=city.street.level, parent=city.district)
    open_one, closed_one = taken(city, city.community), taken(city, city.community)
    concluded(accepted(closed_one, city.street_officer), city.street_officer)
    follow(area=city.street, successor=successor)
    assert [Complaint.objects.get(pk=row.pk).area for row in (open_one, closed_one)] == [successor, city.street]


def sent(client, **values):
    typed = {"against": "向阳社区窗口", "text": "不给开证明", "submission": uuid.uuid4()}
    return client.post(COMPLAIN, typed | values)


def test_anybody_sends_one_in_and_asks_after_it_without_a_name(client, city):
    answer = sent(client, against_area=city.community.pk, contact_name="王女士", contact_phone="13900001111")
    own = Complaint.objects.get()
    assert (own.channel, own.area, own.recorded_by.username) == ("page", city.street, "system")
    page = client.get(answer.url).content.decode()
    assert own.number in page
    assert "已收到，待受理" in page
    accepted(own, city.street_officer)
    concluded(own, city.street_officer, Finding.TRUE)
    page = client.get(ASKED, {"number": own.number.lower()}).content.decode()
    assert "属实" in page
    for hidden in ("王女士", "13900001111", "窗口", "不给开证明", "查阅台账", "已按规定办理"):
        assert hidden not in page
    assert "没有这个编号" in client.get(ASKED, {"number": "TS0000000000"}).content.decode()


def test_what_is_wrong_stands_at_its_field_and_nothing_is_lost(client, city):
    page = sent(client, text=" ", against="某社区").content.decode()
    assert "请填写举报投诉内容" in page
    assert 'value="某社区"' in page
    assert not Complaint.objects.exists()


def test_no_more_are_taken_in_an_hour_than_one_address_may_send(client, city, settings):
    settings.PUBLIC_COMPLAINTS_HOURLY = {"address": 2, "all": 3}

    def send(address):
        new, receipt = about(None, ComplaintChannel.PAGE), Receipt(TODAY, submission=uuid.uuid4())
        with coming_from(Origin(address=address)):
            return actions.send_in(complaint=new, receipt=receipt, at=MONDAY)

    send("10.0.0.1")
    last = send("10.0.0.1")
    with pytest.raises(MatterRefused, match="次数已满"):
        send("10.0.0.1")
    with coming_from(Origin(address="10.0.0.1")):  # the same form again is no other
        again = Receipt(TODAY, submission=last.submission)
        assert actions.send_in(complaint=about(None, ComplaintChannel.PAGE), receipt=again, at=MONDAY) == last
    send("10.0.0.2")
    with pytest.raises(MatterRefused, match="人太多"):
        send("10.0.0.3")


def test_the_page_is_switched_off_in_the_settings(client, city, settings):
    settings.PUBLIC_COMPLAINTS, settings.COMPLAINTS_TELEPHONE = False, "0451-12333"
    page = client.get(COMPLAIN).content.decode()
    assert "已暂停" in page
    assert "0451-12333" in page
    assert "<textarea" not in page
    assert "已暂停" in sent(client).content.decode()
    assert not Complaint.objects.exists()


def test_the_officer_goes_through_it_on_its_page(as_user, city):
    own, client = taken(city, city.community), as_user(city.street_officer)
    address = reverse("assistance:complaint_accept", args=[own.pk])
    assert "请选择是否有针对性" in client.post(address, {}).content.decode()
    client.post(address, {"complaint_accept-is_targeted": "yes"})
    address = reverse("assistance:complaint_conclude", args=[own.pk])
    page = client.post(address, {"complaint_conclude-finding": "true", "complaint_conclude-findings": "查看录像"})
    assert "查看录像" in page.content.decode()
    told = {"finding": "true", "findings": "查看录像", "reply": "已责令改正"}
    client.post(address, {f"complaint_conclude-{name}": words for name, words in told.items()})
    assert "情况已有变化" in client.post(address, follow=True).content.decode()
    page = client.get(reverse("assistance:complaint", args=[own.pk])).content.decode()
    assert "已责令改正" in page
    assert "办结举报投诉</button>" not in page


def test_the_hotline_enters_one_and_reads_none(as_user, city):
    client = as_user(factories.UserFactory(area=city.city, role=Role.HOTLINE))
    typed = {"received_on": TODAY, "channel": "phone", "against": "某窗口", "text": "拖延", "submission": uuid.uuid4()}
    answer = client.post(reverse("assistance:complaint_new"), typed, follow=True)
    own = Complaint.objects.get()
    assert own.number in answer.content.decode()
    assert client.get(reverse("assistance:complaint", args=[own.pk])).status_code == 403
