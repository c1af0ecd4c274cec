"""Whom an audit entry is about: every row of every app that concerns a person or a family."""

from typing import Any

from django.db.models import CharField, Model, Q, QuerySet, Value

from accounts.fields import resident_id_digests
from accounts.models import User
from desk.queries import asked_for
from households.models import (
    Certification,
    Exit,
    HardToEmploySpell,
    Household,
    HouseholdFinding,
    Membership,
    MonthlyConfirmation,
    Person,
    PersonFinding,
    Registration,
    ZeroFamilyCase,
)


def objects_about(user: User, words: str) -> dict[str, list[int]]:
    """Keys by label of what concerns the person whose ID number ``words`` are, or the family of that number.

    Only people and families of the user's area are found; other words find nothing.
    """
    households = _households(user, words)
    people = Membership.objects.filter(household__in=households).values_list("person", flat=True)
    if asked_for(words).is_id_number:
        people = people.filter(person__id_digest__in=resident_id_digests(asked_for(words).wanted))
    return _labelled(list(people.distinct()), list(households.values_list("pk", flat=True)))


def _households(user: User, words: str) -> QuerySet[Household]:
    asked, homes = asked_for(words), Household.objects.visible_to(user)
    if asked.is_id_number:
        digests = resident_id_digests(asked.wanted)
        return homes.filter(memberships__person__id_digest__in=digests).distinct()
    if asked.kind != "编号":
        return homes.none()
    letter, key = asked.wanted[0], int(asked.wanted[1:])
    if letter == "T":
        return homes.filter(exits=key)
    return homes.filter(pk=key) if letter == "H" else homes.filter(certifications=key)


def _labelled(people: list[int], homes: list[int]) -> dict[str, list[int]]:
    wanted: tuple[tuple[type[Model], Q], ...] = (
        (Person, Q(pk__in=people)),
        (Registration, Q(person__in=people)),
        (PersonFinding, Q(person__in=people)),
        (HardToEmploySpell, Q(person__in=people)),
        (MonthlyConfirmation, Q(spell__person__in=people)),
        (Certification, Q(person__in=people) | Q(person=None, household__in=homes)),
        (Exit, Q(spell__person__in=people) | Q(family_case__household__in=homes)),
        (Household, Q(pk__in=homes)),
        (HouseholdFinding, Q(household__in=homes)),
        (ZeroFamilyCase, Q(household__in=homes)),
    )
    first, *rest = (_keys(model, condition) for model, condition in wanted)
    found: dict[str, list[int]] = {}
    for label, key in first.union(*rest, all=True):
        found.setdefault(label, []).append(key)
    return found


def _keys(model: type[Model], condition: Q) -> QuerySet[Any]:
    label = Value(model._meta.label_lower, output_field=CharField())
    return model._default_manager.filter(condition).values_list(label, "pk")
