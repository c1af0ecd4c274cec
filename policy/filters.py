from typing import Any

import django_filters as filters
from django.db.models import Q, QuerySet

from .models import Document


class DocumentFilter(filters.FilterSet):
    open_words = ("words",)
    words = filters.CharFilter(label="文号或标题", method="by_words")
    level = filters.ChoiceFilter(label="层级", choices=Document.Level.choices, empty_label="全部")

    class Meta:
        model = Document
        fields: tuple[str, ...] = ()

    def by_words(self, rows: QuerySet[Any], name: str, words: str) -> QuerySet[Any]:
        wanted = words.strip()
        return rows.filter(Q(number__icontains=wanted) | Q(title__icontains=wanted) | Q(issuer__icontains=wanted))
