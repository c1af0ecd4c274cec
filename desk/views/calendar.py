"""A year's holiday notice (节假日安排), proposed and looked at. It stands on the desk, for due dates in every app
follow from it."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import FormView

from accounts.models import User
from accounts.permissions import Act, ActRequired
from desk import actions
from policy.actions import EnactmentRefused
from policy.actions.calendar import calendar_proposed, propose_calendar
from policy.deadlines import ONE_DAY, is_working_day
from policy.kinds import CalendarDay
from policy.models import CalendarYear, Document, Proposal
from policy.queries import calendar_changes, calendar_years, stretches
from ui.forms import Picker

LONGEST = 15  # days in one line; a longer holiday is a slip of the pen
SHOWN = 100  # dates listed in the preview; their number is said in full
WEEKDAYS = "一二三四五六日"
_LINE = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})(?:\s*(?:至|到|~|—)\s*(\d{4}-\d{1,2}-\d{1,2}))?\s*(.*)")


class CalendarForm(forms.Form):
    """A year's days off and weekend days worked, line by line as the notice lists them."""

    year = forms.IntegerField(label="年度", min_value=2000, max_value=2100)
    document = forms.ModelChoiceField(
        Document.objects.order_by("-issued_on", "pk"),
        label="依据文件",
        widget=Picker(),
        help_text="国务院办公厅当年的通知；不在其中的，先在“政策文件”中登记。",
    )
    off = forms.CharField(
        label="放假",
        widget=forms.Textarea({"rows": 9, "class": "code"}),
        help_text="每行一段，写作“2026-10-01 至 2026-10-07 国庆节”；只有一天的写作“2026-06-19 端午节”。",
    )
    works = forms.CharField(
        label="周末上班",
        required=False,
        widget=forms.Textarea({"rows": 5, "class": "code"}),
        help_text="每行一天，写作“2026-10-10 国庆节调休”。",
    )
    reason = forms.CharField(
        label="理由",
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
        help_text="如：照当年通知录入；更正的，写明原来错在哪里。",
    )

    def clean_off(self) -> list[CalendarDay]:
        return list(_days(self.cleaned_data["off"], is_workday=False))

    def clean_works(self) -> list[CalendarDay]:
        days = list(_days(self.cleaned_data["works"], is_workday=True))
        needless = [day.day for day in days if is_working_day(day.day, {})]
        if needless:
            first = needless[0]
            raise ValidationError(f"{first} 是星期{WEEKDAYS[first.weekday()]}，本来就上班，不必列出。")
        return days

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("off", "works"):
            strangers = [day.day for day in cleaned.get(name, ()) if day.day.year != cleaned.get("year")]
            if strangers and "year" in cleaned:
                self.add_error(name, f"{strangers[0]} 不在{cleaned['year']}年内。")
        twice = _twice([*cleaned.get("off", ()), *cleaned.get("works", ())])
        if twice:
            self.add_error("off", f"{twice} 列出了两次。")
        return cleaned

    def days(self) -> list[CalendarDay]:
        return [*self.cleaned_data["off"], *self.cleaned_data["works"]]


def _days(text: str, *, is_workday: bool) -> Iterator[CalendarDay]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            first, last, title = _read(number, line.strip())
            for passed in range((last - first).days + 1):
                yield CalendarDay(first + passed * ONE_DAY, is_workday, title)


def _read(number: int, line: str) -> tuple[dt.date, dt.date, str]:
    found = _LINE.fullmatch(line)
    if found is None:
        raise ValidationError(f"第 {number} 行“{line}”看不懂，应写作“日期 至 日期 名称”。")
    first = _date(number, found[1])
    last = _date(number, found[2]) if found[2] else first
    if not dt.timedelta(0) <= last - first < LONGEST * ONE_DAY:
        raise ValidationError(f"第 {number} 行的起止日期不对：止日不能早于起日，一段不超过 {LONGEST} 天。")
    if len(found[3]) > 30:
        raise ValidationError(f"第 {number} 行的名称不能超过30个字。")
    return first, last, found[3]


def _date(number: int, text: str) -> dt.date:
    try:
        return dt.date(*map(int, text.split("-")))
    except ValueError:
        raise ValidationError(f"第 {number} 行的日期 {text} 不存在。") from None


def _twice(days: list[CalendarDay]) -> dt.date | None:
    seen: set[dt.date] = set()
    for day in days:
        if day.day in seen:
            return day.day
        seen.add(day.day)
    return None


def lines(year: CalendarYear, *, is_workday: bool) -> str:
    """What stands for ``year``, as the form takes it."""
    return "\n".join(
        f"{one.first} 至 {one.last} {one.title}".strip() if one.days > 1 else f"{one.first} {one.title}".strip()
        for one in stretches(year)
        if one.is_workday == is_workday
    )


def _asked(year: int, days: Sequence[CalendarDay], document: Document, actor: User) -> dict[str, Any]:
    return {"year": year, "days": days, "document": document, "actor": actor, "at": timezone.now()}


def effect_of(year: int, days: Sequence[CalendarDay], document: Document, actor: User) -> dict[str, Any]:
    """What a calendar would change, as ``desk/calendar_effect.html`` takes it. Raises CalendarRefused."""
    moved = actions.preview_calendar(**_asked(year, days, document, actor))
    changes = calendar_changes(year, days)
    return {"moved": moved[:SHOWN], "moved_count": len(moved), "changes": changes.items()}


def effect_of_proposal(proposal: Proposal, actor: User) -> dict[str, Any]:
    """``effect_of`` a proposed calendar, or why it can no longer be put in force."""
    year, days = calendar_proposed(proposal)
    try:
        return effect_of(year, days, proposal.document, actor)
    except EnactmentRefused as refused:
        return {"effect_refused": str(refused)}


class EnterCalendar(ActRequired, FormView):
    """``?year=`` begins with what stands for that year already."""

    act = Act.ENACT
    template_name = "desk/calendar.html"
    form_class = CalendarForm

    def get_initial(self) -> dict[str, Any]:
        wanted = self.request.GET.get("year", "")
        standing = calendar_years().filter(year=wanted).first() if wanted.isdecimal() and len(wanted) == 4 else None
        if standing is None:
            latest = calendar_years().first()
            return {"year": latest.year + 1 if latest else timezone.localdate().year}
        return {
            "year": standing.year,
            "document": standing.document_id,
            "off": lines(standing, is_workday=False),
            "works": lines(standing, is_workday=True),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(years=calendar_years().values_list("year", flat=True), **kwargs)

    def form_valid(self, form: CalendarForm) -> HttpResponse:
        given, actor = form.cleaned_data, self.user
        year, document = given["year"], given["document"]
        try:
            if "preview" in self.request.GET:
                effect = effect_of(year, form.days(), document, actor)
                return self.render_to_response(self.get_context_data(form=form, is_preview=True, **effect))
            proposal = propose_calendar(**_asked(year, form.days(), document, actor), reason=given["reason"])
        except EnactmentRefused as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        messages.success(self.request, f"{year}年工作日历已提出；由另一人确认后施行，暂定的期限届时重算。")
        return HttpResponseRedirect(reverse("desk:proposal", args=[proposal.pk]))
