"""推荐岗位: a post is recommended, answered, and a refusal that counts is looked into by somebody else."""

import datetime as dt
import uuid
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from accounts.refusing import FieldRefused, refused_if_taken
from assistance.enums import Answer
from assistance.models import Offer, RefusalLook, Vacancy
from assistance.queries.matching import Seekers
from assistance.queries.referrals import result_of_offer
from assistance.queries.refusals import post_terms_on
from assistance.rules.refusals import OfferResult, PostTerms
from households.actions.submissions import sent_before
from households.models import Person
from households.queries.person import home_of

from .passing import Passed, pass_over


class OfferRefused(FieldRefused):
    """The offer or the answer cannot be recorded; the message is for the worker."""


@dataclass(frozen=True)
class NewOffer:
    """A post recommended on ``made_on``; ``wage`` is yuan a month."""

    made_on: dt.date
    employer: str
    position: str
    wage: Decimal
    commute_minutes: int
    is_lawful: bool = True
    fits_health: bool = True


@dataclass(frozen=True)
class FromVacancy:
    """The vacancy a post comes from; ``passing`` says why, where people of zero-employment families come before."""

    vacancy: Vacancy
    passing: str = ""


@dataclass(frozen=True)
class GivenAnswer:
    """What the person said; a refusal with its reason, and the evidence that is kept of it."""

    answer: Answer
    answered_on: dt.date
    refusal: str = ""
    is_justified: bool = False
    evidence: str = ""


@transaction.atomic
def record_offer(
    *,
    person: Person,
    offer: NewOffer,
    worker: User,
    at: dt.datetime,
    source: FromVacancy | None = None,
    submission: uuid.UUID | None = None,
) -> Offer:
    """Record a post recommended to the person, with the terms that judge it; of a vacancy it is that post, as it stands
    today. A form sent twice is one offer.

    Raises OfferRefused, and ParameterNotInForce where nothing says on that day what a valid post is.
    """
    own, today = _own_person(person, worker), timezone.localdate(at)
    known = sent_before(Offer.objects, submission)
    if known is not None:
        return known
    _refuse_day(offer.made_on, today, own)
    vacancy, passed = None, None
    if source is not None:
        vacancy = _lacking(source.vacancy, worker, today)
        passed = _passed_over(vacancy, own, worker, today, source.passing)
        offer = replace(offer, employer=vacancy.employer.name, position=vacancy.position, wage=vacancy.wage)
    terms = _terms_for(own, offer.made_on)
    with refused_if_taken(OfferRefused("已向本人推荐过这个岗位。")):
        made = Offer.objects.create(
            person=own,
            vacancy=vacancy,
            minimum_wage=terms.minimum_wage.value,
            max_commute_minutes=terms.max_commute_minutes.value,
            terms_source=_sources(terms.minimum_wage.source, terms.max_commute_minutes.source),
            submission=submission,
            recorded_by=worker,
            recorded_at=at,
            **asdict(offer),
        )
    if source is not None and passed is not None:
        pass_over(made, passed, source.passing.strip(), worker, at)
    told: dict[str, Any] = {"vacancy": vacancy.pk} if vacancy else {}
    audit.record(event="offer.made", subject=made, actor=worker, at=at, on=offer.made_on.isoformat(), **told)
    return made


@transaction.atomic
def answer_offer(*, offer: Offer, given: GivenAnswer, worker: User, at: dt.datetime) -> Offer:
    """Record the answer to an offer; a refusal that counts goes to the street at once. Raises OfferRefused."""
    own = Offer.objects.standing().visible_to(worker).select_for_update(of=("self",)).filter(pk=offer.pk).first()
    if own is None:
        raise OfferRefused("该推荐已经划去，或不在您的辖区。")
    if own.answer:
        raise OfferRefused("该推荐已有答复。")
    if not own.made_on <= given.answered_on <= timezone.localdate(at):
        raise OfferRefused(f"答复日期应在推荐日期（{own.made_on}）与今天之间。")
    is_refused = given.answer == Answer.REFUSED
    if is_refused and not given.refusal.strip():
        raise OfferRefused("请写明拒绝理由。")
    if given.is_justified and not given.evidence.strip():
        raise OfferRefused("理由正当的，请写明证据。")
    own.answer, own.answered_on = given.answer, given.answered_on
    own.refusal = given.refusal.strip() if is_refused else ""
    own.is_justified = given.is_justified and is_refused
    own.evidence = given.evidence.strip()
    own.save(update_fields=["answer", "answered_on", "refusal", "is_justified", "evidence"])
    audit.record(event=f"offer.{given.answer}", subject=own, actor=worker, at=at, on=given.answered_on.isoformat())
    if result_of_offer(own, []) is OfferResult.COUNTED:
        RefusalLook.objects.create(
            offer=own, stage=RefusalLook.Stage.REVIEW, request=own.refusal, requested_by=worker, requested_at=at
        )
    return own


def _own_person(person: Person, worker: User) -> Person:
    own = Person.objects.visible_to(worker).select_for_update(of=("self",), no_key=True).filter(pk=person.pk).first()
    if own is None:
        raise OfferRefused("该人员不在您的辖区。")
    return own


def _lacking(vacancy: Vacancy, worker: User, today: dt.date) -> Vacancy:
    """The vacancy, locked, of the worker's city, while somebody is still to be found for it."""
    rows = Vacancy.objects.visible_to(worker).select_for_update(of=("self",), no_key=True).select_related("employer")
    own = rows.filter(pk=vacancy.pk).first()
    if own is None or not Vacancy.objects.lacking(today).filter(pk=own.pk).exists():
        raise OfferRefused("该用人信息已关闭、已招满或已过有效期，请另选岗位。")
    return own


def _passed_over(vacancy: Vacancy, person: Person, worker: User, today: dt.date, passing: str) -> Passed | None:
    """The people of zero-employment families whom the post suits and who come before the person."""
    rows = Seekers(vacancy, worker, today).passed_over_for(person.pk)
    found, first = rows.count(), rows.values_list("person", flat=True).first()
    if first is None:
        return None
    if not passing.strip():
        words = f"辖区内有 {found} 名零就业家庭成员适合这个政府投资开发的岗位，应优先推荐；越过的须写明理由。"
        raise OfferRefused(words, field="passing")
    return Passed(first, found, found)


def _terms_for(person: Person, on: dt.date) -> PostTerms:
    home = home_of(person)
    assert home is not None  # the person is visible to the worker
    return post_terms_on(on, home.household.area)


def _refuse_day(day: dt.date, today: dt.date, person: Person) -> None:
    if day > today:
        raise OfferRefused("日期不能晚于今天。")
    if person.dead_on is not None and day > person.dead_on:
        raise OfferRefused(f"该人员已于 {person.dead_on} 死亡。")


def _sources(*sources: str) -> str:
    return "；".join(dict.fromkeys(sources))[:400]
