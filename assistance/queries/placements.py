"""Employments of people in status: their stories, who is to be told of them, and what was paid out."""

import datetime as dt

from django.db.models import Case, Exists, OuterRef, Prefetch, Q, QuerySet, Value, When
from django.db.models.functions import Lower

from accounts.models import User
from assistance.enums import Answer, Informed
from assistance.models import EmploymentNotice, LumpSum, Offer, Placement
from households.enums import FactKind, RegistrationKind
from households.models import Fact, HardToEmploySpell, Membership, Person, Registration
from households.queries.cases import Rows

OWN_BUSINESS = (RegistrationKind.SELF_EMPLOYED, RegistrationKind.FLEXIBLE)


def employments_of(user: User) -> Rows:
    """Employment registrations of the people in the user's area, with ``begun_on``."""
    people = Person.objects.visible_to(user).filter(pk=OuterRef("person"))
    return Registration.objects.employment().filter(Exists(people)).annotate(begun_on=Lower("validity"))


def of_the_ever_certified(user: User) -> Q:
    """As a condition of rows about people: who belongs to the user's area, of those that ever were in status. The same
    as asking for the area alone where the status is asked for as well, and a small part of the people to look through.
    """
    spells = HardToEmploySpell.objects.filter(person=OuterRef("person"))
    here = Membership.objects.last_visible_to(user).filter(Exists(spells))
    return Q(person__in=here.values("person"))


def employments_in_status(user: User) -> Rows:
    """Those that began while the person was in status: what assistance is to know the story of."""
    spells = HardToEmploySpell.objects.filter(
        Q(exited_on=None) | Q(exited_on__gte=OuterRef("begun_on")),
        person=OuterRef("person"),
        certified_on__lte=OuterRef("begun_on"),
    )
    begun = Registration.objects.employment().annotate(begun_on=Lower("validity"))
    return begun.filter(of_the_ever_certified(user), Exists(spells))


def placements(user: User) -> Rows:
    """Employments of people in status as the list shows them."""
    return with_stories(employments_in_status(user).select_related("person"))


def with_stories(rows: Rows) -> Rows:
    """Employments with ``stories``: the one that stands, or none yet."""
    return rows.prefetch_related(Prefetch("placements", Placement.objects.standing(), to_attr="stories"))


def is_told() -> Exists:
    """Whether the story of an employment stands."""
    return Exists(Placement.objects.standing().filter(registration=OuterRef("pk")))


def untold(user: User, on: dt.date) -> Rows:
    """Employments whose story nobody has told, the oldest first."""
    rows = employments_in_status(user).select_related("person").filter(~is_told())
    return rows.order_by("begun_on", "pk")


def with_offices_due(rows: Rows) -> Rows:
    """Annotates ``due_low_income`` and ``due_insurance``: whether that office is still to be told.

    低保 where the person or somebody of the household draws it on the day the work began; unemployment insurance where
    a registered unemployment ended on that day. Needs ``begun_on``."""
    told = EmploymentNotice.objects.standing().filter(registration=OuterRef("pk"))
    home = Membership.objects.filter(
        household__memberships__person=OuterRef(OuterRef("person")),
        household__memberships__validity__contains=OuterRef(OuterRef("begun_on")),
        validity__contains=OuterRef(OuterRef("begun_on")),
        person=OuterRef("person"),
    )
    allowance = Fact.objects.filter(Exists(home), kind=FactKind.LOW_INCOME, validity__contains=OuterRef("begun_on"))
    unemployed = Registration.objects.unemployment().filter(
        person=OuterRef("person"), validity__endswith=OuterRef("begun_on")
    )
    return rows.annotate(
        due_low_income=Case(
            When(Exists(told.filter(informed=Informed.LOW_INCOME)), then=Value(False)), default=Exists(allowance)
        ),
        due_insurance=Case(
            When(Exists(told.filter(informed=Informed.UNEMPLOYMENT_INSURANCE)), then=Value(False)),
            default=Exists(unemployed),
        ),
    )


def notices_due(user: User, on: dt.date) -> Rows:
    """Employments of people in status of which some office is still to be told, the oldest first."""
    rows = with_offices_due(employments_in_status(user)).select_related("person")
    return rows.filter(Q(due_low_income=True) | Q(due_insurance=True)).order_by("begun_on", "pk")


def offices_due(registration: Registration) -> list[Informed]:
    """Which offices are still to be told of this employment."""
    begun = Registration.objects.filter(pk=registration.pk).annotate(begun_on=Lower("validity"))
    return due_of(with_offices_due(begun).get())


def due_of(row: Rows) -> list[Informed]:
    """The offices due of a row of ``with_offices_due``."""
    due = ((row.due_low_income, Informed.LOW_INCOME), (row.due_insurance, Informed.UNEMPLOYMENT_INSURANCE))
    return [informed for is_due, informed in due if is_due]


def in_own_business(person: Person) -> Registration | None:
    """The person's present work on the own account, the latest begun."""
    rows = person.registrations.filter(kind__in=OWN_BUSINESS, validity__upper_inf=True)
    return rows.order_by("-validity", "-pk").first()


def told_offices(person: Person) -> QuerySet[EmploymentNotice]:
    rows = EmploymentNotice.objects.of(person).select_related("registration", "told_by", "striking__struck_by")
    return rows.order_by("-told_on", "-pk")


def lump_sums_of(person: Person) -> QuerySet[LumpSum]:
    rows = LumpSum.objects.of(person).select_related("registration", "recorded_by", "striking__struck_by")
    return rows.order_by("-paid_on", "-pk")


def free_offers(person: Person) -> QuerySet[Offer]:
    """Accepted posts of the person that no placement came from yet."""
    came = Placement.objects.standing().filter(offer=OuterRef("pk"))
    rows = Offer.objects.standing().of(person).filter(~Exists(came), answer=Answer.ACCEPTED)
    return rows.order_by("-made_on", "-pk")
