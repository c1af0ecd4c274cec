"""What the list of who is out of work is filtered by."""

from typing import Any

import django_filters as filters
from django.db.models import QuerySet

from assistance.enums import Ground
from assistance.queries.caseload import conditions
from households.filters import CATEGORIES, Scoped
from households.forms.case_filters import AreaFilter
from households.models import HardToEmploySpell


class NotEmployedFilter(Scoped):
    """``ground`` gives the lists of 定向帮扶, one of them of zero-employment families (第四条(三)). By what grounds are
    judged the request says, as ``request.outlook``."""

    q = filters.CharFilter(label="姓名", field_name="person__name", lookup_expr="icontains")
    ground = filters.ChoiceFilter(label="优先情形", choices=Ground.choices, empty_label="全部", method="by_ground")
    category = filters.ChoiceFilter(label="类别", choices=CATEGORIES, empty_label="全部", method="by_category")
    area = AreaFilter(field_name="household__area")

    class Meta:
        model = HardToEmploySpell
        fields: tuple[str, ...] = ()

    def by_ground(self, rows: QuerySet[Any], name: str, ground: str) -> QuerySet[Any]:
        condition = conditions(self.request.outlook).get(Ground(ground))
        return rows.none() if condition is None else rows.filter(condition)

    def by_category(self, rows: QuerySet[Any], name: str, category: str) -> QuerySet[Any]:
        return rows.filter(categories__contains=[int(category)])
