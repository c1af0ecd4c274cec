"""登记错误: who is found at the door never to have belonged to the household is taken out of it, for a reason."""

import datetime as dt
from collections.abc import Sequence

from accounts.models import User
from households.enums import ExitReason
from households.models import HardToEmploySpell, Household, Membership, Movement, MovementKind

from . import periods
from .departures import draft_once, refuse_under_way
from .memberships import MoveRefused, record_movements
from .surveyed import SurveyedHousehold, SurveyRefused


def take_out(
    home: Household, gone: Sequence[Membership], *, survey: SurveyedHousehold, worker: User, at: dt.datetime
) -> None:
    """Take ``gone`` out of the household as of the visit; exits from status are drafted for the worker's list.

    Raises SurveyRefused for whom the survey gives no reason: who moved apart, left the city or died leaves by the act
    for that; and while a certification of one of them is under way.
    """
    for membership in gone:
        if not survey.mistaken.get(membership.person_id, "").strip():
            raise SurveyRefused(
                f"{membership.person.name}是本户成员，却不在本表中。请重新打开调查表；分户、离开本市或死亡的，"
                "先保存调查，再到家庭页面或人员页面办理。"
            )
    people = [membership.person_id for membership in gone]
    try:
        refuse_under_way(home, people, is_whole=False)
    except MoveRefused as refused:
        raise SurveyRefused(str(refused)) from refused
    for membership in gone:
        reason = survey.mistaken[membership.person_id].strip()
        moved = Movement(kind=MovementKind.MISTAKEN, household=home, on=survey.visited_on, reason=reason)
        record_movements(moved, [membership.person], worker, at)
        if membership.validity.lower >= survey.visited_on:  # the membership before it is the last again
            Membership.objects.filter(left_for=membership).update(left_for=None)
        periods.end(membership, survey.visited_on)
    open_spells = HardToEmploySpell.objects.open().filter(person__in=people).select_related("household__area")
    for spell in open_spells.order_by("pk"):
        evidence = f"入户调查发现登记错误，从来不是本户成员：{survey.mistaken[spell.person_id].strip()}"
        draft_once(spell, ExitReason.OTHER, survey.visited_on, evidence, worker=worker, at=at)
