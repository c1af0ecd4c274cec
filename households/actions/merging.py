"""重复登记合并: one human registered twice becomes one person, and two again if that was wrong.

What the duplicate has moves to the survivor: registrations, facts, times in status with their certifications. Where
both have the same on the same days, the survivor's counts and the duplicate's stays where it is and counts no more;
where the two contradict each other nothing is merged. The duplicate belongs to no household any more; a survivor who
lived nowhere takes the duplicate's place in its household. Every row changed is listed with what it was, so that taking
the two apart puts exactly these back.

Figures follow: a month counts the human once, under the registration that was certified while both stood (of a status
that moved, ``HardToEmploySpell.registered_as``), under the survivor from the day of the merge on.
"""

import datetime as dt
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from accounts import audit
from accounts.enums import AreaLevel
from accounts.models import Area, User
from accounts.refusing import refused_if_taken
from approvals.actions import DecisionRefused, in_the_name_of
from approvals.queries import names_for
from approvals.workflow import LIVE, Status
from households.enums import RegistrationKind
from households.models import (
    Certificate,
    Certification,
    Couple,
    DataRequest,
    Exit,
    HardToEmploySpell,
    Household,
    MergeStatus,
    Person,
    PersonMerge,
    Revocation,
)
from households.models.findings import Origin
from households.queries.numbers import holders
from households.queries.person import home_of

from .assessment import assess
from .departures import refuse_under_way
from .ledger import Ledger, put_back
from .memberships import MoveRefused, check_reason, present

ONE_DAY = dt.timedelta(days=1)


@transaction.atomic
def propose_merge(*, survivor: Person, id_number: str, reason: str, worker: User, at: dt.datetime) -> PersonMerge:
    """Propose that whoever is registered under ``id_number`` (normalised) is ``survivor``, registered twice.

    The lowest office over both communities decides. Raises MoveRefused where nobody else is registered under the
    number, one of the two was merged before, a merge is under way, or no district stands over both.
    """
    own = Person.objects.visible_to(worker).filter(pk=survivor.pk).first()
    if own is None:
        raise MoveRefused("该人员不在您的辖区。")
    found = Person.objects.filter(pk__in=holders(id_number) - {own.pk}).first()
    if found is None:
        raise MoveRefused("没有另一人以该身份证号登记，请核对号码。", field="id_number")
    if found.duplicates.exists():
        raise MoveRefused("该号码的登记已并入过其他登记，请从那个人的页面提出合并。", field="id_number")
    homes = [home_of(person) for person in (own, found)]
    communities = [home.household.area for home in homes if home is not None]
    if len(communities) < 2:
        raise MoveRefused("该号码的登记不属于任何家庭，请核对号码。", field="id_number")
    with refused_if_taken(MoveRefused("该号码的登记已有合并在办理。", field="id_number")):
        made = PersonMerge.objects.create(
            survivor=own,
            duplicate=found,
            area=_office_over(*communities),
            community=communities[0],
            reason=check_reason(reason),
            proposed_by=worker,
            proposed_at=at,
        )
    audit.record(event="merge.proposed", subject=made, actor=worker, at=at)
    return made


@transaction.atomic
def withdraw_merge(*, merge: PersonMerge, reason: str, worker: User, at: dt.datetime) -> PersonMerge:
    """Take back what the worker's community proposed. Raises MoveRefused without a reason or once it is decided."""
    rows = PersonMerge.objects.to_withdraw(worker).select_for_update(of=("self",))
    own = rows.filter(pk=merge.pk).first()
    if own is None:
        raise MoveRefused("该合并已经决定或撤回，或不是由您的社区提出的。")
    own.withdraw_reason = check_reason(reason)
    own.status, own.withdrawn_by, own.withdrawn_at = MergeStatus.WITHDRAWN, worker, at
    own.save(update_fields=["status", "withdrawn_by", "withdrawn_at", "withdraw_reason"])
    audit.record(event="merge.withdrawn", subject=own, actor=worker, at=at)
    return own


