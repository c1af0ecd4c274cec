"""The pages of training: enrolling many, results, wishes, the rate, the chain, and nothing lost on a refusal."""

import datetime as dt

import pytest
from django.urls import reverse

from assistance.actions import training
from assistance.models import Course, Enrolment, TrainingWish
from households.models import Person
from households.queries.personal_copy import copy_of
from tests import teaching
from tests.casework import MONDAY, household_of
from tests.employing import employer
from tests.rows import spell

TODAY = MONDAY.date()
DAY = dt.timedelta(days=1)
pytestmark = pytest.mark.usefixtures("monday")


@pytest.fixture
def people(city) -> list[Person]:
    household_of(city, {"name": "赵甲", "training_wish": "职业技能培训"}, {"name": "钱乙", "training_wish": "不需要"})
    return list(Person.objects.order_by("pk"))


@pytest.fixture
def course(city) -> Course:
    said = teaching.said(employer(city.community, name="学校"), ends_on=TODAY, capacity=1)
    return training.open_course(course=said, actor=city.street_officer, at=MONDAY)


def page(name, *args):
    return reverse(f"assistance:{name}", args=args)


def test_a_course_is_typed_in_and_what_is_wrong_stays_typed(as_user, city):
    school = employer(city.community, name="学校")
    typed = {
        **{"kind": "skill", "title": "订单班", "trade": "缝纫工", "level": 5, "institution": school.pk},
        **{"place": "车间", "hours": 80, "starts_on": "2026-09-01", "ends_on": "2026-08-01", "capacity": 20},
        **{"ordered_by": school.pk, "placed_within_days": 30},
    }
    client = as_user(city.street_officer)
    answer = client.post(page("course_new"), typed).content.decode()
    assert "结业日期不能早于开班日期。" in answer
    assert "缝纫工" in answer
    done = client.post(page("course_new"), typed | {"ends_on": "2026-09-30"}, follow=True).content.decode()
    assert "订单式职业技能培训" in done
    assert Course.objects.get().placed_within_days == 30


def test_people_are_enrolled_and_a_refusal_keeps_the_ticks(as_user, city, course, people):
    client, address = as_user(city.worker), page("course_enrol", course.pk)
    answer = client.post(address, {"person": [one.pk for one in people]}).content.decode()
    assert "只剩 1 个名额" in answer
    assert answer.count(" checked") == 2
    assert "已为 1 人报名" in client.post(address, {"person": people[0].pk}, follow=True).content.decode()


def test_results_certificate_and_correction_on_the_pages(as_user, city, course, people):
    (place,) = training.enrol(course=course, people=[people[0].pk], actor=city.worker, at=MONDAY)
    client = as_user(city.street_officer)
    ticked = {"on": TODAY.isoformat(), "hours": 6, "person": place.pk}
    assert "到课 1 人" in client.post(page("course_attendance", course.pk), ticked, follow=True).content.decode()
    assert "请选择学员的培训结果。" in client.post(page("course_results", course.pk), {}).content.decode()
    done = client.post(page("course_results", course.pk), {f"result-{place.pk}": "completed"}, follow=True)
    assert "结业 1 人" in done.content.decode()
    paper = {"number": "国1", "level": 5, "issued_on": TODAY.isoformat()}
    assert "已登记赵甲的证书" in client.post(page("place_certify", place.pk), paper, follow=True).content.decode()
    assert "赵甲" in client.get(page("course_sheet", course.pk)).content.decode()
    assert "计为培训成果" in client.get(page("training_chain", people[0].pk)).content.decode()
    back = client.post(page("place_take_back", place.pk), {"reason": "结果登记错误"}, follow=True).content.decode()
    assert "可以重新登记" in back
    assert Enrolment.objects.get().certificate_digest is None


def test_who_wishes_what_by_trade_and_whom_nobody_asked_yet(as_user, city, people):
    client = as_user(city.worker)
    willing = client.get(page("training_willing")).content.decode()
    assert "赵甲" in willing
    assert "钱乙" not in willing
    typed = {"kind": "skill", "trade": "面点师", "asked_on": TODAY.isoformat()}
    client.post(page("training_wish_new", people[0].pk), typed)
    client.post(page("training_wish_new", people[0].pk), typed)  # sent twice
    wish = TrainingWish.objects.get()
    assert "面点师" in client.get(page("training_wishes")).content.decode()
    assert "赵甲" not in client.get(page("training_willing")).content.decode()
    (section,) = [one for one in copy_of(people[0], is_whole=False) if one.title == "培训"]
    assert "面点师" in section.lines[0][1]
    client.post(page("training_wish_strike_off", wish.pk), {"reason": "内容登记错误"})
    assert TrainingWish.objects.get().struck_at


def test_the_rate_of_guidance_training_is_of_those_in_status(as_user, city, people):
    guided = teaching.course(city.community, kind="guidance", level=None, ends_on=TODAY, starts_on=TODAY - DAY)
    for one in people:
        spell(one, certified_on=TODAY - 30 * DAY)
    teaching.completed(guided, people[0])
    client = as_user(city.street_officer)
    shown = client.get(page("training_rates")).content.decode()
    assert "50.0%" in shown
    assert "未达标" in shown
    missing = client.get(page("unguided")).content.decode()
    assert "钱乙" in missing
    assert "赵甲" not in missing
