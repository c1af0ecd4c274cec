"""Entering families and people that the old system had certified."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Model

from accounts import audit
from approvals.workflow import Status
from households.enums import Category
from households.models import Certification, HardToEmploySpell, Membership, ZeroFamilyCase
from households.models.certifications import TAKEN_OVER
from households.openings.certifying import categories_of
from households.openings.shape import Candidate, Entering
from households.rules.ages import age_on
from households.rules.family import ZeroFamily


def enter_families(candidates: Sequence[Candidate], entering: Entering) -> list[Model]:
    """Each family gets a certification with nothing to climb, and its case with the day it was due already."""
    homes = {one.where.household_id for one in candidates}
    members: dict[int, list[Membership]] = {}
    for row in Membership.objects.filter(household__in=homes, validity__upper_inf=True).select_related("person"):
        members.setdefault(row.household_id, []).append(row)
    texts = [(one, [_reason("ZERO", "零就业家庭", one, entering)]) for one in candidates]
    made = _certified(texts, entering, is_family=True, members=members)
    former = _former(ZeroFamilyCase.objects.filter(household__in=homes), "household_id")
    cases = ZeroFamilyCase.objects.bulk_create(
        ZeroFamilyCase(
            household_id=certification.household_id,
            certification=certification,
            certified_on=one.begun,
            due_on=one.day("due_on"),
            due_source=one.values["due_source"][:200],
            previous=former.get(certification.household_id),
        )
        for one, certification in zip(candidates, made, strict=True)
    )
    _audit(
        "family_case.opened",
        [(case, {"due_on": str(case.due_on), "source": case.due_source}) for case in cases],
        entering,
    )
    return list(made)


def enter_people(candidates: Sequence[Candidate], entering: Entering) -> list[Model]:
    """Each person gets a certification with nothing to climb, and the status the old system had given."""
    texts = [
        (
            one,
            [
                _reason(Category(number).name, Category(number).label, one, entering)
                for number in categories_of(one.values)
            ],
        )
        for one in candidates
    ]
    made = _certified(texts, entering, is_family=False, members={})
    people = {one.who.pk for one in candidates}
    former = _former(HardToEmploySpell.objects.filter(person__in=people), "person_id")
    spells = HardToEmploySpell.objects.bulk_create(
        HardToEmploySpell(
            person=one.person,
            household_id=certification.household_id,
            certification=certification,
            categories=categories_of(one.values),
            primary=Category[one.values["primary"]],
            certified_on=one.begun,
            previous=former.get(one.who.pk),
        )
        for one, certification in zip(candidates, made, strict=True)
    )
    _audit("spell.opened", [(spell, {"categories": spell.categories}) for spell in spells], entering)
    return list(made)


def _certified(
    texts: Sequence[tuple[Candidate, list[dict[str, str]]]],
    entering: Entering,
    *,
    is_family: bool,
    members: dict[int, list[Membership]],
) -> list[Certification]:
    """Certifications in force since the day the old system decided: drafted by who presented the opening."""
    rows = []
    for one, reasons in texts:
        own = members[one.where.household_id] if is_family else [one.where]
        rows.append(
            Certification(
                household_id=one.where.household_id,
                person=None if is_family else one.person,
                area=one.where.household.area,
                chain_code=TAKEN_OVER.code,
                status=Status.APPROVED,
                reasons=reasons,
                decided_reasons=reasons,
                facts=_facts(one, own, entering, is_family=is_family),
                certified_on=one.begun,
                drafted_by=entering.importer,
                drafted_at=entering.at,
            )
        )
    made = Certification.objects.bulk_create(rows)
    _audit(
        "certification.taken_over",
        [(row, {"opening": entering.opening.number, "since": str(row.certified_on)}) for row in made],
        entering,
    )
    return made


def _facts(one: Candidate, members: Sequence[Membership], entering: Entering, *, is_family: bool) -> dict[str, Any]:
    """What stands where an application has the facts it was judged on: who belonged to it, and that nobody was judged
    here."""
    held = one.values.get("categories", [])
    return {
        "household": one.where.household_id,
        "zero_family": ZeroFamily.ZERO if is_family else ZeroFamily.NOT_ZERO,
        "countable": [],
        "excluded": {},
        "pending": [],
        "dual": False,
        "members": {
            str(row.person_id): {"age": age_on(row.person.born, one.begun), "categories": list(held), "reasons": []}
            for row in members
        },
        "opening": entering.opening.pk,
    }


def _reason(code: str, words: str, one: Candidate, entering: Entering) -> dict[str, str]:
    """Why, in the words of the old system: its document, and the opening that brought it."""
    number = one.values.get("document") or "旧系统未记载文号"
    text = f"{words}：旧系统于 {one.begun} 认定（{number}），{entering.opening.source}第 {one.line} 行"
    return {"code": code, "text": text, "article": one.values.get("article") or f"{entering.opening.system}认定记录"}


def _former(rows: Any, by: str) -> dict[int, Any]:
    """The last of each, where nothing names it as the one before."""
    return {getattr(row, by): row for row in rows.filter(following=None).order_by("certified_on", "pk")}


def _audit(event: str, subjects: Sequence[tuple[Model, dict[str, Any]]], entering: Entering) -> None:
    audit.record_each(event=event, subjects=subjects, actor=entering.actor, at=entering.at)
