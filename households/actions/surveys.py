"""Recording what was said at the door, in one request and one transaction."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from accounts import audit
from accounts.fields import resident_id_digest, resident_id_digests
from accounts.identifiers import age_on
from accounts.models import User
from accounts.refusing import refused_if_taken
from households.enums import RegistrationKind
from households.models import Couple, Household, Membership, MonthlyConfirmation, Person, Survey
from households.models.findings import Origin
from households.queries.numbers import why_dead, why_not_free
from households.rules.clears import WORKING_MIN, clears_of

from . import periods
from .assessment import assess
from .corrections import Corrected, keep_name
from .descriptions import described_before, keep_described_otherwise
from .memberships import join, live_at, present
from .mistaken import take_out
from .survey_checks import check
from .surveyed import (
    SurveyedFact,
    SurveyedHousehold,
    SurveyedMember,
    SurveyedNotice,
    SurveyedPeriod,
    SurveyedRegistration,
    SurveyRefused,
)

__all__ = [
    "SurveyRefused",
    "SurveyedFact",
    "SurveyedHousehold",
    "SurveyedMember",
    "SurveyedNotice",
    "SurveyedPeriod",
    "SurveyedRegistration",
    "record_survey",
]
BY_SURVEY = Corrected("", "入户调查时更正姓名", "入户调查登记")
SEALED = ("id_number", "phone", "bank_account")
DESCRIBED = (
    *("sex", "born", "phone", "bank_account", "retirement_track", "retirement_override", "retirement_evidence"),
    *("dead_on", "monthly_income", "income_source"),
)
PROFILE = ("education", "health", "unemployment_reason", "skills", "job_wish", "training_wish")


@transaction.atomic
def record_survey(*, survey: SurveyedHousehold, household: Household | None, worker: User, at: dt.datetime) -> Survey:
    """Record a survey of a household of the worker's community, or of a new one, and assess it by every rule.

    The household's members become those surveyed: nobody leaves by a survey but who never belonged to the household. A
    survey already recorded under its ``submission`` is returned as it is, also where both are sent at once. Raises
    SurveyRefused.
    """
    today = timezone.localdate(at)
    _wait_for_same(survey.submission)
    known = Survey.objects.visible_to(worker).filter(submission=survey.submission).first()
    if known is not None:
        return known
    check(survey, worker, today)
    home = _open_household(survey, household, worker)
    people = _save_people(survey, home, worker, at)
    gone = _save_memberships(survey, home, people, today)
    take_out(home, gone, survey=survey, worker=worker, at=at)
    _save_couples(survey, home, people)
    record = _save_record(survey, home, people, worker, at)
    said = {"members": len(people), "survey": record.pk} | ({"mistaken": len(gone)} if gone else {})
    audit.record(event="household.surveyed", subject=home, actor=worker, at=at, **said)
    assess(household=home, actor=worker, at=at, origin=Origin.ACT)
    _confirm_month(people, survey.visited_on, worker, at)
    return record


def _wait_for_same(submission: uuid.UUID) -> None:
    """Let one sending of a form at a time through, to the end of its transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(submission)])


def _open_household(survey: SurveyedHousehold, household: Household | None, worker: User) -> Household:
    values = {
        "address": survey.address,
        "hukou": survey.hukou,
        "housing": survey.housing,
        "monthly_income": survey.monthly_income,
        "income_source": survey.income_source,
    }
    if household is None:
        assert worker.area is not None  # _check saw to it
        home = Household.objects.create(area=worker.area, **values)
        home.responsibilities.create(area=worker.area, validity=DateRange(survey.visited_on, None))
        live_at(home, survey.address, worker.area, survey.visited_on)
        return home
    own = Household.objects.visible_to(worker).select_for_update(of=("self",)).filter(pk=household.pk).first()
    if own is None:
        raise SurveyRefused("该家庭不在您的社区。")
    last = own.surveys.order_by("-visited_on", "-pk").first()
    if last is not None and survey.visited_on < last.visited_on:
        raise SurveyRefused(f"该户已有 {last.visited_on} 的调查，走访日期不能更早。", field="visited_on")
    if not own.responsibilities.filter(validity__upper_inf=True).exists():
        raise SurveyRefused("该户已离开本市，请先在家庭页面办理返回本市。")
    if own.address != survey.address:
        live_at(own, survey.address, own.area, survey.visited_on)
    for name, value in values.items():
        setattr(own, name, value)
    own.save(update_fields=list(values))
    return own


