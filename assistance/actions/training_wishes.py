"""培训意愿: what somebody wishes to learn, by trade, beside what the household survey says (S1-41)."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from assistance.models import TrainingWish
from assistance.queries.homes import homes_on
from assistance.training_enums import CourseKind
from households.models import Person

from .training import TrainingRefused, said


@dataclass(frozen=True)
class NewWish:
    """The trade somebody wishes to learn, and the level held in it already; None where there is none."""

    kind: CourseKind
    trade: str
    held_level: int | None
    asked_on: dt.date


@transaction.atomic
def note_wish(*, person: Person, wish: NewWish, actor: User, at: dt.datetime) -> TrainingWish:
    """Note what somebody of the actor's area wishes to learn; of a trade noted before, the former is struck off.

    Raises TrainingRefused.
    """
    people = Person.objects.visible_to(actor).select_for_update(of=("self",), no_key=True)
    own = people.filter(pk=person.pk, dead_on=None).first()
    if own is None:
        raise TrainingRefused("该人员不在您的辖区，或已经死亡。")
    if wish.asked_on > timezone.localdate(at):
        raise TrainingRefused("日期不能晚于今天。", field="asked_on")
    trade = said(wish.trade, "请填写想学的专业（工种）。", field="trade")
    same = {"kind": wish.kind, "held_level": wish.held_level, "asked_on": wish.asked_on}
    former = TrainingWish.objects.standing().filter(person=own, trade=trade).first()
    if former is not None and all(getattr(former, name) == value for name, value in same.items()):
        return former
    if former is not None:
        _strike(former, "重新调查", actor, at)
    made = TrainingWish.objects.create(
        person=own,
        household_id=homes_on([own.pk], wish.asked_on)[own.pk],
        trade=trade,
        recorded_by=actor,
        recorded_at=at,
        **same,
    )
    audit.record(event="training_wish.noted", subject=made, actor=actor, at=at, trade=trade)
    return made


@transaction.atomic
def drop_wish(*, wish: TrainingWish, reason: str, actor: User, at: dt.datetime) -> TrainingWish:
    """Strike off what is wished no more, or was noted wrongly. Raises TrainingRefused."""
    rows = TrainingWish.objects.visible_to(actor).standing().select_for_update(of=("self",))
    own = rows.filter(pk=wish.pk).first()
    if own is None:
        raise TrainingRefused("该意愿已经划去，或不在您的辖区。")
    _strike(own, said(reason, "请填写划去原因。", field="reason"), actor, at)
    audit.record(event="training_wish.struck_off", subject=own, actor=actor, at=at, reason=own.struck_because)
    return own


def _strike(wish: TrainingWish, reason: str, actor: User, at: dt.datetime) -> None:
    wish.struck_by, wish.struck_at, wish.struck_because = actor, at, reason
    wish.save(update_fields=["struck_by", "struck_at", "struck_because"])
