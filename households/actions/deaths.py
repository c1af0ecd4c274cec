"""死亡登记: what ends with a person's last day, and all of it put back where the person did not die."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q
from django.utils import timezone

from accounts import audit
from accounts.models import User
from approvals import actions as approvals
from households.enums import ExitReason, Relation
from households.models import (
    Couple,
    Death,
    Exit,
    HardToEmploySpell,
    Household,
    Membership,
    Movement,
    MovementKind,
    Person,
)
from households.models.certifications import FamilyMatterQuerySet
from households.models.findings import Origin
from households.queries.person import home_of
from households.queries.terms import terms_on

from .assessment import assess
from .calendar_exits import propose_calendar_exits
from .ledger import Ledger, put_back
from .memberships import (
    MoveRefused,
    check_day,
    check_reason,
    leave,
    name_head,
    own_household,
    part_couples,
    present,
    record_movements,
)

ONE_DAY = dt.timedelta(days=1)
WITHDRAWN_BECAUSE = "死亡登记已更正"
BY_SURVEY = "入户调查时填写，没有另行办理死亡登记"


@transaction.atomic
def register_death(
    *, person: Person, on: dt.date, evidence: str, head: int | None, worker: User, at: dt.datetime
) -> Person:
    """Register that a person died on ``on``, by what evidence. The membership, the marriage and what was registered of
    work end with that day; the exits that follow are drafted. ``head`` heads the household if its head died.

    Raises MoveRefused for a day after today, before birth, or before something registered began.
    """
    today, ledger = timezone.localdate(at), Ledger()
    own = Person.objects.visible_to(worker).select_for_update(of=("self",)).filter(pk=person.pk).first()
    if own is None:
        raise MoveRefused("该人员不在您的辖区。")
    membership = own.memberships.filter(validity__upper_inf=True).select_related("household").first()
    if own.dead_on is not None and membership is None:
        raise MoveRefused(f"{own.name}已登记于 {own.dead_on} 死亡。")
    check_day(on, today)
    if on < own.born:
        raise MoveRefused(f"死亡日期不能早于出生日期（{own.born}）。", field="on")
    _end_work(own, on, ledger)
    own.dead_on = on
    own.save(update_fields=["dead_on"])
    home = own_household(membership.household, worker) if membership is not None else None
    if membership is not None and home is not None:
        _leave_by_death(membership, home, on, head, ledger)
        movement = Movement(kind=MovementKind.DIED, household=home, on=on, reason=check_reason(evidence))
        record_movements(movement, [own], worker, at)
    own.deaths.create(on=on, evidence=evidence.strip(), registered_by=worker, registered_at=at, changes=ledger.changes)
    audit.record(event="person.died", subject=own, actor=worker, at=at, on=on.isoformat())
    if home is not None:
        judgement = assess(household=home, actor=worker, at=at, origin=Origin.ACT)
        spells = HardToEmploySpell.objects.open().filter(person=own)
        terms = terms_on(today, home.area).category.retirement
        propose_calendar_exits(spells, {home.pk: judgement}, terms, on=today, at=at)
    return own


@transaction.atomic
def annul_death(*, person: Person, reason: str, evidence: str, worker: User, at: dt.datetime) -> Death:
    """Take back a death that was registered wrongly: the person lives, and every row that ended is as it was. Exits by
    it that nobody has decided are withdrawn. A day of death that a survey stated ended nothing: it goes on record now.

    What the street has decided stays, as does what was published: somebody still eligible is certified anew, and the
    new status names the former one. Raises MoveRefused without reason or evidence, where nothing is to be annulled, or
    where what was registered since stands against it.
    """
    own = Person.objects.visible_to(worker).select_for_update(of=("self",)).filter(pk=person.pk).first()
    death = _standing(own, worker, at) if own is not None else None
    if own is None or death is None:
        raise MoveRefused("该人员没有可以撤销的死亡登记，或不在您的辖区。")
    if not evidence.strip():
        raise MoveRefused("请写明证明材料。", field="evidence")
    death.annul_reason, death.annul_evidence = check_reason(reason), evidence.strip()
    death.annulled_by, death.annulled_at = worker, at
    death.save()
    own.dead_on = None
    own.save(update_fields=["dead_on"])
    home = _put_back(own, death, worker)
    if home is not None:
        movement = Movement(kind=MovementKind.NOT_DIED, household=home, on=timezone.localdate(at))
        movement.reason = f"{death.annul_reason}；{death.annul_evidence}"[:500]
        record_movements(movement, [own], worker, at)
    for application in exits_by(own, home).live():
        approvals.withdraw(application=application, reason=WITHDRAWN_BECAUSE, actor=worker, at=at)
    audit.record(event="death.annulled", subject=own, actor=worker, at=at, on=death.on.isoformat())
    if home is not None:
        assess(household=home, actor=worker, at=at, origin=Origin.ACT)
    return death


def _standing(person: Person, worker: User, at: dt.datetime) -> Death | None:
    """The registration of the death; one not saved yet where only a survey said that the person died."""
    death = Death.objects.standing().select_for_update().filter(person=person).first()
    if death is None and person.dead_on is not None:
        return Death(person=person, on=person.dead_on, evidence=BY_SURVEY, registered_by=worker, registered_at=at)
    return death


def exits_by(person: Person, home: Household | None) -> FamilyMatterQuerySet:
    """The exits that a person's death led to: of the person, and of the family left without anybody to place."""
    of_family = Q(family_case__isnull=False, household=home)
    return Exit.objects.filter(Q(spell__person=person) | of_family, reason=ExitReason.DEAD).order_by("pk")