def _save_people(survey: SurveyedHousehold, home: Household, worker: User, at: dt.datetime) -> list[Person]:
    """The surveyed people, known or new, with their registrations and facts brought up to what was said."""
    today = timezone.localdate(at)
    numbers = [member.id_number for member in survey.members]
    digests = [digest for number in numbers for digest in resident_id_digests(number)]
    found = Person.objects.select_for_update(of=("self",)).filter(id_digest__in=digests).order_by("pk")
    known = {person.id_number: person for person in found}
    refusals = why_not_free(numbers) | why_dead(known)
    elsewhere = set(
        Membership.objects.filter(person__in=known.values(), validity__upper_inf=True)
        .exclude(household=home)
        .values_list("person_id", flat=True)
    )
    people = []
    for number, member in enumerate(survey.members):
        person = known.get(member.id_number)
        if person is not None and person.pk in elsewhere:
            message = f"{member.name}的身份证号已登记在另一户中，请先由该户所在社区将其移出或办理迁移。"
            raise SurveyRefused(message, member=number, field="id_number")
        if member.id_number in refusals:
            raise SurveyRefused(refusals[member.id_number], member=number, field="id_number")
        if person is not None and person.name != member.name:
            keep_name(person, member.name, BY_SURVEY, worker, at)
        person = person or Person(id_number=member.id_number, id_digest=resident_id_digest(member.id_number))
        before = described_before(person)
        message = f"{member.name}的身份证号刚刚由他人登记，请稍后重新提交。"
        with refused_if_taken(SurveyRefused(message, member=number, field="id_number")):
            _describe(person, member)
        try:
            periods.reconcile(person, member.registrations, member.facts, visited_on=survey.visited_on, today=today)
        except periods.PeriodRefused as refused:
            raise SurveyRefused(f"{member.name}：{refused}", member=number, field=refused.field) from refused
        keep_described_otherwise(person, member, before, place=number, worker=worker, at=at)
        people.append(person)
    return people


def _describe(person: Person, member: SurveyedMember) -> None:
    person.take_name(member.name)
    for name in DESCRIBED:
        setattr(person, name, getattr(member, name))
    person.children_born = sorted(member.children_born)
    for name in PROFILE:
        setattr(person, name, member.profile.get(name, ""))
    person.save()


def _save_memberships(
    survey: SurveyedHousehold, home: Household, people: Sequence[Person], today: dt.date
) -> list[Membership]:
    """The members as surveyed. Returns the memberships of those present before who are not among them."""
    members = present(home)
    for person, member in zip(people, survey.members, strict=True):
        membership = members.pop(person.pk, None)
        if membership is None:
            join(home, person, member.relation, survey.visited_on, today=today)
        elif membership.relation != member.relation:
            membership.relation = member.relation
            membership.save(update_fields=["relation"])
    return list(members.values())


def _save_couples(survey: SurveyedHousehold, home: Household, people: Sequence[Person]) -> None:
    """Couples are unordered pairs; a couple no longer named ends on the day of the visit."""
    pairs = [frozenset((people[first].pk, people[second].pk)) for first, second in survey.couples]
    standing = {frozenset((c.first_id, c.second_id)): c for c in home.couples.filter(validity__upper_inf=True)}
    for pair in set(standing) - set(pairs):
        periods.end(standing[pair], survey.visited_on)
    joined = dict(home.memberships.filter(validity__upper_inf=True).values_list("person_id", "validity__startswith"))
    for pair in pairs:
        if pair not in standing:
            first, second = sorted(pair)
            since = max(survey.visited_on, joined[first], joined[second])
            Couple.objects.create(household=home, first_id=first, second_id=second, validity=DateRange(since, None))


def _save_record(
    survey: SurveyedHousehold, home: Household, people: Sequence[Person], worker: User, at: dt.datetime
) -> Survey:
    answers = []
    for person, member in zip(people, survey.members, strict=True):
        said = dataclasses.asdict(member)
        for hidden in SEALED:
            del said[hidden]
        for fact in said["facts"]:
            del fact["number"]
        answers.append({"person": person.pk, **said, "profile": dict(member.profile)})
    return Survey.objects.create(
        **_notice(survey.notice),
        household=home,
        area=home.area,
        submission=survey.submission,
        visited_on=survey.visited_on,
        surveyor=worker,
        recorded_at=at,
        answers=_plain(
            {
                "address": survey.address,
                "hukou": survey.hukou,
                "housing": survey.housing,
                "monthly_income": survey.monthly_income,
                "income_source": survey.income_source,
                "couples": survey.couples,
                "members": answers,
            }
        ),
        member_count=len(people),
        clear_members=sum(
            clears_of(
                person, unemployed=_is_unemployed(member), child=age_on(person.born, survey.visited_on) < WORKING_MIN
            ).all_clear
            for person, member in zip(people, survey.members, strict=True)
        ),
    )


def _notice(notice: SurveyedNotice | None) -> dict[str, Any]:
    if notice is None:
        return {}
    return {"notice_version": notice.version, "notice_given_on": notice.given_on, "notice_way": notice.way}


def _is_unemployed(member: SurveyedMember) -> bool:
    return any(r.kind == RegistrationKind.UNEMPLOYED and r.until is None for r in member.registrations)


def _plain(value: object) -> object:
    """``value`` as JSON holds it: dates and amounts as text."""
    match value:
        case dict():
            return {key: _plain(part) for key, part in value.items()}
        case list() | tuple():
            return [_plain(part) for part in value]
        case dt.date() | Decimal():
            return str(value)
    return value


def _confirm_month(people: Sequence[Person], visited_on: dt.date, worker: User, at: dt.datetime) -> None:
    """A visit confirms its own month for everybody surveyed."""
    month = visited_on.replace(day=1)
    MonthlyConfirmation.objects.open().filter(spell__person__in=people, month=month).update(
        confirmed_at=at, confirmed_by=worker
    )
