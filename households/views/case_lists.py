"""The lists of casework: certifications, the families whose promise runs, exits, and the notices that are up."""

import datetime as dt
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils import timezone

from accounts.lists.views import ScopedListView
from accounts.permissions import Act, ActRequired
from households import case_tables
from households.forms.case_filters import CertificationFilter, ExitFilter, FamilyFilter, NoticeFilter, RevocationFilter
from households.queries import cases
from ui.tables import Column


class CaseList(ActRequired, ScopedListView):
    """Cases of the area as they stand today; ``rows_on`` and ``columns_on`` give rows and columns of a day."""

    act = Act.READ_CASES
    unit = "件"
    rows_on: "ClassVar[staticmethod[[dt.date], Any]]"
    columns_on: "ClassVar[staticmethod[[dt.date], tuple[Column, ...]]]"

    def get_scoped(self) -> QuerySet:
        rows: QuerySet = self.rows_on(timezone.localdate()).visible_to(self.request.user)
        return rows

    def get_columns(self) -> tuple[Column, ...]:
        return self.columns_on(timezone.localdate())


class CertificationList(CaseList):
    """Every certification of the area."""

    title = "认定"
    default_sort = "-drafted"
    filterset_class = CertificationFilter
    empty_text = "没有符合条件的认定。在家庭页面发起认定。"
    rows_on = staticmethod(cases.certifications)
    columns_on = staticmethod(case_tables.certification_columns)


class FamilyList(CaseList):
    """The certified zero-employment families and where their promise stands."""

    title = "零就业家庭"
    unit = "户"
    default_sort = "due"
    filterset_class = FamilyFilter
    empty_text = "没有符合条件的在册零就业家庭。"
    rows_on = staticmethod(cases.families)
    columns_on = staticmethod(case_tables.family_columns)


class ExitList(CaseList):
    """Every exit of the area, drafted, under way or decided."""

    title = "退出"
    default_sort = "-number"
    filterset_class = ExitFilter
    empty_text = "没有符合条件的退出。"
    rows_on = staticmethod(cases.exits)
    columns_on = staticmethod(case_tables.exit_columns)


class RevocationList(CaseList):
    """Every revocation of the area."""

    title = "撤销认定"
    default_sort = "-number"
    filterset_class = RevocationFilter
    empty_text = "没有符合条件的撤销。认定时的事实不实的，在该认定的页面提出撤销。"
    rows_on = staticmethod(cases.revocations)
    columns_on = staticmethod(case_tables.revocation_columns)


class NoticeList(CaseList):
    """Notices running today."""

    title = "公示"
    default_sort = "ends"
    filterset_class = NoticeFilter
    empty_text = "今天没有正在公示的认定。"
    rows_on = staticmethod(cases.in_notice)
    columns_on = staticmethod(case_tables.notice_columns)
