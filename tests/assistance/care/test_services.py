"""Services for a person and at events, and the card that tells of them."""

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AuditEntry
from assistance.actions import services as actions
from assistance.enums import Reception, ServiceKind
from assistance.models import Service, ServiceEvent
from households.models import Person
from households.queries.personal_copy import copy_of
from tests import care_rows, factories
from tests.casework import MONDAY, household_of
from tests.offering import offered, refused

TODAY = MONDAY.date()
DAY = dt.timedelta(days=1)
pytestmark = pytest.mark.usefixtures("monday")


@pytest.fixture
def person(city) -> Person:
    household_of(city, {"name": "赵甲"})
    return Person.objects.get()


def done(kind=ServiceKind.GUIDANCE, **values) -> actions.NewService:
    common = {"on": TODAY, "outcome": Reception.ACCEPTED, "detail": "面谈一次"}
    return actions.NewService(kind=kind, **common | values)


def logged(city, person, kind=ServiceKind.GUIDANCE, **values) -> Service:
    return actions.log_service(person=person, service=done(kind, **values), actor=city.worker, at=MONDAY)


def held(**values) -> actions.NewEvent:
    common = {
        "kind": ServiceKind.SEND_POST,
        "title": "招聘会",
        "held_on": TODAY,
        "place": "广场",
        "content": "十家企业",
    }
    return actions.NewEvent(**common | values)


def test_a_service_names_person_and_household_and_is_noted(city, person):
    made = logged(city, person)
    assert (made.person, made.household) == (person, person.memberships.get().household)
    entry = AuditEntry.objects.get(event="service.logged")
    assert (entry.object_id, entry.details["kind"]) == (made.pk, "职业指导")


def test_a_form_sent_twice_is_one_service(city, person):
    key = uuid.uuid4()
    assert logged(city, person, submission=key) == logged(city, person, submission=key)


@pytest.mark.parametrize(
    ("kind", "values", "field"),
    [
        (ServiceKind.GUIDANCE, {"on": TODAY + DAY}, "on"),
        (ServiceKind.GUIDANCE, {"detail": " "}, "detail"),
        (ServiceKind.PREMISES, {"first_day": TODAY}, "authority"),
        (ServiceKind.TAX_RELIEF, {"authority": "税务局"}, "first_day"),
        (ServiceKind.TAX_RELIEF, {"authority": "税务局", "first_day": TODAY, "last_day": TODAY - DAY}, "last_day"),
        (ServiceKind.INSURANCE, {}, "continuity"),
        (ServiceKind.GUIDANCE, {"is_signed": True}, "is_signed"),
        (ServiceKind.REFERRAL, {}, "kind"),
    ],
)
def test_what_lacks_something_is_refused_at_its_field(city, person, kind, values, field):
    with pytest.raises(actions.ServiceRefused) as refused:
        logged(city, person, kind, **values)
    assert refused.value.field == field


def test_nobody_elsewhere_logs_or_strikes_off(city, person):
    made = logged(city, person)
    with pytest.raises(actions.ServiceRefused, match="辖区"):
        actions.log_service(person=person, service=done(), actor=city.neighbour_worker, at=MONDAY)
    with pytest.raises(actions.ServiceRefused, match="辖区"):
        actions.strike_off(service=made, reason="错", actor=city.neighbour_worker, at=MONDAY)


def test_support_has_its_authority_and_period_and_other_services_none(city, person):
    support = {"authority": "税务局", "first_day": TODAY, "last_day": TODAY + 364 * DAY}
    made = logged(city, person, ServiceKind.TAX_RELIEF, **support)
    assert (made.authority, made.period.lower, made.last_day) == ("税务局", TODAY, TODAY + 364 * DAY)
    assert logged(city, person, **support).period is None


def test_an_event_gives_everybody_who_came_a_service_once(city):
    household_of(city, {"name": "甲"}, {"name": "乙"}, {"name": "丙"})
    household_of(city, {"name": "丁"}, area=city.neighbour, worker=city.neighbour_worker)
    one, two, three, elsewhere = Person.objects.order_by("pk")
    event = actions.hold_event(event=held(), people=[one.pk, two.pk, elsewhere.pk], actor=city.worker, at=MONDAY)
    assert set(event.services.values_list("person", flat=True)) == {one.pk, two.pk}
    again = [one.pk, three.pk]
    assert actions.add_attendance(event=event, people=again, actor=city.worker, at=MONDAY) == 1
    assert event.services.count() == 3
    assert AuditEntry.objects.filter(event="service.logged").count() == 3
    with pytest.raises(actions.ServiceRefused, match="勾选"):
        actions.add_attendance(event=event, people=again, actor=city.worker, at=MONDAY)


