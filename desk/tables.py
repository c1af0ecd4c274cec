"""How what waits looks as one line: who, what, by when, and the page behind it."""

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from accounts.lists.tables import request_url
from approvals.workflow import IN_OFFICE, Status
from assistance.queries.placements import due_of as offices_of
from assistance.tables.alerts import whom
from assistance.tables.matters import complaint_stage
from desk.models import CaseTrial, RuleCase
from desk.rulecases.asking import Verdict
from desk.rulecases.sentences import TOPIC_WORDS
from households.case_tables import (
    certification_mark,
    due_of,
    exit_mark,
    kind_of,
    promise_mark,
    revocation_mark,
    subject_of,
)
from households.certificate_tables import inspection_mark, state_mark
from households.move_tables import family_of, handover_mark, handover_url, merge_mark, merge_url
from policy import words
from policy.models import Proposal
from subsidies.tables.claims import claim_mark, claim_url, months_of
from subsidies.tables.payments import batch_mark, period_of
from subsidies.tables.recoveries import late_mark
from ui.marks import Mark, due_mark
from ui.tables import Column, badge, day, moment, number


@dataclass(frozen=True)
class Line:
    """One thing that waits. ``key`` names it in its worklist, ``url`` is its own page."""

    key: int
    title: str
    detail: str
    mark: Mark | None
    url: str


def _certification(row: Any, on: dt.date) -> Line:
    review = f" · {row.current_step.title}" if row.status == Status.IN_REVIEW else ""
    detail = f"{row.number} · {kind_of(row)}{review} · {row.area.name}"
    mark = due_mark(due_of(row), on) if row.status != "returned" else certification_mark(row, on)
    return Line(row.pk, subject_of(row), detail, mark, reverse("households:certification", args=[row.pk]))


def _notice(row: Any, on: dt.date) -> Line:
    detail = f"{row.number} · {kind_of(row)} · 公示至 {row.ends_on}"
    url = reverse("households:certification", args=[row.pk])
    return Line(row.pk, subject_of(row), detail, due_mark(row.ends_on, on), url)


def _exit(row: Any, on: dt.date) -> Line:
    detail = f"{row.number} · {row.get_reason_display()} {row.effective_on} · {row.area.name}"
    mark = due_mark(due_of(row), on) or exit_mark(row)
    return Line(row.pk, subject_of(row), detail, mark, reverse("households:exit", args=[row.pk]))


def _family(row: Any, on: dt.date) -> Line:
    detail = f"应安置 {row.due_on} · {row.household.area.name}"
    url = reverse("households:certification", args=[row.certification_id])
    return Line(row.pk, f"{row.head_name or '（无户主）'}户", detail, promise_mark(row, on), url)


def _family_found(row: Any, on: dt.date) -> Line:
    detail = f"{row.household.number} · 自 {row.validity.lower} 起 · {row.household.area.name}"
    url = reverse("households:household", args=[row.household_id])
    return Line(row.pk, f"{row.head_name or '（无户主）'}户", detail, None, url)


def _person_found(row: Any, on: dt.date) -> Line:
    detail = f"{row.get_category_display()} · 自 {row.validity.lower} 起 · {row.household.area.name}"
    return Line(row.pk, row.person.name, detail, None, reverse("households:household", args=[row.household_id]))


def _confirmation(row: Any, on: dt.date) -> Line:
    person, home = row.spell.person, row.spell.household
    is_late = row.month < on.replace(day=1)
    mark = Mark("逾期未更新", "bad") if is_late else None
    url = reverse("households:person", args=[person.pk])
    return Line(row.pk, person.name, f"{row.month:%Y年%-m月} · {home.area.name}", mark, url)


def _unvisited(row: Any, on: dt.date) -> Line:
    detail = f"{row.number} · {row.address} · {row.round_title}"
    url = reverse("households:survey", args=[row.pk])
    return Line(row.pk, f"{row.head_name or '（无户主）'}户", detail, due_mark(row.round_ends_on, on), url)


def _request(row: Any, on: dt.date) -> Line:
    detail = f"{row.number} · {row.get_kind_display()} · {row.area.name}"
    url = reverse("households:data_request", args=[row.pk])
    return Line(row.pk, row.person.name, detail, due_mark(row.due_on, on), url)


def _certificate(row: Any, on: dt.date) -> Line:
    detail = f"{row.number} · {row.get_kind_display()} · {row.household.area.name}"
    mark = due_mark(due_of(row), on) if row.status == "pending" else inspection_mark(row) or state_mark(row)
    return Line(row.pk, row.person.name, detail, mark, reverse("households:certificate", args=[row.pk]))