def _leave_by_death(membership: Membership, home: Household, on: dt.date, head: int | None, ledger: Ledger) -> None:
    """The membership and the marriage end with the day; the household gets another head. All of it is listed."""
    dead = membership.person_id
    couples = list(home.couples.filter(Q(first=dead) | Q(second=dead), validity__upper_inf=True))
    relations = {row.pk: row.relation for row in present(home).values()}
    was = membership.validity
    part_couples(home, [dead], on + ONE_DAY)
    leave(membership, on + ONE_DAY)
    name_head(home, head)
    ledger.changed(membership, {"validity": was})
    for couple in couples:
        if Couple.objects.filter(pk=couple.pk).exists():  # one that began after the day of death never was
            ledger.changed(couple, {"validity": couple.validity})
    for row in present(home).values():
        if relations[row.pk] != row.relation:
            ledger.changed(row, {"relation": relations[row.pk]})


def _end_work(person: Person, on: dt.date, ledger: Ledger) -> None:
    """Registrations that are open end with the day of death."""
    for row in person.registrations.filter(validity__upper_inf=True).order_by("pk"):
        if row.validity.lower > on:
            began = f"{row.get_kind_display()}自 {row.validity.lower} 起"
            raise MoveRefused(f"登记的{began}，晚于死亡日期，请先核对更正。", field="on")
        ledger.change(row, validity=DateRange(row.validity.lower, on + ONE_DAY), end_reason="死亡")


def _put_back(person: Person, death: Death, worker: User) -> Household | None:
    """Put back what the death changed. The household the person is in again, None where there was none."""
    listed = [change for change in death.changes if change["model"] == "membership" and "validity" in change["was"]]
    places = Membership.objects.filter(pk__in=[change["pk"] for change in listed])
    place = places.select_related("household").first() or home_of(person)
    home = own_household(place.household, worker) if place is not None else None
    if home is not None and not home.responsibilities.filter(validity__upper_inf=True).exists():
        raise MoveRefused("该户已登记离开本市，请先为其他成员办理返回本市，再撤销死亡登记。")
    try:
        with transaction.atomic():
            put_back(death.changes)
    except IntegrityError as error:
        message = "死亡登记以后登记的情况（婚姻、就业失业等）与恢复的内容在同一天重叠，请先更正或终止后再撤销。"
        raise MoveRefused(message) from error
    if home is not None:
        _one_head(home, person)
    return home


def _one_head(home: Household, person: Person) -> None:
    """Whoever was named head meanwhile by another act stays so."""
    heads = [row for row in present(home).values() if row.relation == Relation.HEAD]
    for row in heads if len(heads) > 1 else []:
        if row.person_id == person.pk:
            row.relation = Relation.OTHER
            row.save(update_fields=["relation"])
    name_head(home, person.pk)
