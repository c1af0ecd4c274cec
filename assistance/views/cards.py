"""跟踪服务卡: of one person on the screen, of a family on paper."""

from typing import Any

from django.db.models import QuerySet
from django.views.generic import DetailView

from accounts.permissions import Act, ActRequired, may
from assistance.models import Offer
from assistance.queries import cards
from assistance.tables.offers import STRUCK, result_mark
from assistance.tables.services import service_mark
from assistance.tables.visits import visit_mark
from households.models import Household, Person
from households.views.registry import OnDay
from ui.marks import Event, Mark


class PersonCard(OnDay, ActRequired, DetailView):
    """Where somebody stands, what was done, and what comes next."""

    act = Act.READ_CASES
    template_name = "assistance/cards/card.html"
    context_object_name = "person"

    def get_queryset(self) -> QuerySet[Person]:
        return Person.objects.visible_to(self.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        card = cards.card_of(self.object, self.today)
        return super().get_context_data(
            card=card,
            services=services_on(card),
            visits=[(row, visit_mark(row)) for row in card.visits],
            may_look=may(self.request.user, Act.UNMASK),
            may_serve=may(self.request.user, Act.SERVE),
            today=self.today,
            **kwargs,
        )


def services_on(card: cards.Card) -> list[tuple[Any, Mark, Offer | None]]:
    """What was done for the person, the latest first, how it was taken, and of a referral the offer that it is."""
    rows: list[tuple[Any, Mark, Offer | None]] = [(row, service_mark(row), None) for row in card.services]
    rows += [(row, result_mark(row.result) if row.is_standing else STRUCK, row.offer) for row in card.referrals]
    return sorted(rows, key=lambda row: row[0].on, reverse=True)


def happened(card: cards.Card) -> list[Event]:
    """What of a card stands on paper, as it happened."""
    called = [row for row in card.visits if row.struck_at is None]
    return [
        *(Event(row.on, row.get_kind_display(), row.detail, "info") for row in card.given),
        *(Event(row.on, row.get_kind_display(), f"{row.get_outcome_display()}：{row.findings}") for row in called),
    ]


class CardSheet(OnDay, ActRequired, DetailView):
    """The cards of a family on paper, or with ``?person=`` of one member, with room for signatures."""

    act = Act.READ_CASES
    template_name = "assistance/cards/sheet.html"
    context_object_name = "household"

    def get_queryset(self) -> QuerySet[Household]:
        return Household.objects.visible_to(self.user).select_related("area")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.GET.get("person", "")
        person = int(asked) if asked.isdecimal() and len(asked) <= 18 else None
        made = cards.family_cards(self.object, self.today, person)
        return super().get_context_data(
            cards=[(card, sorted(happened(card), key=lambda event: event.when)) for card in made],
            printed_on=self.today,
            **kwargs,
        )
