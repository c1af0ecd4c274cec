"""更正: who somebody is put right, with reason and evidence; what stood before is kept."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db import transaction

from accounts import audit
from accounts.fields import resident_id_digest
from accounts.identifiers import ResidentId
from accounts.models import User
from accounts.refusing import refused_if_taken
from households.enums import RetirementTrack, Sex
from households.models import Correction, CorrectionKind, Household, Person
from households.models.findings import Origin
from households.names import SEARCH_COLUMNS
from households.queries.numbers import holders
from ui.masks import masked_id, masked_name

from .assessment import assess
from .memberships import MoveRefused

NUMBER_TAKEN = "该身份证号已登记在他人名下，或曾是他人的号码。确系同一人重复登记的，请办理重复登记合并。"


@dataclass(frozen=True)
class Corrected:
    """What is right. ``id_number`` is what a valid number says, None where the number stays; with ``adopts`` the birth
    date and sex follow it."""

    name: str
    reason: str
    evidence: str
    id_number: ResidentId | None = None
    adopts: bool = False


@transaction.atomic
def correct_identity(*, person: Person, corrected: Corrected, worker: User, at: dt.datetime) -> Person:
    """Put right a person's name or ID number. The former number goes on finding the person, and is nobody else's.

    The household is assessed at once, since age and sex may have changed. Raises MoveRefused where nothing changes,
    reason or evidence is missing, or the number is or was another person's.
    """
    own = Person.objects.visible_to(worker).select_for_update(of=("self",)).filter(pk=person.pk).first()
    if own is None:
        raise MoveRefused("该人员不在您的辖区。")
    for field, said in (("reason", corrected.reason), ("evidence", corrected.evidence)):
        if not said.strip():
            raise MoveRefused("请写明更正原因和证明材料。", field=field)
    number = corrected.id_number.normalized if corrected.id_number else None
    changes_number = number is not None and number != own.id_number
    if corrected.name == own.name and not changes_number:
        raise MoveRefused("姓名和身份证号都与登记一致，没有需要更正的内容。")
    if corrected.name != own.name:
        keep_name(own, corrected.name, corrected, worker, at)
    if changes_number:
        assert corrected.id_number is not None
        _correct_number(own, corrected.id_number, corrected, worker, at)
    with refused_if_taken(MoveRefused(NUMBER_TAKEN, field="id_number")):
        own.save(update_fields=["name", *SEARCH_COLUMNS, "id_number", "id_digest", "sex", "born", "retirement_track"])
    home = Household.objects.filter(memberships__person=own, memberships__validity__upper_inf=True).first()
    if home is not None:
        assess(household=home, actor=worker, at=at, origin=Origin.ACT)
    return own


def keep_name(person: Person, name: str, corrected: Corrected, worker: User, at: dt.datetime) -> None:
    """Give the person the new name, unsaved, and keep the former one."""
    keep_former(person, Correction(kind=CorrectionKind.NAME, old=person.name), masked_name(name), corrected, worker, at)
    person.take_name(name)


def _correct_number(person: Person, right: ResidentId, corrected: Corrected, worker: User, at: dt.datetime) -> None:
    assert right.normalized is not None  # only valid numbers come here
    others = holders(right.normalized) - {person.pk}
    if others:
        raise MoveRefused(NUMBER_TAKEN, field="id_number")
    kept = resident_id_digest(person.id_number)
    former = Correction(kind=CorrectionKind.ID_NUMBER, old=person.id_number, old_digest=kept)
    keep_former(person, former, masked_id(right.normalized), corrected, worker, at)
    person.id_number, person.id_digest = right.normalized, resident_id_digest(right.normalized)
    if corrected.adopts and right.sex and right.born:
        if right.sex != person.sex:
            was = Correction(kind=CorrectionKind.SEX, old=Sex(person.sex).label)
            keep_former(person, was, Sex(right.sex).label, corrected, worker, at)
            person.sex = right.sex
            person.retirement_track = RetirementTrack.M60 if right.sex == Sex.MALE else RetirementTrack.F50
        if right.born != person.born:
            was = Correction(kind=CorrectionKind.BORN, old=str(person.born))
            keep_former(person, was, str(right.born), corrected, worker, at)
            person.born = right.born


TOLD: Mapping[str, tuple[Callable[[str], str], str]] = {
    CorrectionKind.NAME: (masked_name, "full_name"),
    CorrectionKind.ID_NUMBER: (masked_id, "masked"),
    CorrectionKind.SEX: (str, "sex"),
    CorrectionKind.BORN: (str, "born"),
}  # how what stood before is shown in the audit, and as what


def keep_former(
    person: Person, former: Correction, after: str, corrected: Corrected, worker: User, at: dt.datetime
) -> None:
    """Keep ``former``, which says what stood before; ``after`` is what stands now, masked."""
    former.person, former.reason, former.evidence = person, corrected.reason.strip(), corrected.evidence.strip()
    former.corrected_by, former.corrected_at = worker, at
    former.save(force_insert=True)
    mask, key = TOLD[former.kind]
    told = {"kind": former.get_kind_display(), "correction": former.pk}
    told |= {"before": {key: mask(former.old)}, "after": {key: after}}
    audit.record(event="person.corrected", subject=person, actor=worker, at=at, **told)
