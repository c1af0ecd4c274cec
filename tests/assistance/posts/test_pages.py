"""公益性岗位 on the pages: a plan line by line, posts, filling, and what is refused at its field."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from assistance.models import EmptyPostReport, PassingOver, PostExit, PostHolding, PostPlan, WelfarePost
from desk.queries import my_work
from tests.casework import NOTICE_ENDED, certified, disabled_person, household_of
from tests.employing import employer
from tests.welfare_posts import filled, opened

ONE = dt.timedelta(days=1)
START = NOTICE_ENDED.date() + ONE
BLANK = {"lines-TOTAL_FORMS": 2, "lines-INITIAL_FORMS": 0}


@pytest.fixture
def people(city):
    """One of a zero-employment family, and one whose family has work."""
    family = household_of(city)
    certified(city, family)
    home, single = disabled_person(city)
    certified(city, home, single)
    return family.memberships.get().person, single


def at(name, *keys):
    return reverse(f"assistance:{name}", args=keys)


def work_of(user, kind, on):
    return next((one.total for one in my_work(user, on=on) if one.pile.kind == kind), None)


def test_a_plan_is_written_line_by_line_and_approved(as_user, city, monday):
    monday.move_to(NOTICE_ENDED)
    client, key = as_user(city.worker), str(uuid.uuid4())
    place = employer(city.community)
    form = BLANK | {"year": 2026, "grounds": "需要", "submission": key}
    assert "请至少填写一行岗位" in client.post(at("post_plan_new"), form).content.decode()
    form |= {"lines-0-field": "traffic", "lines-0-employer": place.pk, "lines-0-funding": "budget"}
    assert "请填写岗位数" in client.post(at("post_plan_new"), form).content.decode()
    form |= {"lines-0-numbers": 2}
    first, second = client.post(at("post_plan_new"), form), client.post(at("post_plan_new"), form)
    own = PostPlan.objects.get()
    assert first.url == second.url == at("post_plan", own.pk)
    assert work_of(city.district_officer, "post-plans", START) == 1
    officer = as_user(city.district_officer)
    assert "请选择结论" in officer.post(at("post_plan_decide", own.pk), {"opinion": "同意"}).content.decode()
    officer.post(at("post_plan_decide", own.pk), {"is_approved": "yes", "opinion": "同意"})

    line = own.lines.get()
    asked = {"seen": 0, "count": 3, "title": "交通协管员", "ownership": "social", "place": "和平路", "wage": "2300"}
    asked |= {"opened_on": NOTICE_ENDED.date()}
    assert "还可登记 2 个" in client.post(at("posts_open", line.pk), asked).content.decode()
    client.post(at("posts_open", line.pk), asked | {"count": 2})
    listed = client.get(at("posts")).content.decode()
    assert listed.count("交通协管员") == 2
    assert '<td class="off-phone" data-label="归属">社会性</td>' in listed
    assert "红旗印刷厂" in as_user(city.district_officer).get(at("post_ledger")).content.decode()


def test_a_post_is_filled_in_order_on_the_page_and_the_district_sees_who_was_passed_over(as_user, city, monday, people):
    of_family, single = people
    post = opened(city, START)[0]
    monday.move_to(NOTICE_ENDED + ONE)
    client = as_user(city.worker)
    page = client.get(at("post_candidates", post.pk)).content.decode()
    assert page.index(f'安置<span class="visually-hidden">{of_family.name}') < page.index(single.name)
    form = {"since": START, "contract_until": START + 365 * ONE, "workplace": "street"}
    refused = client.post(at("post_fill", post.pk, single.pk), form).content.decode()
    assert "请写明越过排在前面人员的理由" in refused
    assert f"前面还有 {of_family.name}等 1 人，其中零就业家庭 1 人" in refused
    client.post(at("post_fill", post.pk, single.pk), form | {"reason": "本人书面放弃"})
    assert PostHolding.objects.get().person == single
    told = as_user(city.district_officer).get(at("passed_over")).content.decode()
    assert of_family.name in told
    assert "本人书面放弃" in told
    assert PassingOver.objects.count() == 1
    assert client.get(at("post_fill", post.pk, single.pk)).status_code == 404
    assert client.get(at("post", post.pk)).status_code == 200


def test_somebody_leaves_and_the_empty_post_waits_to_be_reported(as_user, city, monday, people):
    post = opened(city, START)[0]
    held = filled(city, post, people[0], START)
    later = NOTICE_ENDED + 10 * ONE
    monday.move_to(later)
    client, last = as_user(city.worker), later.date()
    early = {"cause": "resigned", "reason": "照顾家人", "last_day": START - ONE}
    assert "终止日期应在" in client.post(at("post_leave", held.pk), early).content.decode()
    client.post(at("post_leave", held.pk), early | {"last_day": last})
    assert work_of(city.worker, "empty-posts", last) == 1
    monday.move_to(later + 6 * ONE)
    client = as_user(city.worker)
    assert "逾期未报" in client.get(at("empty_posts")).content.decode()
    assert "视同虚报冒领" in client.get(at("post_report", held.pk)).content.decode()
    client.post(at("post_report", held.pk), {"reported_on": last + 6 * ONE, "evidence": "报告单"})
    assert EmptyPostReport.objects.get().due_on == last + 5 * ONE
    shown = client.get(at("post", post.pk)).content.decode()
    assert "逾期报告" in shown
    assert "补充人员" in shown
    assert work_of(city.worker, "empty-posts", last) == 0


def test_a_removal_is_signed_by_a_second_person_on_the_page(as_user, city, monday, people):
    post = opened(city, START)[0]
    held = filled(city, post, people[0], START)
    monday.move_to(NOTICE_ENDED + 3 * ONE)
    today = (NOTICE_ENDED + 3 * ONE).date()
    client = as_user(city.worker)
    form = {"cause": "breach", "reason": "旷工", "told_on": today, "told_how": "in_person", "last_day": today}
    client.post(at("post_remove", held.pk), form)
    row = PostExit.objects.get()
    assert "最后在岗日为" in client.get(at("removal_sheet", row.pk)).content.decode()
    assert work_of(city.street_officer, "removals", today) == 1
    officer = as_user(city.street_officer)
    assert "旷工" in officer.get(at("removal_sign", row.pk)).content.decode()
    officer.post(at("removal_sign", row.pk))
    assert PostHolding.objects.get().last_day == today
    assert "已清退" in client.get(at("post", post.pk)).content.decode()
    assert client.post(at("removal_withdraw", row.pk), {"reason": "错"}).status_code == 404
    assert WelfarePost.objects.get().closed_on is None