@transaction.atomic
def decide_merge(
    *,
    merge: PersonMerge,
    merges: bool,
    comment: str,
    officer: User,
    at: dt.datetime,
    on_behalf_of: User | None = None,
) -> PersonMerge:
    """Merge the two, or refuse to, with a reason; a deputy in the name of ``on_behalf_of``.

    Raises MoveRefused if it does not wait for this officer, or where the two contradict each other on the same days;
    the sentence names the period; or if it is not to be decided in that name.
    """
    on = timezone.localdate(at)
    rows = PersonMerge.objects.waiting_for(officer, on=on).select_for_update(of=("self",))
    own = rows.filter(pk=merge.pk).first()
    if own is None:
        raise MoveRefused("该合并当前不由您决定：可能已由他人办理，或由您本人提出。")
    own.decided_for = _absent(own, officer, on_behalf_of, on)
    if not merges:
        check_reason(comment)
    else:
        own.changes = _merge(own, officer, at)
    own.status = MergeStatus.MERGED if merges else MergeStatus.REFUSED
    own.decided_by, own.decided_at, own.comment = officer, at, comment.strip()
    own.save(update_fields=["status", "decided_by", "decided_at", "decided_for", "comment", "changes"])
    audit.record(event=f"merge.{own.status}", subject=own, actor=officer, at=at, **audit.named(own.decided_for))
    return own


@transaction.atomic
def undo_merge(
    *, merge: PersonMerge, reason: str, officer: User, at: dt.datetime, on_behalf_of: User | None = None
) -> PersonMerge:
    """Take two merged people apart again: the rows listed are what they were. What was registered since stays with the
    survivor, and what was published stays. Raises as ``decide_merge`` does."""
    on = timezone.localdate(at)
    rows = PersonMerge.objects.to_undo(officer, on=on).select_for_update(of=("self",))
    own = rows.filter(pk=merge.pk).first()
    if own is None:
        raise MoveRefused("该合并不由您撤销，或已经撤销。")
    own.undone_for = _absent(own, officer, on_behalf_of, on)
    survivor, duplicate = _both(own)
    if survivor.merged_into_id is not None:
        raise MoveRefused("保留的登记后来又并入了另一人，请先撤销后一次合并。")
    homes = _households_of(survivor)
    try:
        with transaction.atomic():
            put_back(own.changes)
    except IntegrityError as error:
        message = "合并以后登记的情况（婚姻、就业失业、证件等）与恢复的内容在同一天重叠，请先更正或终止后再撤销合并。"
        raise MoveRefused(message) from error
    home = home_of(duplicate)
    if home is not None:
        Exit.objects.filter(spell__person=duplicate).update(household=home.household, area=home.household.area)
    own.status, own.undone_by, own.undone_at = MergeStatus.UNDONE, officer, at
    own.undo_reason = check_reason(reason)
    own.save(update_fields=["status", "undone_by", "undone_at", "undone_for", "undo_reason"])
    audit.record(event="merge.undone", subject=own, actor=officer, at=at, **audit.named(own.undone_for))
    _assess(homes | _households_of(survivor) | _households_of(duplicate), officer, at)
    return own


def _absent(merge: PersonMerge, officer: User, named: User | None, on: dt.date) -> User | None:
    try:
        return in_the_name_of(named, names=names_for(merge, officer, on))
    except DecisionRefused as error:
        raise MoveRefused(str(error), field="on_behalf_of") from error


def office_over(survivor: Person, duplicate: Person) -> Area | None:
    """The office that decides whether the two are one, as they live now; None where there is none."""
    one, other = home_of(survivor), home_of(duplicate)
    try:
        return _office_over(one.household.area, other.household.area) if one and other else None
    except MoveRefused:
        return None


def _office_over(one: Area, other: Area) -> Area:
    """The lowest office over both communities: a street, or a district."""
    above = [code for code, same in zip(one.path.split("/"), other.path.split("/"), strict=False) if code == same]
    area: Area | None = Area.objects.get(path="/".join(filter(None, above)) + "/") if any(above) else None
    while area is not None and area.level < AreaLevel.STREET:
        area = area.parent
    if area is None or area.level > AreaLevel.DISTRICT:
        raise MoveRefused("两人所在的社区不属于同一区县，请先由其中一个社区办理社区交接。", field="id_number")
    return area


