"""A finding of no desire on paper: the facts, the refusals, the article, who decided, the review; and its outcome."""

import datetime as dt

import pytest
from django.urls import reverse

from approvals.workflow import Decision
from assistance.actions.looks import decide_look
from assistance.actions.striking import StrikingRefused, strike_offer
from assistance.models import RefusalLook
from assistance.queries.persons import assistance_of
from assistance.queries.refusals import limits_on
from households.actions import exits
from households.actions.reviews import request_review
from households.enums import ExitReason
from tests.casework import NOTICE_ENDED, certified, disabled_person
from tests.offering import noon, refused

DAY = dt.timedelta(days=1)
START = NOTICE_ENDED.date() + DAY
DECIDED = START + 3 * DAY


@pytest.fixture
def person(city):
    home, person = disabled_person(city)
    certified(city, home, person)
    return person


@pytest.fixture
def found(city, person):
    """The street's finding, upon three refusals that it had looked into."""
    for day in (START, START + DAY, START + 2 * DAY):
        refused(person, city.worker, day)
        look = RefusalLook.objects.open().get()
        decide_look(look=look, counts=True, opinion="无正当理由", officer=city.street_officer, at=noon(day))
    given = exits.Proposal(ExitReason.NO_DESIRE, DECIDED, "三次拒绝有效岗位，本人签字")
    act = {"worker": city.worker, "at": noon(DECIDED)}
    return exits.propose_exit(ends=person.spells.get(), proposal=given, **act)


def decide(case, officer, decision, comment=""):
    act = {"actor": officer, "decision": decision, "comment": comment, "at": noon(DECIDED)}
    return exits.decide(application=case, **act)


def test_the_finding_is_served_on_paper_with_what_it_rests_on_and_how_to_have_it_reviewed(
    city, person, found, as_user, monday
):
    monday.move_to(noon(DECIDED))
    client = as_user(city.worker)
    sheet, page = (reverse(name, args=[found.pk]) for name in ("assistance:no_desire_sheet", "households:exit"))
    assert client.get(sheet).status_code == 404
    assert sheet not in client.get(page).content.decode()
    decide(found, city.street_officer, Decision.APPROVE)
    assert sheet in client.get(page).content.decode()
    shown = client.get(sheet).content.decode()
    for words in ("无就业愿望认定告知书", found.number, person.name, "三次拒绝有效岗位，本人签字", "不愿从事"):
        assert words in shown
    for words in ("签字声明", "无正当理由", "计为拒绝一次", str(city.street_officer), "由区县复核", "申诉一次"):
        assert words in shown
    assert "前（含当日）" in shown
    assert limits_on(DECIDED, city.community).exit_limit.source in shown
    assert person.id_number not in shown
    assert as_user(city.neighbour_worker).get(sheet).status_code == 404


def test_the_outcome_of_the_review_stands_on_the_sheet_and_frees_the_refusals(city, person, found, as_user, monday):
    monday.move_to(noon(DECIDED))
    decide(found, city.street_officer, Decision.APPROVE)
    offer = person.offers.earliest("made_on")
    strike = {"offer": offer, "reason": "登记在了别人名下", "worker": city.worker, "at": noon(DECIDED)}
    with pytest.raises(StrikingRefused, match=f"退出 {found.number}（无就业愿望，.+复核并撤销"):
        strike_offer(**strike)
    case = request_review(application=found, reason="当时在住院", worker=city.worker, at=noon(DECIDED))
    sheet = reverse("assistance:no_desire_sheet", args=[case.pk])
    waiting = as_user(city.worker).get(sheet).content.decode()
    assert "当时在住院" in waiting
    assert "待决定" in waiting
    decide(case, city.district_officer, Decision.OVERTURN, "住院属实")
    shown = as_user(city.worker).get(sheet).content.decode()
    for words in ("已经撤销，自始无效", "撤销原决定", "住院属实"):
        assert words in shown
    strike_offer(**strike)
    assert assistance_of(person, DECIDED)["verdict"].exit_count == 2


def test_another_exit_has_no_such_sheet(city, person, as_user, monday):
    monday.move_to(noon(DECIDED))
    given = exits.Proposal(ExitReason.STABLE, DECIDED, "劳动合同")
    case = exits.propose_exit(ends=person.spells.get(), proposal=given, worker=city.worker, at=noon(DECIDED))
    decide(case, city.street_officer, Decision.APPROVE)
    sheet = reverse("assistance:no_desire_sheet", args=[case.pk])
    assert as_user(city.worker).get(sheet).status_code == 404
    assert sheet not in as_user(city.worker).get(reverse("households:exit", args=[case.pk])).content.decode()
