"""The survey on paper: blank, or with what is registered of a household, its numbers masked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.generic import View

from accounts.permissions import Act, ActRequired
from households.enums import Hukou, IncomeSource, NoticeWay, Relation, Sex
from households.forms import facts, profile
from households.forms.members import SITUATIONS, TRACKS
from households.forms.survey import HOUSING
from households.models import Household
from households.queries import pages, privacy
from households.rules.clears import TITLES

from .registry import OnDay

BLANK_MEMBERS, MOST_MEMBERS = 2, 10
ROLL = 6  # lines of the household's roll


ASKED = {
    "family": ("health",),
    "reason": ("unemployment_reason",),
    "skills": ("education", "skills"),
    "wish": ("job_wish", "training_wish"),
}


@dataclass(frozen=True)
class Question:
    """A question with the usual answers, and the answer stored."""

    label: str
    offered: Sequence[str]
    answer: str = ""

    @property
    def own_words(self) -> str:
        return "" if self.answer in self.offered else self.answer


def sheet_of(member: pages.KnownMember | None) -> dict[str, Any]:
    """One member's page: the member, None on a blank form, and the questions of each group of the five clears."""
    groups = {
        group: [Question(*profile.ANSWERS[name], getattr(member.person, name) if member else "") for name in names]
        for group, names in ASKED.items()
    }
    return {"member": member, **groups}


class SheetPage(OnDay, ActRequired, View):
    act = Act.SURVEY

    def page(self, household: Household | None, members: list[Any], *, is_blank: bool = False) -> HttpResponse:
        area = household.area if household else self.user.area
        context = {
            "household": household,
            "last": household.surveys.order_by("-pk").first() if household else None,
            "sheets": [sheet_of(member) for member in members],
            "roll": [*members, *[None] * (ROLL - len(members))],
            "is_blank": is_blank,
            "area": area,
            "notice": privacy.notice_on(self.today, area),
            "worker": self.user,
            "today": self.today,
            **CHOICES,
        }
        return render(self.request, "households/survey_sheet.html", context)


class BlankSheet(SheetPage):
    """An empty form; ``?people=`` says for how many members."""

    def get(self, request: HttpRequest) -> HttpResponse:
        asked = request.GET.get("people", "")
        count = min(max(int(asked), 1), MOST_MEMBERS) if asked.isdecimal() and len(asked) < 3 else BLANK_MEMBERS
        return self.page(None, [None] * count, is_blank=True)


class HouseholdSheet(SheetPage):
    """The form for a re-survey: what is registered stands in it, numbers masked."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        home = get_object_or_404(Household.objects.visible_to(self.user).select_related("area"), pk=pk)
        return self.page(home, list(pages.members_on(home, self.today)) or [None] * BLANK_MEMBERS)


CHOICES: dict[str, Any] = {
    "hukous": Hukou.choices,
    "housings": HOUSING,
    "sexes": Sex.choices,
    "relations": Relation.choices,
    "tracks": TRACKS,
    "ways": NoticeWay.choices,
    "incomes": IncomeSource.choices,
    "situations": SITUATIONS,
    "fact_groups": facts.GROUPS,
    "clears": TITLES,
}