def _claim(row: Any, on: dt.date) -> Line:
    detail = f"{row.number} · {row.get_scheme_display()} · {months_of(row)} · {row.amount:,.2f} 元 · {row.area.name}"
    mark = due_mark(due_of(row), on) if row.status in IN_OFFICE else claim_mark(row, on)
    return Line(row.pk, row.payee_name, detail, mark, claim_url(row))


def _batch(row: Any, on: dt.date) -> Line:
    detail = f"{row.get_scheme_display()} {period_of(row)} · {row.count} 笔 · {row.amount:,.2f} 元"
    return Line(row.pk, f"批次 {row.number}", detail, batch_mark(row), reverse("subsidies:batch", args=[row.pk]))


def _rejected(row: Any, on: dt.date) -> Line:
    detail = f"{row.amount:,.2f} 元 · {row.bank_reason}"
    return Line(row.pk, row.payee_name, detail, None, reverse("subsidies:payment", args=[row.pk]))


def _recovery(row: Any, on: dt.date) -> Line:
    detail = f"{row.number} · 还有 {row.owed:,.2f} 元 · {row.payment.claim.area.name}"
    return Line(row.pk, row.payment.payee_name, detail, late_mark(row), reverse("subsidies:recovery", args=[row.pk]))


def _inspection(row: Any, on: dt.date) -> Line:
    own = row.certificate
    detail = f"{row.year} 年度 · {own.get_kind_display()} · {own.household.area.name}"
    url = reverse("households:certificate", args=[own.pk])
    return Line(row.pk, own.person.name, detail, due_mark(row.round.closes_on, on), url)


def _handover(row: Any, on: dt.date) -> Line:
    detail = f"{row.number} · {row.from_area.name} → {row.to_area.name} · 交接日期 {row.on}"
    return Line(row.pk, family_of(row), detail, handover_mark(row, on), handover_url(row))


def _merge(row: Any, on: dt.date) -> Line:
    return Line(row.pk, row.survivor.name, f"{row.number} · {row.community.name}提出", merge_mark(row), merge_url(row))


def _proposal(row: Any, on: dt.date) -> Line:
    detail = f"{words.value_words(row.parameter, row.value)} · {row.proposed_by} 提出"
    return Line(row.pk, str(row), detail, due_mark(row.since, on), reverse("desk:proposal", args=[row.pk]))


def _export(row: Any, on: dt.date) -> Line:
    detail = f"{row.rows:,} 行 · {row.purpose} · {row.requested_by}（{row.requested_by.area}）"
    return Line(row.pk, row.title, detail, None, request_url(row))


def _refusal(row: Any, on: dt.date) -> Line:
    detail = f"{row.get_stage_display()} · {row.offer.employer} {row.offer.position}"
    return Line(row.pk, row.offer.person.name, detail, None, reverse("assistance:offer", args=[row.offer_id]))


def _untold(row: Any, on: dt.date) -> Line:
    detail = f"{row.get_kind_display()} · 自 {row.begun_on} 起"
    return Line(row.pk, row.person.name, detail, None, reverse("assistance:tell_story", args=[row.pk]))


def _employment_notice(row: Any, on: dt.date) -> Line:
    due = "、".join(one.label for one in offices_of(row))
    url = reverse("assistance:tell_office", args=[row.pk])
    return Line(row.pk, row.person.name, f"自 {row.begun_on} 起就业 · 告知{due}", None, url)


def _revocation(row: Any, on: dt.date) -> Line:
    detail = f"{row.number} · 撤销{kind_of(row)} · {row.area.name}"
    mark = due_mark(due_of(row), on) or revocation_mark(row)
    return Line(row.pk, subject_of(row), detail, mark, reverse("households:revocation", args=[row.pk]))


def _unpaired(row: Any, on: dt.date) -> Line:
    url = reverse("households:edit_links", args=[row.household_id])
    detail = f"{row.household.address} · {row.household.area.name}"
    return Line(row.pk, f"{row.head_name or '（无户主）'}户", detail, promise_mark(row, on), url)


def _without_plan(row: Any, on: dt.date) -> Line:
    detail = f"{row.certified_on} 认定 · {row.household.area.name}"
    return Line(row.pk, row.person.name, detail, None, reverse("assistance:plan", args=[row.pk]))


