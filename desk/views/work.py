from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView, View

from accounts.models import User
from accounts.permissions import Act, ActRequired, may
from accounts.queries import lent_by
from desk import actions, forms, queries
from desk.tables import Line, line_of
from households.models import Certification
from households.queries import cases
from households.views.case_page import certification_page
from households.views.case_view import Timed
from households.views.certificate_page import certificate_page
from households.views.exit_page import exit_page
from households.views.move_page import handover_page, merge_page
from households.views.revocation_page import revocation_page
from subsidies.views.claim_page import claim_page

RUNS_SHOWN = 24
BATCHES = {"decisions": "desk:batch", "exits": "desk:exit_batch"}  # what can be decided many at once


class MyWork(TemplateView):
    """待办: what waits for whoever is signed in, by kind. Open to every role; each sees what its acts allow."""

    template_name = "desk/my_work.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, today = cast(User, self.request.user), timezone.localdate()
        desk = queries.desk_of(user, on=today)
        work = desk.work
        shown = [
            {"pile": one.pile, "total": one.total, "lines": [line_of(one.pile.kind, row, today) for row in one.rows]}
            for one in work
        ]
        return super().get_context_data(
            work=[one for one in shown if one["lines"]],
            further=[one for one in shown if one["total"] and not one["lines"]],
            idle=[one for one in shown if not one["total"]],
            total=sum(one.total for one in work),
            in_care=desk.in_care,
            waiting_count=sum(one.total for one in work if one.pile.act == Act.DECIDE),  # spares the shell its query
            may_refresh=may(user, Act.REFRESH),
            reads_cases=may(user, Act.READ_CASES),
            lent=lent_by(user, today),
            **kwargs,
        )


class Worklist(Timed, ActRequired, View):
    """One kind of work: the queue on the left, the case on the right; on a phone one after the other."""

    act = Act.READ_CASES

    def get(self, request: HttpRequest, kind: str) -> HttpResponse:
        piles = queries.piles_of(self.user, self.today)
        pile = next((pile for pile in piles if pile.kind == kind), None)
        if pile is None:
            raise Http404
        if pile.page:
            return HttpResponseRedirect(reverse(pile.page) + pile.asked)
        waiting = pile.listed(pile.rows(self.user, self.today), self.today)
        rows = list(cases.with_total(waiting)[: queries.QUEUE_ROWS])
        wanted = request.GET.get("case", "")
        chosen = next((row for row in rows if str(row.pk) == wanted), None)
        row = chosen or (rows[0] if rows else None)
        context: dict[str, Any] = {
            "pile": pile,
            "piles": piles,
            "lines": [line_of(kind, one, self.today) for one in rows],
            "total": rows[0].total if rows else 0,
            "is_chosen": chosen is not None,
            "chosen": row.pk if row else None,
            "in_worklist": True,
            "batch_url": reverse(BATCHES[kind]) if kind in BATCHES and len(rows) > 1 else "",
        }
        if row is not None:
            following = _following(rows, row)
            here = reverse("desk:worklist", args=[kind])
            context["next_url"] = f"{here}?case={following.pk}" if following else ""
            context |= self.case_of(kind, row, context["next_url"] or here)
        return render(request, "desk/worklist.html", context)

    def case_of(self, kind: str, row: Any, then: str) -> dict[str, Any]:
        """What stands on the right: a certification, an exit, a hand-over, a merge, or a finding nobody applied for."""
        if kind in ("decisions", "returned", "notices", "families"):
            key = row.certification_id if kind == "families" else row.pk
            rows = cases.certifications(self.today).visible_to(self.user).select_related("household__area")
            case: Certification = rows.get(pk=key)
            page = certification_page(case, self.user, on=self.today, then=then)
            return page | {"panel": "households/certification_panel.html"}
        if kind in ("exits", "proposed-exits"):
            return exit_page(row, self.user, on=self.today, then=then) | {"panel": "households/exit_panel.html"}
        if kind.startswith("certificates"):
            page = certificate_page(row, self.user, on=self.today, then=then)
            return page | {"panel": "households/certificate_panel.html"}
        if kind in ("claims", "claims-unfinished"):
            return claim_page(row, self.user, on=self.today, then=then) | {"panel": "subsidies/claims/panel.html"}
        if kind == "handovers":
            return handover_page(row, self.user, on=self.today) | {"panel": "households/handover_panel.html"}
        if kind == "merges":
            return merge_page(row, self.user, on=self.today) | {"panel": "households/merge_panel.html"}
        if kind == "revocations":
            page = revocation_page(row, self.user, on=self.today, then=then)
            return page | {"panel": "households/revocation_panel.html"}
        line: Line = line_of(kind, row, self.today)
        return {"panel": "desk/finding_panel.html", "row": row, "line": line, "then": then, "today": self.today}


def _following(rows: list[Any], row: Any) -> Any:
    place = rows.index(row)
    return next(iter(rows[place + 1 :]), None) or (rows[0] if place else None)


class Refresh(ActRequired, View):
    """每月更新: its runs, and what one of them changed in the user's area and why."""

    act = Act.READ_CASES

    def get(self, request: HttpRequest) -> HttpResponse:
        user = self.user
        today = timezone.localdate()
        form = forms.RefreshForm(user=user, today=today, initial={"area": user.area, "on": today})
        return self.page(form if may(user, Act.REFRESH) else None)

    def page(self, form: forms.RefreshForm | None) -> HttpResponse:
        user = self.user
        if user.area is None:
            raise Http404
        runs = queries.runs_over(user.area)
        latest = list(runs[:RUNS_SHOWN])
        wanted = self.request.GET.get("run", "")
        run = get_object_or_404(runs, pk=wanted) if wanted.isdecimal() else next(iter(latest), None)
        difference = queries.difference(user, run) if run else None
        today = timezone.localdate()
        context = {
            "form": form,
            "runs": latest,
            "run": run,
            "difference": difference,
            "exits": [line_of("proposed-exits", row, today) for row in difference.exits] if difference else [],
            "limit": queries.EXPLAINED_ROWS,
        }
        return render(self.request, "desk/refresh.html", context)


class RefreshStart(Refresh):
    """Starts the refresh of an area in the background."""

    act = Act.REFRESH

    def get(self, request: HttpRequest) -> HttpResponse:
        return HttpResponseRedirect(reverse("desk:refresh"))

    def post(self, request: HttpRequest) -> HttpResponse:
        user = self.user
        form = forms.RefreshForm(request.POST, user=user, today=timezone.localdate())
        if not form.is_valid():
            return self.page(form)
        area, on = form.cleaned_data["area"], form.cleaned_data["on"]
        job = actions.start_refresh(area=area, on=on, actor=user, at=timezone.now())
        messages.success(request, f"已交后台办理：{area.name} {on} 的每月更新。")
        return HttpResponseRedirect(reverse("accounts:job", args=[job.pk]))
