import django_filters as filters

from desk.models import RuleCase
from desk.rulecases.sentences import TOPIC_WORDS
from desk.rulecases.topics import SERVED
from households.models import OpeningRow, RowOutcome
from policy.models import Proposal


class ProposalFilter(filters.FilterSet):
    status = filters.ChoiceFilter(label="状态", choices=Proposal.Status.choices, empty_label="全部")

    class Meta:
        model = Proposal
        fields: tuple[str, ...] = ()


class RuleCaseFilter(filters.FilterSet):
    open_words = ("title",)
    title = filters.CharFilter(label="标题", field_name="last_title", lookup_expr="icontains")
    topic = filters.ChoiceFilter(
        label="主题",
        field_name="last_topic",
        choices=[(topic, TOPIC_WORDS[topic]) for topic in SERVED],
        empty_label="全部",
    )
    retired = filters.ChoiceFilter(
        label="状态", choices=[("no", "在用"), ("yes", "停用")], empty_label="全部", method="by_state"
    )

    class Meta:
        model = RuleCase
        fields: tuple[str, ...] = ()

    def by_state(self, rows, name, value):
        return rows.filter(retired_at__isnull=value == "no")


class OpeningRowFilter(filters.FilterSet):
    outcome = filters.ChoiceFilter(label="结果", choices=RowOutcome.choices, empty_label="全部")

    class Meta:
        model = OpeningRow
        fields: tuple[str, ...] = ()
