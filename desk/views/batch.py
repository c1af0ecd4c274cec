"""批量审批: many certifications of one's worklist decided in one go, each row for itself."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.generic import View

from accounts.models import User
from accounts.permissions import Act, ActRequired, absent_for, may, may_decide
from approvals.queries import Names
from approvals.workflow import DECISION_TITLES, Status
from desk.forms import BatchForm, BatchRow
from households.actions import batch
from households.case_tables import kind_of, subject_of
from households.models import Certification
from households.queries import cases
from households.queries.cautions import cautions_of
from households.views.case_facts import changes_of

ROWS = 50


class Batch(ActRequired, View):
    """At most ``ROWS`` certifications that wait, each with the facts it rests on and what has changed since."""

    act = Act.DECIDE
    at: dt.datetime
    today: dt.date

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.at = timezone.now()
        self.today = timezone.localdate(self.at)
        return super().dispatch(request, *args, **kwargs)

    def is_allowed(self) -> bool:
        return may_decide(self.request.user, self.today)

    @property
    def user(self) -> User:
        return cast(User, self.request.user)

    @property
    def names(self) -> Names:
        return Names(may(self.user, Act.DECIDE), tuple(absent_for(self.user, self.today)))

    def get(self, request: HttpRequest) -> HttpResponse:
        waiting = cases.to_decide(self.user, self.today).filter(status=Status.PENDING)
        rows = list(cases.with_total(waiting.select_related("household__area"))[:ROWS])
        total = rows[0].total if rows else 0
        return self.page([BatchRow(case=case) for case in rows], BatchForm(names=self.names), total=total)

    def post(self, request: HttpRequest) -> HttpResponse:
        form, rows = BatchForm(request.POST, names=self.names), self.posted()
        chosen = [row for row in rows if row.is_chosen]
        if not all([form.is_valid(), *(row.is_valid() for row in rows)]) or not chosen:
            messages.error(request, "没有办理任何一件：请更正下面标出的内容。" if chosen else "请先勾选要办理的事项。")
            return self.page(rows, form)
        outcomes = batch.decide_each(
            chosen=[row.chosen(form.cleaned_data["comment"]) for row in chosen],
            actor=self.user,
            at=self.at,
            on_behalf_of=form.on_behalf_of,
        )
        refused = {one.chosen.certification.pk: one.refusal for one in outcomes if one.refusal}
        self.tell(outcomes)
        if not refused:
            return HttpResponseRedirect(reverse("desk:batch"))
        left = [row for row in rows if not row.is_chosen or row.case.pk in refused]
        for row in left:
            if row.case.pk in refused:
                row.add_error(None, refused[row.case.pk])
        return self.page(left, form)

    def posted(self) -> list[BatchRow]:
        """The rows that came back, in the order of the page; none of another area."""
        data = self.request.POST
        keys = [name.split("-")[1] for name in data if name.startswith("row-") and name.endswith("-decision")]
        wanted = [int(key) for key in keys if key.isdecimal() and len(key) <= 18][:ROWS]
        rows = cases.certifications(self.today).visible_to(self.user).select_related("household__area")
        found = {case.pk: case for case in rows.filter(pk__in=wanted)}
        ticked = set(data.getlist("chosen"))
        return [
            BatchRow(data, case=found[key], is_chosen=str(key) in ticked)
            for key in dict.fromkeys(wanted)
            if key in found
        ]

    def tell(self, outcomes: Sequence[batch.Outcome]) -> None:
        done = Counter(DECISION_TITLES[one.chosen.decision] for one in outcomes if not one.refusal)
        failed = sum(1 for one in outcomes if one.refusal)
        if done:
            words = "，".join(f"{title} {count} 件" for title, count in done.items())
            messages.success(self.request, f"已办理 {sum(done.values())} 件：{words}。")
        if failed:
            messages.error(self.request, f"有 {failed} 件没有办成，原因写在各件上；其余不受影响。")

    def page(self, rows: Sequence[BatchRow], form: BatchForm, *, total: int = 0) -> HttpResponse:
        changes = changes_of([row.case for row in rows], on=self.today) if rows else {}
        cautions = cautions_of({row.case.household_id for row in rows}, on=self.today) if rows else {}
        lines = [_line(row, changes[row.case.pk], cautions.get(row.case.household_id, [])) for row in rows]
        context = {"lines": lines, "form": form, "total": total, "stands_in": self.names.stands_in, "today": self.today}
        return render(self.request, "desk/batch.html", context)


def _line(row: BatchRow, changes: list[str], cautions: list[str]) -> dict[str, Any]:
    case: Certification = row.case
    step = case.current_step
    return {
        "row": row,
        "case": case,
        "subject": subject_of(case),
        "kind": kind_of(case),
        "step": step.title if step else "",
        "changes": changes,
        "cautions": cautions,
    }