def _plan(row: Any, on: dt.date) -> Line:
    detail = f"措施已落实 {row.done}/{row.planned} 项 · {row.spell.household.area.name}"
    url = reverse("assistance:case", args=[row.spell_id])
    return Line(row.pk, row.spell.person.name, detail, due_mark(row.review_on, on), url)


def _measure(row: Any, on: dt.date) -> Line:
    url = reverse("assistance:own_measure_done", args=[row.pk])
    return Line(row.pk, row.plan.spell.person.name, row.what, due_mark(row.due_on, on), url)


def _to_assist(row: Any, on: dt.date) -> Line:
    detail = f"应安置 {row.due_on} · {row.household.area.name}"
    url = reverse("assistance:family", args=[row.pk])
    return Line(row.pk, f"{row.head_name or '（无户主）'}户", detail, promise_mark(row, on), url)


def _callback(row: Any, on: dt.date) -> Line:
    detail = f"{row.get_kind_display()} {row.employer} · {row.begun_on} 就业 · {row.area_name}"
    url = f"{reverse('assistance:visit_new', args=[row.person_id])}?registration={row.pk}"
    return Line(row.pk, row.person.name, detail, due_mark(row.due_on, on), url)


def _recheck(row: Any, on: dt.date) -> Line:
    visit = row.visit
    detail = f"{visit.on} {visit.get_kind_display()} · {row.visited_by} · {visit.household.area.name}"
    return Line(
        row.pk, visit.person.name, detail, due_mark(row.due_on, on), reverse("assistance:recheck", args=[row.pk])
    )


def _alert(row: Any, on: dt.date) -> Line:
    detail = f"{row.get_kind_display()} · {row.detail} · {row.area.name}"
    return Line(row.pk, whom(row), detail, due_mark(row.answer_by, on), reverse("assistance:alert", args=[row.pk]))


def _complaint(row: Any, on: dt.date) -> Line:
    detail = f"{row.number} · {complaint_stage(row)} · {row.area.name}"
    url = reverse("assistance:complaint", args=[row.pk])
    return Line(row.pk, row.against, detail, due_mark(row.due_on, on), url)


def _matter(page: str, title: Callable[[Any], str], detail: Callable[[Any], str]) -> Callable[[Any, dt.date], Line]:
    """A matter of a register, by the page of one."""

    def line(row: Any, on: dt.date) -> Line:
        url = reverse(f"assistance:{page}", args=[row.pk])
        return Line(row.pk, title(row), f"{row.pk:06d} · {detail(row)}", due_mark(row.due_on, on), url)

    return line


_check = _matter("unemployment_check", lambda row: row.person.name, lambda row: row.area.name)


def _post_plan(row: Any, on: dt.date) -> Line:
    detail = f"{row.year}年 · {row.planned} 个岗位 · {row.submitted_by}"
    return Line(row.pk, row.area.name, detail, None, reverse("assistance:post_plan", args=[row.pk]))


def _removal(row: Any, on: dt.date) -> Line:
    detail = f"{row.get_cause_display()} · {row.holding.post.title} · {row.holding.post.area.name}"
    url = reverse("assistance:post", args=[row.holding.post_id])
    return Line(row.pk, row.holding.person.name, detail, due_mark(row.proposed_last_day, on), url)


def _of_post(row: Any, on: dt.date) -> Line:
    """An empty post to be reported, or a holder to be assessed."""
    detail = f"{row.post.line.employer.name} · {row.post.area.name}"
    if row.last_day is not None:
        detail = f"{row.last_day} 空出 · {detail}"
    url = reverse("assistance:post", args=[row.post_id])
    return Line(row.pk, f"{row.post.title} {row.person.name}", detail, None, url)


