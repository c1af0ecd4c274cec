"""Rosters given, checked and entered, as the pages and the workers do it."""

import datetime as dt
import json
from dataclasses import replace

from django.utils import timezone

from accounts import identifiers
from households import tasks
from households.actions import rosters
from households.actions.surveyed import SurveyedMember
from households.enums import Relation, RetirementTrack, Sex
from households.models import (
    Couple,
    Fact,
    Household,
    Membership,
    Person,
    Registration,
    Residence,
    Responsibility,
    Roster,
)
from households.rosters.members import Fault
from households.rosters.plans import PART, Plan, Question
from tests import rows
from tests.factories import made_up_id

from .books import xlsx

HEAD = ["户号", "住址", "姓名", "身份证号", "与户主关系", "性别", "就业状况", "起始日期", "用人单位", "联系电话"]
NUMERALS = "〇一二三四五六七八九十百千万"
REGISTRY = (Household, Responsibility, Residence, Person, Membership, Couple, Registration, Fact)


def number(born="1975-06-01", sex="M", count=1):
    """A made-up ID number, the same for the same ``count``."""
    return made_up_id(dt.date.fromisoformat(born), sex, number=100_000 + count)


def line(home, name, id_number, relation="户主", *, sex="男", work=("失业", "2024-01-05", ""), phone=""):
    return [f"{home}", f"幸福路{home}号", name, id_number, relation, sex, *work, phone]


def family(home):
    """Two lines: husband and wife, both unemployed."""
    return [
        line(home, f"李{NUMERALS[home]}甲", number("1975-06-01", "M", home)),
        line(home, f"王{NUMERALS[home]}乙", number("1978-07-02", "F", home), "妻子", sex="女"),
    ]


def families(count, first=1):
    return [row for home in range(first, first + count) for row in family(home)]


def book(lines, head=HEAD):
    return xlsx([head, *lines])


def given(city, content, *, officer=None, area=None, track=RetirementTrack.F50):
    """The roster, its check asked for."""
    wanted = rosters.Given(content, area or city.community, track)
    return rosters.submit(given=wanted, officer=officer or city.worker, at=timezone.now())


def checked(city, content, **told):
    """The roster after its check."""
    roster = given(city, content, **told)
    tasks.check_roster(job=roster.job_id)
    return fresh(roster)


def imported(city, content, **told):
    """The roster after it was entered."""
    return entered(checked(city, content, **told), told.get("officer") or city.worker)


def entered(roster, officer):
    """The roster, confirmed by the officer and entered."""
    confirmed = rosters.confirm(roster=roster, officer=officer, at=timezone.now())
    tasks.enter_roster(job=confirmed.job_id)
    return fresh(roster)


def fresh(roster):
    return Roster.objects.select_related("area", "job").get(pk=roster.pk)


def outcomes(roster):
    return list(roster.entries.order_by("place").values_list("outcome", flat=True))


def faults(roster):
    """The faults of a roster: line, field, words."""
    return [
        (fault["line"], fault["field"], fault["text"])
        for entry in roster.entries.order_by("place")
        for fault in entry.told.get("faults", ())
    ]


def counts():
    return {model.__name__: model.objects.count() for model in REGISTRY}


def registered():
    """What stands in the registry, without keys: households, people and all that is of them."""
    return {
        "homes": sorted(
            (
                home.address,
                home.hukou,
                [str(row.validity) for row in home.responsibilities.all()],
                home.residences.count(),
            )
            for home in Household.objects.all()
        ),
        "people": sorted(
            (one.id_number, one.name, str(one.born), one.phone, one.retirement_track) for one in Person.objects.all()
        ),
        "stays": sorted(Membership.objects.values_list("person__name", "household__address", "relation")),
        "couples": sorted(Couple.objects.values_list("first__name", "second__name")),
        "work": sorted(Registration.objects.values_list("person__name", "kind", "employer")),
        "facts": sorted(Fact.objects.values_list("person__name", "kind")),
        "findings": sorted(
            [*Household.objects.filter(findings__isnull=False).values_list("address", "findings__kind")]
        ),
    }


def checked_roster(worker):
    """A roster of the worker's community without its file: a household that can be entered, one with a fault, and one
    of somebody who lives there already."""
    unread = {
        "unread": {"说明": "隐藏的工作表，没有读。"},
        "unused": {"名册": ["人员类别"]},
        "skipped": {"名册": {"9": "合计"}},
    }
    made = rows.roster(worker.area, worker, line_count=3, notes=json.dumps(unread))
    person = Membership.objects.filter(household__area=worker.area, validity__upper_inf=True)[0].person
    named = (person.name, person.id_number, Sex(person.sex), person.born)
    member = SurveyedMember(*named, relation=Relation.HEAD, retirement_track=RetirementTrack(person.retirement_track))
    plan = Plan(((0, 2),), person.name, worker.area_id, "幸福路1号", "urban", members=(member,))
    wrong = replace(plan, members=(), faults=(Fault(0, 3, "id_number", identifiers.SENTENCES["CHECK_DIGIT"]),))
    for outcome, one in (("planned", plan), ("faulty", wrong), ("held", replace(plan, questions=(Question(PART, 0),)))):
        rows.roster_entry(made, outcome=outcome, plan=one.written())
    return made
