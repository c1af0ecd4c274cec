"""批量审批: many cases of one's worklist decided in one go, each row for itself."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import View

from accounts.jobs import actions as jobs
from accounts.models import User
from accounts.permissions import Act, ActRequired, absent_for, may, may_decide
from approvals.queries import Names
from approvals.workflow import Status
from desk import batches, tasks
from desk.forms import BatchForm, BatchRow
from households.actions import batch
from households.actions.exits import LOSSES
from households.case_tables import certification_url, exit_url, kind_of, subject_of
from households.models import Certification, Exit
from households.queries import cases
from households.queries.cautions import cautions_of
from households.queries.papers import FRESHNESS, papers_of_all
from households.queries.terms import RULE_PARAMETERS, HeldByDistrict
from households.views.case_facts import changes_of
from households.views.case_view import Timed
from ui.marks import Mark

ROWS = 50


@dataclass(frozen=True)
class Line:
    """One case of the page: what it rests on, and beside it what speaks for looking twice, or ``mark`` where nothing
    does."""

    row: BatchRow
    url: str
    grounds: list[str]
    doubts: list[str]
    mark: Mark

    @property
    def case(self) -> Any:
        return self.row.case

    @property
    def subject(self) -> str:
        return subject_of(self.case)

    @property
    def kind(self) -> str:
        return kind_of(self.case)


class Batch(Timed, ActRequired, View, ABC):
    """At most ``ROWS`` cases of the kind's worklist that wait at their own step; objections and reviews are decided one
    by one. More than ``settings.BATCH_AT_ONCE`` are left to a worker. ``beside`` heads the column of doubts."""

    act = Act.DECIDE
    kind: ClassVar[batches.Kind]
    beside: ClassVar[str]

    @abstractmethod
    def lines(self, rows: Sequence[BatchRow]) -> list[Line]:
        """The rows with what they rest on."""

    def is_allowed(self) -> bool:
        return may_decide(self.request.user, self.today)

    @cached_property
    def names(self) -> Names:
        return Names(may(self.user, Act.DECIDE), tuple(absent_for(self.user, self.today)))

    def get(self, request: HttpRequest) -> HttpResponse:
        waiting = self.kind.waiting(self.user, self.today).filter(status=Status.PENDING)
        rows = list(cases.with_total(waiting.select_related("household__area"))[:ROWS])
        total = rows[0].total if rows else 0
        form = BatchForm(names=self.names)
        return self.page([BatchRow(case=case, titles=self.kind.titles) for case in rows], form, total=total)

    def post(self, request: HttpRequest) -> HttpResponse:
        form, rows = BatchForm(request.POST, names=self.names), self.posted()
        chosen = [row for row in rows if row.is_chosen]
        if not all([form.is_valid(), *(row.is_valid() for row in rows)]) or not chosen:
            messages.error(request, "没有办理任何一件：请更正下面标出的内容。" if chosen else "请先勾选要办理的事项。")
            return self.page(rows, form)
        decisions = [row.chosen(form.cleaned_data["comment"]) for row in chosen]
        if len(decisions) > settings.BATCH_AT_ONCE:
            return self.left_to_a_worker(decisions, form.on_behalf_of)
        outcomes = batch.decide_each(chosen=decisions, actor=self.user, at=self.at, on_behalf_of=form.on_behalf_of)
        refused = {one.chosen.application.pk: one.refusal for one in outcomes if one.refusal}
        self.tell(outcomes)
        if not refused:
            return HttpResponseRedirect(request.path)
        left = [row for row in rows if not row.is_chosen or row.case.pk in refused]
        for row in left:
            if row.case.pk in refused:
                row.add_error(None, refused[row.case.pk])
        return self.page(left, form)

    def left_to_a_worker(self, decisions: Sequence[batch.Chosen], on_behalf_of: User | None) -> HttpResponse:
        job = jobs.start(
            task=tasks.decide_batch.name,
            title=f"批量审批{self.kind.noun} {len(decisions)} 件",
            arguments=batches.told(self.kind, decisions, on_behalf_of),
            owner=self.user,
            at=self.at,
        )
        messages.success(self.request, f"{len(decisions)} 件已交后台办理，办完后逐件列出结果。")
        return HttpResponseRedirect(reverse("accounts:job", args=[job.pk]))

    def posted(self) -> list[BatchRow]:
        """The rows that came back, in the order of the page; none of another area."""
        data = self.request.POST
        keys = [name.split("-")[1] for name in data if name.startswith("row-") and name.endswith("-decision")]
        wanted = [int(key) for key in keys if key.isdecimal() and len(key) <= 18][:ROWS]
        found = self.kind.found(wanted, self.user, self.today)
        ticked = set(data.getlist("chosen"))
        return [
            BatchRow(data, case=found[key], titles=self.kind.titles, is_chosen=str(key) in ticked)
            for key in dict.fromkeys(wanted)
            if key in found
        ]

    def tell(self, outcomes: Sequence[batch.Outcome]) -> None:
        done = [one.chosen.decision for one in outcomes if not one.refusal]
        failed = len(outcomes) - len(done)
        if done:
            messages.success(self.request, batches.sentence(self.kind, done, len(done)))
        if failed:
            messages.error(self.request, f"有 {failed} 件没有办成，原因写在各件上；其余不受影响。")

    def page(self, rows: Sequence[BatchRow], form: BatchForm, *, total: int = 0) -> HttpResponse:
        context = {
            "lines": self.lines(rows) if rows else [],
            "form": form,
            "total": total,
            "pile": self.kind.pile,
            "title": self.kind.title,
            "noun": self.kind.noun,
            "beside": self.beside,
            "stands_in": self.names.stands_in,
            "today": self.today,
        }
        return render(self.request, "desk/batch.html", context)


class CertificationBatch(Batch):
    """Each with the facts it rests on and what has changed since."""

    kind, beside = batches.CERTIFICATIONS, "须核对"

    def lines(self, rows: Sequence[BatchRow]) -> list[Line]:
        held = HeldByDistrict({*RULE_PARAMETERS, *FRESHNESS}, self.today)
        changes = changes_of([row.case for row in rows], on=self.today, held=held)
        cautions = cautions_of({row.case.household_id for row in rows}, on=self.today)
        papers = papers_of_all([row.case for row in rows], self.today, held)
        return [
            self.line(
                row,
                row.case,
                [*changes[row.case.pk], *cautions.get(row.case.household_id, []), *papers[row.case.pk].doubts],
            )
            for row in rows
        ]

    def line(self, row: BatchRow, case: Certification, doubts: list[str]) -> Line:
        grounds = [f"{reason['text']}（{reason['article']}）" for reason in case.reasons]
        return Line(row, certification_url(case), grounds, doubts, Mark("没有变化，材料齐全", "ok"))


class ExitBatch(Batch):
    """Each with its reason, day and evidence, and what is attached to show it."""

    kind, beside = batches.EXITS, "证明材料"

    def lines(self, rows: Sequence[BatchRow]) -> list[Line]:
        scans = cases.scans_of([row.case for row in rows])
        return [self.line(row, row.case, scans[row.case.pk]) for row in rows]

    def line(self, row: BatchRow, case: Exit, scans: int) -> Line:
        doubts = []
        ended_on = case.spell.exited_on if case.spell else case.family_case.ended_on if case.family_case else None
        if ended_on is not None:
            doubts.append(f"已于 {ended_on} 退出，只能退回或不同意")
        if case.reason in LOSSES and not scans:
            doubts.append("没有扫描件，请核对文书原件")
        grounds = [f"{case.get_reason_display()}，自 {case.effective_on} 起退出（{case.source}）", case.evidence]  # type: ignore[attr-defined]
        return Line(row, exit_url(case), grounds, doubts, Mark(f"扫描件 {scans} 个", "ok" if scans else "plain"))