def _merge(merge: PersonMerge, officer: User, at: dt.datetime) -> list[dict[str, Any]]:
    """Do it, and return the list of changes."""
    today, ledger = timezone.localdate(at), Ledger()
    survivor, duplicate = _both(merge)
    if survivor.merged_into_id is not None or duplicate.merged_into_id is not None:
        raise MoveRefused("其中一人的登记已并入他人，不能再合并。")
    if duplicate.duplicates.exists():
        raise MoveRefused("重复的登记已有别的登记并入，请从那个人的页面提出合并。")
    homes = _households_of(survivor) | _households_of(duplicate)
    _rehome(survivor, duplicate, ledger, today)
    _merge_periods(survivor, duplicate, ledger)
    _merge_status(survivor, duplicate, ledger)
    ledger.change(duplicate, merged_into_id=survivor.pk)
    _assess(homes | _households_of(survivor), officer, at)
    return ledger.changes


def _both(merge: PersonMerge) -> tuple[Person, Person]:
    """Survivor and duplicate, locked in one order."""
    keys = (merge.survivor_id, merge.duplicate_id)
    people = {p.pk: p for p in Person.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")}
    return people[merge.survivor_id], people[merge.duplicate_id]


def _households_of(person: Person) -> set[int]:
    return set(person.memberships.filter(validity__upper_inf=True).values_list("household", flat=True))


def _assess(homes: set[int], officer: User, at: dt.datetime) -> None:
    for home in Household.objects.filter(pk__in=homes).order_by("pk"):
        assess(household=home, actor=officer, at=at, origin=Origin.ACT)


def _rehome(survivor: Person, duplicate: Person, ledger: Ledger, today: dt.date) -> None:
    """The duplicate leaves its household; a survivor who lives nowhere takes its place there.

    Where nobody would stay it is a family registered twice: nothing of it may be under way, and no promise run.
    """
    place = duplicate.memberships.filter(validity__upper_inf=True).select_related("household").first()
    if place is None:
        return
    ends_on = max(today, place.validity.lower + ONE_DAY) if place.validity.lower else today
    couple = Couple.objects.filter(_married(duplicate), validity__upper_inf=True).first()
    if couple is not None:
        ledger.change(couple, validity=DateRange(couple.validity.lower, max(ends_on, couple.validity.lower + ONE_DAY)))
    ledger.change(place, validity=DateRange(place.validity.lower, ends_on))
    if _households_of(survivor):
        if not present(place.household):
            _refuse_open_family(place.household, today)
        return
    last = survivor.memberships.filter(left_for=None).order_by("-validity").first()
    since = max(ends_on, last.validity.upper) if last is not None else ends_on
    taken = place.household.memberships.create(
        person=survivor, relation=place.relation, validity=DateRange(since, None)
    )
    ledger.made(taken)
    if last is not None:
        last.left_for = taken
        last.save(update_fields=["left_for"])
    if couple is not None:
        spouse = couple.second_id if couple.first_id == duplicate.pk else couple.first_id
        first, second = sorted((survivor.pk, spouse))
        days = DateRange(max(since, couple.validity.upper), None)
        ledger.made(Couple.objects.create(household=place.household, first_id=first, second_id=second, validity=days))


def _refuse_open_family(home: Household, today: dt.date) -> None:
    refuse_under_way(home, [], is_whole=True)
    if home.zero_cases.running(today).exists():
        raise MoveRefused(
            f"合并后{home.number}不再有成员，而该户的零就业家庭认定还在安置期内，请先办理该户的退出（或撤销认定）再合并。"
        )


def _married(person: Person) -> models.Q:
    return models.Q(first=person) | models.Q(second=person)


def _merge_periods(survivor: Person, duplicate: Person, ledger: Ledger) -> None:
    """Registrations and facts. Unemployment beside an employment on one day is a contradiction."""
    for row in duplicate.registrations.order_by("validity", "pk"):
        same_days = list(survivor.registrations.filter(validity__overlap=row.validity).order_by("validity", "pk"))
        is_unemployed = row.kind == RegistrationKind.UNEMPLOYED
        against = next((o for o in same_days if (o.kind == RegistrationKind.UNEMPLOYED) != is_unemployed), None)
        if against is not None:
            raise MoveRefused(f"{_said(row, duplicate)}与{_said(against, survivor)}重叠，请先更正其中一条再合并。")
        if not any(o.kind == row.kind for o in same_days):
            ledger.change(row, person_id=survivor.pk)
    for fact in duplicate.facts.order_by("validity", "pk"):
        if not survivor.facts.filter(kind=fact.kind, validity__overlap=fact.validity).exists():
            ledger.change(fact, person_id=survivor.pk)


def _merge_status(survivor: Person, duplicate: Person, ledger: Ledger) -> None:
    """Times in status, certifications and exits; all of them go where the survivor lives."""
    home = home_of(survivor)
    assert home is not None  # visible when it was proposed
    place = {"household_id": home.household_id}
    live = list(Certification.objects.live().filter(person__in=(survivor, duplicate)).order_by("pk"))
    if len(live) > 1:
        numbers = "、".join(case.number for case in live)
        raise MoveRefused(f"两人都有认定正在办理（{numbers}），请先撤回其中一件再合并。")
    for spell in duplicate.spells.order_by("certified_on", "pk"):
        against = _same_days(spell, survivor)
        if against is not None and spell.exited_on is None:
            raise MoveRefused(
                f"{_status(spell, duplicate)}与{_status(against, survivor)}重叠，"
                f"请先办理{duplicate.masked_id}的退出再合并。"
            )
        if against is None:
            ledger.change(spell, person_id=survivor.pk, registered_as_id=spell.registered_as_id or duplicate.pk)
    for certification in duplicate.certifications.exclude(spells__person=duplicate).order_by("pk"):
        ledger.change(certification, person_id=survivor.pk)
    _merge_certificates(survivor, duplicate, ledger)
    for spell in survivor.spells.order_by("pk"):
        ledger.change(spell, **place)
    place["area_id"] = home.household.area_id
    for application in (
        *survivor.certifications.order_by("pk"),
        *Exit.objects.filter(spell__person=survivor).order_by("pk"),
        *survivor.certificates.order_by("pk"),
        *Revocation.objects.filter(certification__person=survivor).order_by("pk"),
    ):
        ledger.change(application, **place)


def _merge_certificates(survivor: Person, duplicate: Person, ledger: Ledger) -> None:
    """Nobody holds, or applies for, two certificates of one kind. What the duplicate asked of its data goes along."""
    kinds = set(_certificates_of(survivor).values_list("kind", flat=True))
    for certificate in _certificates_of(duplicate):
        if certificate.kind in kinds:
            raise MoveRefused(f"两人都有{certificate.get_kind_display()}，请先收回其中一本或撤回其申请，再合并。")
    asked = DataRequest.objects.open().filter(person=duplicate)
    for row in (*duplicate.certificates.order_by("pk"), *asked.order_by("pk")):
        ledger.change(row, person_id=survivor.pk)


def _certificates_of(person: Person) -> "models.QuerySet[Certificate]":
    return person.certificates.filter(status__in=[*LIVE, Status.APPROVED], surrendered_on=None).order_by("pk")


def _same_days(spell: HardToEmploySpell, person: Person) -> HardToEmploySpell | None:
    """A time in status of ``person`` that shares days with ``spell``, as ``spell_one_per_person_and_day`` counts, or
    that began with it: nobody is certified twice on one day."""
    for other in person.spells.order_by("certified_on", "pk"):
        begins_after = spell.exited_on is not None and other.certified_on >= spell.exited_on
        ends_before = other.exited_on is not None and other.exited_on <= spell.certified_on
        if other.certified_on == spell.certified_on or not (begins_after or ends_before):
            return other
    return None


def _said(row: Any, person: Person) -> str:
    last = row.validity.upper - ONE_DAY if row.validity.upper else "今"
    return f"{person.masked_id}的{row.get_kind_display()}（{row.validity.lower}至{last}）"


def _status(spell: HardToEmploySpell, person: Person) -> str:
    return f"{person.masked_id}的在册期间（{spell.certified_on}至{spell.exited_on or '今'}）"
