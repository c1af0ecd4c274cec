"""What the copy of one person's data says of applications and certificates: each with all that was written down."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Q
from django.utils import timezone

from households.enums import Category
from households.models import Certificate, Certification, Exit, Person, Revocation, ZeroFamilyCase

Line = tuple[str, str]


def certifications_of(person: Person, homes: Iterable[int]) -> list[Certification]:
    """The person's own, and those of families that were judged with the person among the members."""
    own_or_family = Q(person=person) | Q(person=None, household__in=homes)
    rows = Certification.objects.filter(own_or_family).order_by("drafted_at", "pk")
    return [row for row in rows if row.person_id == person.pk or str(person.pk) in row.facts["members"]]


def cases(person: Person, certifications: Iterable[Certification]) -> Iterator[Line]:
    """Certifications with their decisions and papers, the status they brought, exits and revocations."""
    for case in certifications:
        decided = f"，{case.certified_on}认定" if case.certified_on else ""
        title = "认定" if case.person_id else "家庭认定"
        why = "；".join(f"{reason['text']}（{reason['article']}）" for reason in case.decided_reasons or case.reasons)
        yield f"{_day(case.drafted_at)} {title} {case.number}", f"{case.get_status_display()}{decided}：{why}"
        yield from _decisions(case)
        yield from _papers(case)
    for family in ZeroFamilyCase.objects.filter(certification__in=certifications).order_by("certified_on", "pk"):
        left = f"至{family.ended_on}，{family.get_end_reason_display()}" if family.ended_on else "至今"
        due = f"，应安置日期{family.due_on}（{family.due_source}）" if family.due_on else ""
        yield f"{family.certified_on} 零就业家庭在册", f"{left}{due}"
        for check in family.placement_checks.filter(person=person).select_related("checked_by").order_by("pk"):
            withdrawn = f"，撤回：{check.withdrawal}" if check.withdrawn_at else ""
            said = f"{check.begun_on}起就业属实：{check.evidence}（{check.checked_by}）{withdrawn}"
            yield f"{_day(check.checked_at)} 核实补登就业", said
    for spell in person.spells.order_by("certified_on", "pk"):
        words = "、".join(Category(category).label for category in spell.categories)
        left = f"至{spell.exited_on}，{spell.get_exit_reason_display()}" if spell.exited_on else "至今"
        yield f"{spell.certified_on} 在册", f"{words}，{left}"
        for month in spell.confirmations.select_related("confirmed_by").order_by("month"):
            by = f"{month.confirmed_by} {_day(month.confirmed_at)}" if month.confirmed_at else "未确认"
            yield f"{month.month:%Y-%m} 月度确认", by
    ends = Q(spell__person=person) | Q(family_case__certification__in=certifications)
    for row in Exit.objects.filter(ends).order_by("drafted_at", "pk"):
        said = f"{row.get_reason_display()}，{row.effective_on}，{row.get_status_display()}：{row.evidence}"
        yield f"{_day(row.drafted_at)} 退出 {row.number}", said
        yield from _decisions(row)
    for one in Revocation.objects.filter(certification__in=certifications).order_by("drafted_at", "pk"):
        said = f"{one.get_status_display()}：{one.falsehood}；{one.evidence}（{one.article}）"
        yield f"{_day(one.drafted_at)} 撤销认定 {one.number}", said
        yield from _decisions(one)


def certificates(person: Person, *, is_whole: bool) -> Iterator[Line]:
    """Certificates with their numbers, inspections, suspensions, copies and the benefits endorsed on them."""
    for held in person.certificates.order_by("drafted_at", "pk"):
        serial = held.serial if is_whole else held.masked_serial
        parts = (held.get_status_display(), serial and f"证号{serial}", held.issued_on and f"{held.issued_on}发证")
        words = "，".join(str(part) for part in parts if part)
        category = f"，{Category(held.category).label}" if held.category else ""
        yield f"{_day(held.drafted_at)} {held.get_kind_display()} {held.number}", f"{words}{category}：{held.evidence}"
        yield from _decisions(held)
        yield from _kept(held, is_whole)
        if held.surrendered_on:
            yield f"{held.surrendered_on} 收回", f"{held.get_surrender_reason_display()}：{held.surrender_note}"


def _kept(held: Certificate, is_whole: bool) -> Iterator[Line]:
    for changed in held.serial_corrections.order_by("pk"):
        former = changed.old if is_whole else changed.masked_old
        yield f"{_day(changed.corrected_at)} 更正证号", f"原证号{former}：{changed.reason}"
    for checked in held.inspections.order_by("year"):
        barred = f"，{checked.barred_since}起失效" if checked.barred_since else ""
        said = f"{checked.get_result_display()} {checked.result_on or ''}{barred} {checked.reason}"
        yield f"{checked.year} 年度年检", said.strip()
    for pause in held.suspensions.order_by("since", "pk"):
        yield f"{pause.since} 暂停使用", f"{pause.reason}，{f'{pause.resumed_on}恢复' if pause.resumed_on else '至今'}"
    for copy in held.reissues.order_by("copy"):
        yield f"{copy.issued_on} 补发", f"第{copy.copy}本：{copy.reason}"
    for taken in held.endorsements.order_by("pk"):
        last = f"至{taken.last_day}" if taken.last_day else ""
        amount = "" if taken.amount is None else f"，{taken.amount}元"
        cancelled = f"，冲销：{taken.reason}" if taken.cancels_id else ""
        said = f"{taken.title}{last}{amount}（{taken.source}）{cancelled}"
        yield f"{taken.first_day} 享受政策：{taken.get_benefit_display()}", said


def _decisions(application: Any) -> Iterator[Line]:
    """Every decision on an application, notices with objections, the review asked for, and the list of its scans."""
    for record in application.approval_records.select_related("seat__actor", "on_behalf_of").order_by(
        "decided_at", "pk"
    ):
        step = application.chain.step(record.step).title
        comment = f"：{record.comment}" if record.comment else ""
        yield f"{_day(record.decided_at)} {step}", f"{record.signature}{record.get_decision_display()}{comment}"
    for notice in application.notices.order_by("pk"):
        said = f"，异议：{notice.objection}（{notice.get_outcome_display()}）" if notice.objection else ""
        yield f"{notice.posted_on} 公示", f"至{notice.ends_on}{said}"
    reviews = application.reviews.order_by("pk") if hasattr(application, "reviews") else ()
    for review in reviews:
        yield f"{review.requested_on} 申请复核", f"{review.reason}，{review.get_outcome_display() or '办理中'}"
    scans = application.attachments.order_by("added_at", "pk") if hasattr(application, "attachments") else ()
    for scan in scans:
        struck = f"，{_day(scan.struck_at)}划去：{scan.struck_because}" if scan.struck_at else ""
        said = f"{scan.get_kind_display()}（{scan.get_content_type_display()}）{struck}"
        yield f"{_day(scan.added_at)} 上传材料", said


def _papers(case: Certification) -> Iterator[Line]:
    """Visits, and originals seen."""
    for visit in case.visits.order_by("visited_on", "pk"):
        said = f"{visit.visitors}，{visit.get_outcome_display()}：{visit.findings}"
        yield f"{visit.visited_on} 入户核实", f"{said}（在场：{visit.met}）" if visit.met else said
    for shown in case.materials.order_by("seen_on", "pk"):
        yield f"{shown.seen_on} 核对原件", f"{shown.get_material_display()}，{shown.issued_on}出具 {shown.note}".strip()


def _day(moment: dt.datetime) -> dt.date:
    return timezone.localdate(moment)
