"""What the prints of a certification say: application form, decision notice, the whole dossier."""

import datetime as dt
from typing import Any

from django.utils import timezone

from accounts.identifiers import age_on
from accounts.models import Area, Post, User
from approvals.actions import contested_record, reviewable_until
from approvals.queries import opens_material
from approvals.workflow import Decision, Status
from households.case_tables import kind_of, subject_of
from households.enums import Material, Relation
from households.models import Certification, CertificationNotice, Exit, Membership, Revocation
from households.queries import cases
from households.queries.papers import papers_of
from policy.models import calendar
from policy.parameters import ParameterNotInForce

from .case_page import members_then
from .dossier_sheets import exits_of, objections_of, opinions_of, review_of, revocations_of, scans_of, status_of


def application_sheet(certification: Certification, user: User, on: dt.date) -> dict[str, Any]:
    """The context of ``households/sheets/application.html``: the household as it was applied for, with the signature
    for those who may open it. Needs ``with_head``."""
    day = timezone.localdate(certification.drafted_at)
    members = Membership.objects.on(day).filter(household=certification.household)
    memberships = list(members.select_related("person").order_by("pk"))
    head = next((one.person for one in memberships if one.relation == Relation.HEAD), None)
    return {
        "case": certification,
        "kind": kind_of(certification),
        "subject": subject_of(certification),
        "applicant": certification.person or head,
        "memberships": [(one, age_on(one.person.born, day)) for one in memberships],
        "applied_on": day,
        "signature": certification.attachments.filter(kind=Material.SIGNATURE, struck_at=None).order_by("pk").last(),
        "may_open": opens_material(certification, user, on),
    }


def decision_sheet(certification: Certification, on: dt.date) -> dict[str, Any]:
    """The context of ``households/sheets/decision.html``, of a certification approved or refused. One taken over
    from another system has no record of its decisions."""
    record = certification.approval_records.select_related("seat__actor__area").order_by("decided_at", "pk").last()
    family = cases.families(on).filter(certification=certification).first()
    return {
        "case": certification,
        "kind": kind_of(certification),
        "subject": subject_of(certification),
        "is_approved": certification.status == Status.APPROVED,
        "record": record,
        "step_title": certification.chain.step(record.step).title if record else "",
        "objection": certification.notices.filter(outcome=Decision.UPHOLD).first(),
        "office": _office_of(record) if record else certification.area,
        "decided_on": certification.certified_on or (timezone.localdate(record.decided_at) if record else on),
        "reasons": certification.decided_reasons or certification.reasons,
        **_remedy(certification),
        "family_case": family,
        "people": certification.spells.select_related("person").order_by("pk"),
    }


def revocation_sheet(revocation: Revocation) -> dict[str, Any]:
    """The context of ``households/sheets/revocation.html``, of a revocation decided. Needs ``with_head``."""
    record = contested_record(revocation)
    review = revocation.reviews.first()
    return {
        "case": revocation,
        "kind": kind_of(revocation),
        "subject": subject_of(revocation),
        "office": _office_of(record) if record else revocation.area,
        "people": revocation.certification.spells.select_related("person").order_by("pk"),
        "family_case": getattr(revocation.certification, "family_case", None),
        "overturned": review is not None and review.outcome == Decision.OVERTURN,
        **_remedy(revocation),
    }


def exit_sheet(case: Exit) -> dict[str, Any]:
    """Of an exit that was found against somebody: who decided, until when a review can be asked for, and what became of
    it. Needs ``with_head``."""
    approvals = case.approval_records.filter(decision=Decision.APPROVE).select_related("seat__actor__area")
    record, reviewed = approvals.order_by("decided_at", "pk").last(), review_of(case)
    return {
        "case": case,
        "kind": kind_of(case),
        "subject": subject_of(case),
        "record": record,
        "step_title": case.chain.step(record.step).title if record else "",
        "decided_on": timezone.localdate(record.decided_at) if record else None,
        "office": _office_of(record) if record else case.area,
        "reviewed": reviewed,
        "overturned": reviewed is not None and reviewed["review"].outcome == Decision.OVERTURN,
        **_remedy(case),
    }


def _office_of(record: Any) -> Area | None:
    """Where the officer served who took the decision, on that day."""
    on = timezone.localdate(record.decided_at)
    post = Post.objects.filter(user=record.seat.actor, validity__contains=on).select_related("area").first()
    return post.area if post and post.area else record.seat.actor.area


def _remedy(case: Certification | Revocation | Exit) -> dict[str, Any]:
    """Until when a review of what went against the applicant can be asked for, by which article, and who takes it up;
    nothing once it was reviewed."""
    record = contested_record(case) if case.status == case.chain.contested else None
    number = case.chain.review_of(record.step) if record else None
    if record is None or number is None or case.reviews.exists():
        return {}
    try:
        until, source = reviewable_until(case, record, calendar())
    except ParameterNotInForce:
        return {}
    return {"review_until": until, "review_source": source, "reviewer": case.chain.step(number).title}


def dossier(certification: Certification, user: User, on: dt.date) -> dict[str, Any]:
    """The context of ``households/dossier.html``: every paper of the case, in the order of the file."""
    revocations, scans = revocations_of(certification, on), scans_of(certification)
    is_decided = certification.status in (Status.APPROVED, Status.REFUSED)
    return {
        **application_sheet(certification, user, on),
        "status": status_of(certification, on),
        "scans": scans,
        "has_pdfs": any(scan.is_pdf for scan in scans),
        "members": members_then(certification),
        "papers": papers_of(certification, on),
        "notices": [notice_sheet(notice, certification) for notice in _notices(certification)],
        "records": opinions_of(certification),
        "objections": objections_of(certification),
        "reviewed": review_of(certification),
        "revocations": revocations,
        "revoked": [revocation_sheet(row) for _, row in revocations if row.decision_text],
        "exits": exits_of(certification, on),
        "decision": decision_sheet(certification, on) if is_decided else None,
        "printed_on": on,
    }


def notice_sheet(notice: CertificationNotice, certification: Certification) -> dict[str, Any]:
    """The context of ``households/sheets/notice.html``: no number, no address, no category that would hurt."""
    record = certification.approval_records.filter(round=notice.round, step=notice.step)
    decided = record.select_related("seat__actor").first()
    person = certification.person
    return {
        "notice": notice,
        "shown": cases.notice_shown(notice, certification.head_name or ""),  # type: ignore[attr-defined]  # with_head
        "age": age_on(person.born, notice.posted_on) if person else None,
        "community": certification.area,
        "handler": decided.seat.actor if decided else certification.drafted_by,
    }


def _notices(certification: Certification) -> list[CertificationNotice]:
    rows = certification.notices.select_related("application__person", "application__area__parent")
    return list(rows.order_by("round"))
