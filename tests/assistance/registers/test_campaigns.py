"""专项活动: the group as it was on a day, each goal counted from what is recorded, activities and model cases."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from assistance.actions import activities, campaigns
from assistance.actions.matters import MatterRefused
from assistance.models import Activity, ModelCase
from assistance.queries.campaigns import members, progress
from assistance.register_enums import ActivityKind, CampaignGroup, Goal
from households.enums import RegistrationKind
from tests import care_rows as care
from tests import factories
from tests.casework import MONDAY, household_of
from tests.employing import employer
from tests.rows import days, spell, zero_case

TODAY = MONDAY.date()
DAY = dt.timedelta(days=1)
pytestmark = pytest.mark.usefixtures("monday")


def opened(city, *, group=CampaignGroup.PEOPLE, first=TODAY - DAY, targets=None):
    terms = campaigns.CampaignTerms(
        "百日援助", first, TODAY + 2 * DAY, "通知", group=group, targets=targets or {Goal.SERVED: 4}
    )
    return campaigns.open_campaign(terms=terms, officer=city.street_officer, at=MONDAY)


def frozen(city, own):
    return campaigns.freeze_group(campaign=own, officer=city.street_officer, at=MONDAY)


def someone(city, name, since=TODAY - DAY):
    person = household_of(city, {"name": name}).memberships.get().person
    spell(person, certified_on=since)
    return person


def counted(own, on=TODAY):
    return {row.target.goal: row.pace.done for row in progress(own, on)}


def test_the_group_stays_what_it_was_when_it_was_frozen(city):
    there = someone(city, "李一")
    own = opened(city)
    frozen(city, own)
    later = someone(city, "王二")
    assert list(own.members.values_list("person", flat=True)) == [there.pk]
    with pytest.raises(campaigns.CampaignRefused, match="已于"):
        frozen(city, own)
    care.service(there, city.worker, on=TODAY)
    care.service(later, city.worker, on=TODAY)
    care.service(there, city.worker, on=TODAY - 2 * DAY)  # before it began
    assert counted(own) == {"served": 1}
    (row,) = members(own)
    assert (row.was_served, row.found_work) == (True, False)
    terms = campaigns.CampaignTerms("百日援助", TODAY, TODAY, "通知", group=CampaignGroup.FAMILIES)
    own.refresh_from_db()
    with pytest.raises(campaigns.CampaignRefused, match="不能再改对象"):
        campaigns.correct_campaign(campaign=own, terms=terms, officer=city.street_officer, at=MONDAY)


def test_nobody_is_frozen_before_the_first_day_nor_by_another_office(city):
    early = opened(city, first=TODAY + DAY)
    with pytest.raises(campaigns.CampaignRefused, match="开始后"):
        frozen(city, early)
    with pytest.raises(campaigns.CampaignRefused, match="不由您的单位"):
        campaigns.freeze_group(campaign=early, officer=city.worker, at=MONDAY)
    empty = campaigns.CampaignTerms("空活动", TODAY, TODAY, "通知")
    own = campaigns.open_campaign(terms=empty, officer=city.street_officer, at=MONDAY)
    with pytest.raises(campaigns.CampaignRefused, match="没有在册就业困难人员"):
        frozen(city, own)


def test_families_count_by_their_members(city):
    home = household_of(city, {"name": "赵一"})
    person = home.memberships.get().person
    zero_case(home, certified_on=TODAY - DAY, due_on=TODAY + 90 * DAY)
    own = opened(city, group=CampaignGroup.FAMILIES, targets={Goal.FAMILIES: 1, Goal.SERVED: 1, Goal.PLACED: 1})
    frozen(city, own)
    assert counted(own) == {"families": 0, "served": 0, "placed": 0}
    care.service(person, city.worker, on=TODAY)
    person.registrations.update(validity=days("2026-07-01", "2026-09-07"))
    factories.registered(person, RegistrationKind.ENTERPRISE, TODAY)
    assert counted(own) == {"families": 1, "served": 1, "placed": 1}
    assert [row.found_work for row in members(own)] == [True]


def test_visits_fairs_and_publicity_count_while_they_stand(city):
    own = opened(city, targets={Goal.ENTERPRISES: 2, Goal.FAIRS: 1, Goal.REACHED: 100, Goal.VISITED: 1})
    employer(city.neighbour, name="和平商店")
    done = [
        logged(city, own, ActivityKind.ENTERPRISE, employer="和平商店"),
        logged(city, own, ActivityKind.ENTERPRISE, employer="和平商店"),
        logged(city, own, ActivityKind.FAIR, reached=300),
        logged(city, own, ActivityKind.MEDIA, reached=80),
        logged(city, None, ActivityKind.PUBLICITY, reached=50),
    ]
    care.visit(someone(city, "李一"), city.worker, on=TODAY)
    assert counted(own) == {"enterprises": 1, "fairs": 1, "reached": 80, "visited": 1}
    activities.strike(entry=done[3], reason="重复登记", officer=city.worker, at=MONDAY)
    assert counted(own)["reached"] == 0
    with pytest.raises(MatterRefused, match="已经划去"):
        activities.strike(entry=done[3], reason="重复登记", officer=city.worker, at=MONDAY)


def logged(city, own, kind, **said):
    new = activities.NewActivity(kind, said.pop("on", TODAY), "社区广场", "发放明白纸", own, **said)
    return activities.log_activity(activity=new, officer=city.worker, at=MONDAY)


@pytest.mark.parametrize(
    ("said", "field"),
    [({"on": TODAY - 5 * DAY}, "on"), ({"on": TODAY + DAY}, "on"), ({"kind": ActivityKind.ENTERPRISE}, "employer")],
)
def test_an_activity_of_a_campaign_lies_in_its_days_and_names_the_employer(city, said, field):
    with pytest.raises(MatterRefused) as refused:
        logged(city, opened(city), **{"kind": ActivityKind.FAIR} | said)
    assert refused.value.field == field
    assert not Activity.objects.exists()


def test_a_model_case_that_names_somebody_needs_consent(city):
    person = household_of(city).memberships.get().person
    case = {"title": "带头人", "story": "事迹", "names_somebody": True, "id_number": person.id_number}

    def told(**more):
        return activities.tell_case(case=activities.NewCase(**case | more), officer=city.worker, at=MONDAY)

    with pytest.raises(MatterRefused, match="本人同意"):
        told()
    with pytest.raises(MatterRefused, match="具体人员"):
        told(names_somebody=False)
    key = uuid.uuid4()
    agreed = {"consented_on": TODAY, "consent": "书面同意", "submission": key}
    assert told(**agreed) == told(**agreed) == ModelCase.objects.get(person=person)


def test_the_page_sets_time_against_task(as_user, city):
    own = opened(city, targets={Goal.REACHED: 100, Goal.FAIRS: 1})
    someone(city, "李一")
    client = as_user(city.street_officer)
    assert client.post(reverse("assistance:campaign_freeze", args=[own.pk])).status_code == 302
    logged(city, own, ActivityKind.LECTURE, reached=43)
    logged(city, own, ActivityKind.FAIR)
    page = as_user(city.worker).get(reverse("assistance:campaign", args=[own.pk])).content.decode()
    for words in ("时间已过 <b>50.0%</b>", "43.0%", "落后于时间进度", "已完成", "第 2 天，共 4 天"):
        assert words in page
    assert "李一" in as_user(city.worker).get(reverse("assistance:campaign_members", args=[own.pk])).content.decode()


def test_the_form_keeps_numbers_and_asks_for_whole_ones(as_user, city):
    client, own = as_user(city.street_officer), opened(city)
    address = reverse("assistance:campaign_edit", args=[own.pk])
    assert 'value="4"' in client.get(address).content.decode()
    typed = {"name": "百日援助", "first": TODAY, "last": TODAY, "basis": "通知", "kind": "enterprises"}
    assert "没有任务的不填" in client.post(address, typed | {"goal_fairs": "0"}).content.decode()
    client.post(address, typed | {"goal_enterprises": "100", "goal_visited": "10000"})
    assert {one.goal: one.number for one in own.targets.all()} == {"enterprises": 100, "visited": 10000}
