"""公益性岗位 lists of what is due: assessments, empty posts to be reported, exits and removals, who was passed over."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.lists.views import ScopedListView
from accounts.permissions import Act, ActRequired
from assistance.filters.posts import EmptyPostFilter, ExitFilter, HolderFilter, PassingOverFilter
from assistance.queries import post_assessments, posts
from assistance.tables.post_holdings import EXITS, PASSED_OVER, empty_post_columns, holder_columns
from households.views.registry import OnDay
from policy.deadlines import months_before
from ui.tables import Column


class HolderList(OnDay, ActRequired, ScopedListView):
    """Who holds a post, in the order in which they are to be assessed."""

    act = Act.READ_CASES
    filterset_class, default_sort = HolderFilter, "due"
    template_name = "assistance/posts/holders.html"
    title, unit, empty_text = "公益性岗位考核", "人", "没有在岗人员。"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        area = getattr(request.user, "area", None)
        self.months = post_assessments.months_on(area, self.today)
        request.due_before = months_before(self.today, self.months) if self.months else None  # type: ignore[attr-defined]

    def get_scoped(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = post_assessments.holders().visible_to(self.reader)
        return rows

    def get_columns(self) -> tuple[Column, ...]:
        return holder_columns(post_assessments.Rhythm(self.months), self.today)


class EmptyPostList(OnDay, ActRequired, ScopedListView):
    """Posts that holders left empty, by when each was to be reported, and whether it was in time."""

    act = Act.READ_CASES
    filterset_class, default_sort = EmptyPostFilter, "-left"
    template_name = "assistance/posts/empty.html"
    title, unit, empty_text = "空岗报告", "个", "没有空岗。"

    def get_scoped(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = posts.empty_posts().visible_to(self.reader)
        return rows

    def get_columns(self) -> tuple[Column, ...]:
        return empty_post_columns(posts.report_limit(self.reader.area, self.today), self.today)


class ExitList(ActRequired, ScopedListView):
    """离岗 and 清退 of the area."""

    act = Act.READ_CASES
    columns, filterset_class, default_sort = EXITS, ExitFilter, "-signed"
    template_name = "assistance/posts/exits.html"
    title, unit, empty_text = "公益性岗位离岗和清退", "件", "没有离岗和清退。"

    def get_scoped(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = posts.exits().visible_to(self.reader)
        return rows


class PassedOverList(OnDay, ActRequired, ScopedListView):
    """Who was chosen before others that come first, for a post recommended or filled, and why: for the street and the
    district to look into."""

    act = Act.READ_CASES
    columns, filterset_class, default_sort = PASSED_OVER, PassingOverFilter, "-decided"
    template_name = "assistance/posts/passed_over.html"
    title, unit, empty_text = "越过优先人选", "次", "没有越过优先人选的推荐和安置。"

    def get_scoped(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = posts.passings().visible_to(self.reader)
        return rows
