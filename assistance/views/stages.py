"""出现、认定、扶助、稳定: the counters, and the lists behind them."""

import datetime as dt
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.generic import View

from accounts.lists.views import ScopedListView
from accounts.permissions import Act, ActRequired
from assistance.enums import Stage
from assistance.forms.offer_filters import BOTH, ONE, StageCouplesFilter, StageFamilyFilter, StagePeopleFilter
from assistance.queries import stages
from assistance.tables.offers import STAGE_COUPLES, STAGE_FAMILIES, STAGE_PEOPLE
from households.views.registry import OnDay
from policy.parameters import ParameterNotInForce

COUPLES = ("户数", "一人以上就业", "双方就业", "今年一人安置", "今年双方安置")


def _counts(row: stages.Spouses, since: dt.date, **asked: str) -> list[tuple[str, int, str]]:
    """What is counted of an area's couples: its name, the number, and the query that lists as many."""
    one, both = {"at_work": ONE}, {"at_work": BOTH}
    this_year = {"since": since.isoformat()}
    counted: tuple[tuple[int, dict[str, str]], ...] = (
        (row.families, {}),
        (row.one, one),
        (row.both, both),
        (row.one_since, one | this_year),
        (row.both_since, both | this_year),
    )
    return [(label, number, urlencode(asked | query)) for label, (number, query) in zip(COUPLES, counted, strict=True)]


class Stages(OnDay, ActRequired, View):
    """How many people and families stand in each stage, and of dual-unemployed families how many are at work."""

    act = Act.READ_CASES

    def get(self, request: HttpRequest) -> HttpResponse:
        try:
            people = stages.progress(self.user, self.today, of_families=False)
            families = stages.progress(self.user, self.today, of_families=True)
            since = self.today.replace(month=1, day=1)
            dual = stages.spouses(self.user, self.today, since)
            certified = stages.spouses(self.user, self.today, since, certified_only=True)
        except ParameterNotInForce as missing:
            return render(request, "assistance/offers/stages.html", {"missing": str(missing)})
        context = {
            "kinds": [
                ("零就业家庭", "户", "assistance:stage_families", "households:unfiled_families", families),
                ("就业困难人员", "人", "assistance:stage_people", "households:unfiled_people", people),
            ],
            "spouses": [
                ("双下岗、双失业家庭", [(row, _counts(row, since)) for row in dual]),
                ("其中认定为零就业家庭的", [(row, _counts(row, since, certified="on")) for row in certified]),
            ],
            "couple_labels": COUPLES,
            "stages": list(Stage),
            "appeared": Stage.APPEARED,
            "own": self.user.area,
        }
        return render(request, "assistance/offers/stages.html", context)


class StagePeople(ActRequired, ScopedListView):
    """Everybody ever certified, with the stage each stands in."""

    act = Act.READ_CASES
    columns, filterset_class, default_sort = STAGE_PEOPLE, StagePeopleFilter, "-certified"
    template_name = "assistance/offers/list.html"
    title, unit, empty_text = "人员所处阶段", "人", "没有符合条件的人员。"

    def get_scoped(self) -> QuerySet:
        rows: QuerySet = stages.people_by_stage(self.reader, timezone.localdate())
        return rows


class StageFamilies(ActRequired, ScopedListView):
    """Every family ever certified, with the stage it stands in."""

    act = Act.READ_CASES
    columns, filterset_class, default_sort = STAGE_FAMILIES, StageFamilyFilter, "-certified"
    template_name = "assistance/offers/list.html"
    title, unit, empty_text = "家庭所处阶段", "户", "没有符合条件的家庭。"

    def get_scoped(self) -> QuerySet:
        rows: QuerySet = stages.families_by_stage(self.reader, timezone.localdate())
        return rows


class StageCouples(ActRequired, ScopedListView):
    """Couples of dual-unemployed families, with how many of the two are at work and since when."""

    act = Act.READ_CASES
    columns, filterset_class, default_sort = STAGE_COUPLES, StageCouplesFilter, "one"
    template_name = "assistance/offers/list.html"
    title, unit, empty_text = "双下岗、双失业家庭夫妻就业", "户", "没有符合条件的家庭。"

    def get_scoped(self) -> QuerySet:
        rows: QuerySet = stages.couples(self.reader, timezone.localdate())
        return rows
