"""What the list of claims is filtered by."""

from typing import Any

import django_filters as filters
from django.db.models import Q, QuerySet

from households.filters import Scoped
from households.forms.case_filters import AreaFilter
from subsidies.enums import Scheme
from subsidies.models import Claim

STATES = (
    ("unfinished", "待提交和退回补正"),
    ("under_way", "办理中"),
    ("granted", "已批准"),
    ("refused", "不予补贴"),
    ("withdrawn", "已撤回"),
)
IN_STATE = {
    "unfinished": Q(status__in=("draft", "returned")),
    "under_way": Q(status__in=("pending", "objected", "in_review")),
    "granted": Q(status="approved"),
    "refused": Q(status="refused"),
    "withdrawn": Q(status="withdrawn"),
}


class ClaimFilter(Scoped):
    q = filters.CharFilter(label="申请人、编号", method="by_words")
    scheme = filters.ChoiceFilter(label="补贴项目", choices=Scheme.choices, empty_label="全部")
    state = filters.ChoiceFilter(label="状态", choices=STATES, empty_label="全部", method="by_state")
    area = AreaFilter(field_name="area")

    class Meta:
        model = Claim
        fields: tuple[str, ...] = ()

    def by_words(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """By a part of the name of person or employer, or the whole number of the claim."""
        wanted = value.strip()
        found = Q(person__name__icontains=wanted) | Q(employer__name__icontains=wanted)
        digits = wanted.upper().removeprefix("S")
        if wanted.upper().startswith("S") and digits.isdecimal() and len(digits) < 12:
            found |= Q(pk=int(digits))
        return rows.filter(found)

    def by_state(self, rows: QuerySet[Any], name: str, state: str) -> QuerySet[Any]:
        return rows.filter(IN_STATE[state])
