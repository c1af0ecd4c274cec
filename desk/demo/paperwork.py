"""What the offices of the demo city do beside the cases: a round of surveys, a reason without a case, requests."""

import datetime as dt

from accounts.models import User
from households.actions import data_requests, no_case, rounds
from households.enums import Applicant, DataRequestKind, NoCaseReason, Outcome, RoundScope
from households.models import Person
from households.queries import unfiled

from .areas import Offices

ROUND_BEGINS, ASKED, EXPLAINED = 25, 12, 4  # days before the last


def happen(offices: Offices, day: dt.date, at: dt.datetime, *, until: dt.date) -> None:
    """What falls on the ``day``, of a city played ``until`` then."""
    worker = offices.workers[offices.communities[0].pk]
    days_left = (until - day).days
    if days_left == ROUND_BEGINS:
        _set_round(offices, day, at)
    elif days_left == ASKED:
        _ask(worker, day, at)
    elif days_left == EXPLAINED:
        _explain(worker, day, at)


def _set_round(offices: Offices, day: dt.date, at: dt.datetime) -> None:
    street = offices.communities[0].parent
    if street is None or street.parent is None:
        raise ValueError("a community of the demo city lies in a street of a district")
    plan = rounds.RoundPlan(
        title="就业失业状况入户调查",
        areas=[street.parent],
        scope=RoundScope.ALL,
        starts_on=day,
        ends_on=day + dt.timedelta(days=40),
        document="区就办〔2026〕18号 关于开展就业失业状况调查的通知",
    )
    rounds.set_round(plan=plan, officer=offices.districts[street.parent.pk], at=at)


def _ask(worker: User, day: dt.date, at: dt.datetime) -> None:
    asked = (
        (DataRequestKind.COPY, "复制本人登记的全部信息", Outcome.GRANTED, "已打印副本交本人签收"),
        (DataRequestKind.CORRECT, "更正文化程度", None, ""),
    )
    for person, (kind, wish, outcome, answer) in zip(
        Person.objects.visible_to(worker).order_by("pk")[: len(asked)], asked, strict=True
    ):
        request = data_requests.receive_request(
            person=person,
            request=data_requests.NewRequest(kind, Applicant.SELF, "", wish, day),
            officer=worker,
            at=at,
        )
        if outcome is not None:
            said = data_requests.Answer(outcome, answer)
            data_requests.close_request(request=request, answer=said, officer=worker, at=at)


def _explain(worker: User, day: dt.date, at: dt.datetime) -> None:
    finding = unfiled.people_found(worker, day).first()
    if finding is not None:
        why = no_case.Explanation(NoCaseReason.AWAY, "本人在外地务工，电话核实并留有记录。")
        no_case.explain(finding=finding, explanation=why, worker=worker, at=at)