def test_many_come_to_an_event_in_as_many_statements_as_few(city):
    people = [factories.member(factories.HouseholdFactory(area=city.community)).pk for _ in range(40)]

    def statements(keys):
        with CaptureQueriesContext(
            connection,
        ) as caught:
            actions.hold_event(event=held(), people=keys, actor=city.worker, at=MONDAY)
        return len(caught)

    assert statements(people[:2]) == statements(people)


def test_the_worker_ticks_off_who_came_and_a_wrong_form_loses_nothing(as_user, city, person):
    client = as_user(city.worker)
    new = reverse("assistance:event_new")
    assert "赵甲" in client.get(new).content.decode()
    sent = {
        "kind": "send_post",
        "title": "招聘会",
        "held_on": TODAY,
        "place": "",
        "content": "十家企业",
        "person": person.pk,
    }
    wrong = client.post(new, sent).content.decode()
    assert "请填写活动地点" in wrong
    assert f'value="{person.pk}" checked' in wrong
    nobody = client.post(new, sent | {"place": "广场", "person": []}).content.decode()
    assert "请勾选参加活动的人员" in nobody
    client.post(new, sent | {"place": "广场"})
    event = ServiceEvent.objects.get()
    page = client.get(reverse("assistance:event", args=[event.pk])).content.decode()
    assert "赵甲" in page
    assert "十家企业" in page
    assert "招聘会" in client.get(reverse("assistance:events")).content.decode()


def test_a_service_goes_from_the_card_to_the_card(as_user, city, person):
    client = as_user(city.worker)
    card, new = (reverse(f"assistance:{name}", args=[person.pk]) for name in ("card", "service_new"))
    assert card in client.get(reverse("households:person", args=[person.pk])).content.decode()
    assert new in client.get(card).content.decode()
    sent = {"kind": "tax_relief", "on": TODAY, "outcome": "accepted", "detail": "减免增值税"}
    assert "请填写办理部门" in client.post(new, sent).content.decode()
    support = {"authority": "区税务局", "first_day": TODAY, "last_day": TODAY + 30 * DAY}
    client.post(new, sent | support)
    shown = client.get(card).content.decode()
    assert "减免增值税" in shown
    assert "区税务局" in shown
    made = Service.objects.get()
    strike = reverse("assistance:service_strike_off", args=[made.pk])
    assert "请填写划去原因" in client.post(strike, {"reason": ""}).content.decode()
    client.post(strike, {"reason": "登记在了别人名下"})
    assert "登记在了别人名下" in client.get(card).content.decode()


def test_the_card_counts_deliveries_policy_steps_and_one_three_one(as_user, city, person):
    for kind in (ServiceKind.GUIDANCE, ServiceKind.SEND_POLICY, ServiceKind.POLICY_TOLD):
        logged(city, person, kind)
    for _ in range(3):
        offered(person, city.worker, TODAY)
    logged(city, person, ServiceKind.TRAINING, outcome=Reception.REFUSED)
    card = as_user(city.worker).get(reverse("assistance:card", args=[person.pk])).context["card"]
    assert [one.times for one in card.deliveries] == [1, 0, 0, 0, 0]
    assert [one.times for one in card.policy_steps] == [1, 0, 0]
    assert card.one_three_one_counts == [("职业指导", 1, 1), ("职业介绍", 3, 3), ("职业培训", 0, 1)]
    assert card.one_three_one.completed_on is None
    logged(city, person, ServiceKind.TRAINING)
    card = as_user(city.worker).get(reverse("assistance:card", args=[person.pk])).context["card"]
    assert card.one_three_one.completed_on == TODAY


def test_a_referral_that_took_place_leads_to_the_form_of_offers(as_user, city, person):
    client, new = as_user(city.worker), reverse("assistance:service_new", args=[person.pk])
    sent = {"kind": "referral", "on": TODAY, "outcome": "accepted", "detail": "介绍到和平商店"}
    page = client.post(new, sent)
    assert "登记为“推荐岗位”" in page.context["form"].errors["kind"][0]
    assert reverse("assistance:offer_new", args=[person.pk]) in page.content.decode()
    assert "介绍到和平商店" in page.content.decode()
    street = as_user(city.street_officer).get(new).content.decode()
    assert reverse("assistance:offer_new", args=[person.pk]) not in street
    assert not Service.objects.exists()
    as_user(city.worker).post(new, sent | {"outcome": "refused", "is_signed": "on"})
    assert Service.objects.get().is_signed


