"""Birth date and sex against the ID number: what differs is believed for a written reason only, and is kept."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from accounts.identifiers import resident_id
from accounts.models import User
from households.enums import Sex
from households.models import Correction, CorrectionKind, Person

from .corrections import Corrected, keep_former
from .surveyed import SurveyedMember, SurveyRefused

AS_NUMBERED = ("与身份证号一致", "入户调查登记")


@dataclass(frozen=True)
class Described:
    """A birth date and a sex, None where unknown."""

    born: dt.date | None = None
    sex: Sex | None = None


def described_before(person: Person) -> Described:
    """As ``person`` is registered; nothing of somebody new."""
    return Described(person.born, Sex(person.sex)) if person.pk else Described()


def keep_described_otherwise(
    person: Person, member: SurveyedMember, before: Described, *, place: int, worker: User, at: dt.datetime
) -> None:
    """Keep what a survey changed of the birth date and sex, and what it said otherwise than the ID number.

    ``place`` is the member's position in the survey. Raises SurveyRefused for what the number does not say and nobody
    gave a reason and evidence for; a number itself invalid says nothing.
    """
    right = resident_id(member.id_number, on=timezone.localdate(at))
    numbered = Described(right.born, Sex(right.sex) if right.sex else None)
    for kind, name in ((CorrectionKind.BORN, "born"), (CorrectionKind.SEX, "sex")):
        said, stood, number = (getattr(one, name) for one in (member, before, numbered))
        if stood in (None, said) and number in (None, said):
            continue
        reason, evidence = member.differs_why.strip(), member.differs_evidence.strip()
        if said == number:
            reason, evidence = AS_NUMBERED
        elif stood == said and _is_on_record(person, kind, reason, evidence):
            continue
        if not reason or not evidence:
            sentence = f"{member.name}的{kind.label}与身份证号码不符或与原登记不同，请写明原因和核对的证件。"
            raise SurveyRefused(sentence, member=place, field="differs_evidence" if reason else "differs_why")
        old = number if stood is None else stood
        because = Corrected("", reason, evidence)
        former = Correction(kind=kind, old=_in_words(old))
        keep_former(person, former, _in_words(said), because, worker, at)


def _in_words(told: dt.date | Sex) -> str:
    return str(told.label) if isinstance(told, Sex) else str(told)


def _is_on_record(person: Person, kind: CorrectionKind, reason: str, evidence: str) -> bool:
    """Whether just this was said before; said nothing, whether anything was."""
    last = Correction.objects.filter(person=person, kind=kind).order_by("-pk").first()
    return last is not None and ((not reason and not evidence) or (last.reason, last.evidence) == (reason, evidence))
