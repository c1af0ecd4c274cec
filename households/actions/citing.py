"""By which articles a decision against an application is taken: what an officer is offered, the likeliest first."""

import datetime as dt
from dataclasses import dataclass

from approvals.actions import contested_record
from approvals.models import Approvable
from approvals.workflow import CITING, Decision, Said, Status
from households.models import Certificate, Certification, Exit, Revocation
from households.queries.facts import household_facts
from households.queries.terms import terms_on
from households.rules.facts import Reason
from households.rules.family import ZeroFamily
from policy.parameters import ParameterNotInForce

from .assessment import judge, why_not_zero


@dataclass(frozen=True)
class Ground:
    """A document and article, and what the rules find by it; no ``text`` where it is what was applied for by."""

    article: str
    text: str = ""


def grounds_of(application: Approvable, on: dt.date) -> list[Ground]:
    """The articles to decide ``application`` by on the day ``on``: that of the decision under review, those of the
    conditions not met today, those it was applied for by. Each once."""
    found: list[Ground] = []
    if application.status == Status.IN_REVIEW:
        contested = contested_record(application)
        found += [Ground(contested.article)] if contested and contested.article else []
    if isinstance(application, Certification):
        found += [Ground(reason.article, reason.text) for reason in _unmet(application, on)]
        found += [Ground(reason["article"]) for reason in application.reasons]
    elif isinstance(application, Exit):
        found.append(Ground(application.source))
    elif isinstance(application, Certificate):
        found.append(Ground(application.kind_source))
    elif isinstance(application, Revocation):
        found.append(Ground(application.article))
    found += [Ground(article) for article in application.articles]
    return list({ground.article: ground for ground in reversed(found)}.values())[::-1]


def cited(application: Approvable, decision: Decision, what: str | Said, on: dt.date) -> Said:
    """``what`` an officer said of a decision. Bare words cite the first of ``grounds_of`` where one is needed."""
    if isinstance(what, Said):
        return what
    return Said(what, grounds_of(application, on)[0].article if decision in CITING else "")


def _unmet(application: Certification, on: dt.date) -> tuple[Reason, ...]:
    """Why the rules would not certify on the day ``on``; nothing where they would, or cannot tell."""
    home = application.household
    try:
        judgement = judge(household_facts([home.pk])[home.pk], terms_on(on, home.area), on=on)
    except ParameterNotInForce:
        return ()
    if application.is_family:
        return () if judgement.family.zero_family is ZeroFamily.ZERO else why_not_zero(judgement.family)
    verdict = judgement.people.get(application.person_id)  # type: ignore[arg-type]  # of a person
    return verdict.reasons if verdict is not None and not verdict.eligible else ()