LINES: Mapping[str, Callable[[Any, dt.date], Line]] = {
    "decisions": _certification,
    "exits": _exit,
    "exports-to-approve": _export,
    "revocations": _revocation,
    "families": _family,
    "returned": _certification,
    "proposed-exits": _exit,
    "families-found": _family_found,
    "people-found": _person_found,
    "handovers": _handover,
    "merges": _merge,
    "notices": _notice,
    "requests": _request,
    "unvisited": _unvisited,
    "unpaired": _unpaired,
    "unsigned-pledges": _to_assist,
    "unprepared": _to_assist,
    "without-plan": _without_plan,
    "plans-to-review": _plan,
    "own-measures": _measure,
    "confirmations": _confirmation,
    "alerts": _alert,
    "callbacks": _callback,
    "rechecks": _recheck,
    "certificates": _certificate,
    "certificates-late": _certificate,
    "claims": _claim,
    "claims-unfinished": _claim,
    "certificates-to-take-back": _certificate,
    "inspections": _inspection,
    "complaints": _complaint,
    "enquiries": _matter("enquiry", lambda row: row.question[:40], lambda row: f"{row.received_on} 来电"),
    "checks": _check,
    "checks-to-decide": _check,
    "workforce-plans": _matter(
        "workforce_plan", lambda row: row.employer.name, lambda row: f"{row.get_kind_display()} {row.workers} 人"
    ),
    "supervisions": _matter("supervision", lambda row: row.office, lambda row: row.policy),
    "public-promises": _matter("public_promise", lambda row: row.text[:40], lambda row: row.owner),
    "post-plans": _post_plan,
    "removals": _removal,
    "empty-posts": _of_post,
    "post-assessments": _of_post,
    "batches-to-sign": _batch,
    "batches-to-confirm": _batch,
    "batches-to-send": _batch,
    "rejected": _rejected,
    "recoveries": _recovery,
    "recoveries-to-close": _recovery,
    "proposals": _proposal,
    "refusals": _refusal,
    "placements-untold": _untold,
    "employment-notices": _employment_notice,
}


def line_of(kind: str, row: Any, on: dt.date) -> Line:
    """A row of the worklist ``kind`` as a line."""
    return LINES[kind](row, on)


STATUS_TONES = {"open": "warn", "confirmed": "ok", "refused": "bad", "withdrawn": "plain"}


def proposal_mark(proposal: Proposal) -> Mark:
    return Mark(proposal.get_status_display(), STATUS_TONES[proposal.status])  # type: ignore[arg-type]  # a Tone


PROPOSALS = (
    Column(
        "parameter",
        "参数",
        lambda row: row.parameter.title,
        order_by=("key__key",),
        link=lambda row: reverse("desk:proposal", args=[row.pk]),
    ),
    Column("value", "取值", lambda row: words.value_words(row.parameter, row.value)),
    Column("area", "适用区划", lambda row: row.area, order_by=("area__path",)),
    Column("since", "自何日起", lambda row: row.since, day, order_by=("since",)),
    Column("document", "依据文件", lambda row: row.document.number, on_phone=False),
    Column("proposed_by", "提出人", lambda row: row.proposed_by),
    Column("proposed_at", "提出时间", lambda row: row.proposed_at, moment, order_by=("proposed_at",), on_phone=False),
    Column("decided_by", "确认人", lambda row: row.decided_by),
    Column("broken", "不再通过的用例", lambda row: row.broken, number, order_by=("broken",)),
    Column("status", "状态", proposal_mark, badge, order_by=("status",)),
)


def case_mark(case: Any) -> Mark:
    return Mark("停用") if case.retired_at else Mark("在用", "ok")


VERDICT_MARKS = {  # what needs looking at first
    Verdict.FAILED: Mark("不符", "bad"),
    Verdict.NOT_SERVED: Mark("尚不能运行", "warn"),
    Verdict.PASSED: Mark("通过", "ok"),
}


def outcome_rows(trial: CaseTrial, visible: Collection[int]) -> list[dict[str, Any]]:
    """The kept outcomes of a trial, those that broke first; ``visible`` are the cases whose page the user can open."""
    rows = [
        {
            **outcome,
            "number": RuleCase(pk=outcome["case"]).number,
            "is_visible": outcome["case"] in visible,
            "before": VERDICT_MARKS[Verdict(outcome["before"])],
            "after": VERDICT_MARKS[Verdict(outcome["after"])],
        }
        for outcome in trial.outcomes
    ]
    return sorted(rows, key=lambda row: (row["before"] == row["after"], row["case"]))


RULE_CASES = (
    Column(
        "number",
        "编号",
        lambda case: case.number,
        order_by=("pk",),
        link=lambda case: reverse("desk:rule_case", args=[case.pk]),
    ),
    Column("title", "标题", lambda case: case.last_title, order_by=("last_title",)),
    Column("topic", "主题", lambda case: TOPIC_WORDS[case.last_topic], order_by=("last_topic",)),
    Column("area", "适用区划", lambda case: case.area, order_by=("area__path",)),
    Column("as_of", "评估日期", lambda case: case.last_as_of, day, order_by=("last_as_of",), on_phone=False),
    Column("version", "版本", lambda case: case.last_version, number),
    Column("writer", "编写人", lambda case: case.last_written_by__full_name, on_phone=False),
    Column("written", "编写时间", lambda case: case.last_written_at, moment, order_by=("last_written_at",)),
    Column("state", "状态", case_mark, badge),
)