def test_a_referral_is_nothing_that_happens_at_an_event(as_user, city, person):
    asked = reverse("assistance:event_new")
    sent = {
        "kind": "referral",
        "title": "招聘会",
        "held_on": TODAY,
        "place": "广场",
        "content": "十家",
        "person": person.pk,
    }
    assert "kind" in as_user(city.worker).post(asked, sent).context["form"].errors
    with pytest.raises(actions.ServiceRefused, match="逐人登记"):
        actions.hold_event(event=held(kind=ServiceKind.REFERRAL), people=[person.pk], actor=city.worker, at=MONDAY)
    assert not ServiceEvent.objects.exists()


def test_the_card_leads_to_the_form_of_what_is_missing(as_user, city, person):
    def leads_to():
        [step] = as_user(city.worker).get(reverse("assistance:card", args=[person.pk])).context["card"].next
        return step.url

    assert leads_to() == reverse("assistance:service_new", args=[person.pk])
    for kind in (ServiceKind.GUIDANCE, ServiceKind.TRAINING):
        logged(city, person, kind)
    assert leads_to() == reverse("assistance:offer_new", args=[person.pk])


def test_the_card_shows_offered_posts_as_referrals_and_counts_those_of_valid_posts(as_user, city, person):
    offered(person, city.worker, TODAY)
    offered(person, city.worker, TODAY, employer="远方商店", commute_minutes=121)
    refused(person, city.worker, TODAY, evidence="")
    answer = as_user(city.worker).get(reverse("assistance:card", args=[person.pk]))
    assert answer.context["card"].one_three_one_counts[1] == ("职业介绍", 2, 3)
    page = answer.content.decode()
    for offer in person.offers.all():
        assert reverse("assistance:offer", args=[offer.pk]) in page
    assert "推荐远方商店的营业员岗位" in page
    assert not Service.objects.exists()


def test_what_was_given_under_a_merged_registration_stands_on_the_card(as_user, city, person):
    duplicate = factories.member(factories.HouseholdFactory(area=city.community))
    care_rows.service(duplicate, city.worker, detail="登记合并前的指导")
    Person.objects.filter(pk=duplicate.pk).update(merged_into=person)
    shown = as_user(city.worker).get(reverse("assistance:card", args=[person.pk])).content.decode()
    assert "登记合并前的指导" in shown


def test_the_sheet_prints_every_member_or_one_in_as_many_statements(as_user, city):
    home = household_of(city, {"name": "甲"}, {"name": "乙"}, {"name": "丙"})
    lone = household_of(city, {"name": "丁"})
    client = as_user(city.worker)

    def printed(household, **asked):
        with CaptureQueriesContext(connection) as caught:
            page = client.get(reverse("assistance:card_sheet", args=[household.pk]), asked)
        return page.content.decode(), len(caught)

    page, statements = printed(home)
    assert all(f"<td>{name}</td>" in page for name in "甲乙丙")
    assert "服务对象（签字）" in page
    assert printed(lone)[1] == statements
    only = home.memberships.get(person__name="乙").person
    assert "<td>甲</td>" not in printed(home, person=only.pk)[0]


def test_the_lists_take_as_many_statements_for_few_and_many(as_user, city, person):
    client = as_user(city.worker)
    names = ("assistance:services", "assistance:events")

    def statements():
        found = []
        for name in names:
            with CaptureQueriesContext(connection) as caught:
                client.get(reverse(name))
            found.append(len(caught))
        return found

    care_rows.service(person, city.worker, event=care_rows.event(city.community, city.worker))
    few = statements()
    for _ in range(20):
        care_rows.service(person, city.worker, event=care_rows.event(city.community, city.worker))
    assert statements() == few
    assert max(few) <= 15


def test_the_copy_of_the_own_data_tells_of_services(city, person):
    logged(city, person, detail="简历修改")
    (section,) = [one for one in copy_of(person, is_whole=False) if one.title == "援助服务"]
    assert "简历修改" in section.lines[0][1]
