"""人岗匹配: whom a vacancy suits, which vacancies suit a person, and how long people waited."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from accounts.lists.views import ScopedListView
from accounts.permissions import Act, ActRequired, may
from assistance.filters.matching import NeedFilter, SeekerFilter
from assistance.models import Vacancy
from assistance.queries.matching import Posts, Seekers, seeking, waiting_for_an_offer
from assistance.tables.matching import need_columns, post_columns, seeker_columns
from households.models import HardToEmploySpell
from households.views.registry import OnDay
from ui.tables import Column


class VacancyPeople(OnDay, ActRequired, ScopedListView):
    """The people of the area out of work, whom the vacancy suits best first."""

    act = Act.READ_CASES
    filterset_class, default_sort = SeekerFilter, "-points"
    template_name = "assistance/employers/matched_people.html"
    title, unit = "匹配人员", "人"
    empty_text = "辖区内没有可以推荐的人：在册、未就业，而且还没有推荐过这个岗位。"

    @cached_property
    def vacancy(self) -> Vacancy:
        rows = Vacancy.objects.visible_to(self.user).lacking(self.today)
        return get_object_or_404(rows.select_related("employer", "works_in__parent", "area"), pk=self.kwargs["pk"])

    @cached_property
    def matching(self) -> Seekers:
        return Seekers(self.vacancy, self.user, self.today)

    def get_title(self) -> str:
        return f"匹配人员：{self.vacancy.employer.name} {self.vacancy.position}"

    def get_scoped(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = self.matching.rows()
        return rows

    def prepare(self, rows: Sequence[Any]) -> None:
        self.told = self.matching.told(rows)

    def get_columns(self) -> tuple[Column, ...]:
        may_offer = may(self.user, Act.SURVEY)
        return seeker_columns(lambda row: self.told[row.pk], self.vacancy.pk, may_offer=may_offer)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(vacancy=self.vacancy, **kwargs)


class PersonVacancies(OnDay, ActRequired, ScopedListView):
    """The vacancies of the city, what suits somebody out of work best first."""

    act = Act.READ_CASES
    default_sort = "-points"
    template_name = "assistance/employers/matched_vacancies.html"
    title, unit, empty_text = "匹配岗位", "个", "没有正在招用、还没有推荐过的岗位。"

    @cached_property
    def case(self) -> HardToEmploySpell:
        return get_object_or_404(seeking(self.user, self.today), person=self.kwargs["pk"])

    @cached_property
    def matching(self) -> Posts:
        return Posts(self.case, self.user, self.today)

    def get_title(self) -> str:
        return f"匹配岗位：{self.case.person.name}"

    def get_scoped(self) -> QuerySet[Any]:
        return self.matching.rows().select_related("employer", "works_in")

    def prepare(self, rows: Sequence[Any]) -> None:
        self.told = self.matching.told(rows)

    def get_columns(self) -> tuple[Column, ...]:
        may_offer = may(self.user, Act.SURVEY)
        return post_columns(lambda row: self.told[row.pk], self.case.person_id, may_offer=may_offer)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waits = waiting_for_an_offer(self.user, self.today).filter(pk=self.case.pk).first()
        return super().get_context_data(case=self.case, waits=waits, **kwargs)


class NeedToOffer(OnDay, ActRequired, ScopedListView):
    """From being certified to the first post recommended (即时岗位援助)."""

    act = Act.READ_CASES
    filterset_class, default_sort = NeedFilter, "-days"
    template_name = "assistance/employers/list.html"
    title, unit, empty_text = "从认定到推荐岗位", "人", "辖区内没有在册的就业困难人员。"

    def get_scoped(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = waiting_for_an_offer(self.user, self.today)
        return rows

    def prepare(self, rows: Sequence[Any]) -> None:
        told = seeking(self.user, self.today).filter(pk__in=[row.pk for row in rows])
        self.seeking = set(told.values_list("pk", flat=True))

    def get_columns(self) -> tuple[Column, ...]:
        return need_columns(lambda row: row.pk in self.seeking)
