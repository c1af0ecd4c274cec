"""The audit desk's list, which also finds everything about a person or a family, in whatever app it stands."""

from typing import Any

import django_filters as filters
from django.db.models import Q, QuerySet

from accounts.chain.views import Audit
from accounts.filters import AuditFilter
from desk.subjects import objects_about


class SubjectFilter(AuditFilter):
    subject = filters.CharFilter(
        label="人员或家庭",
        method="by_subject",
        help_text="完整身份证号（更正前的也可），或户（H…）、认定（J…、R…）、退出（T…）、撤销（C…）、证件（Z…）、"
        "交接（Y…）、合并（B…）、个人信息申请（X…）的编号。",
    )

    def by_subject(self, rows: QuerySet[Any], name: str, words: str) -> QuerySet[Any]:
        """Entries about a person or a family of the auditor's area: the surveys, registrations, cases, views."""
        condition = Q(pk__in=())
        for label, keys in objects_about(self.request.user, words).items():
            condition |= Q(object_label=label, object_id__in=keys)
        return rows.filter(condition)


class AuditDesk(Audit):
    filterset_class = SubjectFilter
