"""What was so, from when to when: registrations and the facts the rules ask about."""

import datetime as dt
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import Case, F, Func, Q, Value, When
from django.db.models.functions import Lower

from accounts.constraints import same
from accounts.fields import EncryptedTextField
from households.enums import EMPLOYMENT_KINDS, Disability, DisabilityGrade, FactKind, HonourLevel, RegistrationKind

from .registry import Person

# An unemployment registration takes every lane, an employment only its own: so unemployment excludes all else on a
# day, and two jobs may be held side by side.
_LANE = Case(
    When(kind=RegistrationKind.UNEMPLOYED, then=Func(Value(None), Value(None), function="int8range")),
    default=Func(F("id"), F("id"), Value("[]"), function="int8range"),
    output_field=BigIntegerRangeField(),
)


class RegistrationQuerySet(models.QuerySet):
    def employment(self) -> Self:
        return self.filter(kind__in=EMPLOYMENT_KINDS)

    def unemployment(self) -> Self:
        return self.filter(kind=RegistrationKind.UNEMPLOYED)

    def on(self, day: dt.date) -> Self:
        return self.filter(validity__contains=day)


class Registration(models.Model):
    """An employment or unemployment registration (就业登记、失业登记) for its days."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="registrations")
    kind = models.PositiveSmallIntegerField("登记类别", choices=RegistrationKind)
    validity = DateRangeField("登记期间", help_text="含首日，不含末日")
    employer = models.CharField("用人单位", max_length=100, blank=True)
    employer_code = models.CharField("统一社会信用代码", max_length=18, blank=True)
    position = models.CharField("岗位", max_length=50, blank=True)
    end_reason = models.CharField("终止原因", max_length=100, blank=True)
    recorded_on = models.DateField("登记日期", null=True, help_text="起始日期登记入库的日期；空的视为当时即登记")

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="registration_unemployment_excludes_employment",
                expressions=[same("person"), (_LANE, RangeOperators.OVERLAPS), ("validity", RangeOperators.OVERLAPS)],
                violation_error_message="失业登记期间不能与就业登记或另一次失业登记重叠。",
            ),
            models.UniqueConstraint(
                F("person"), F("kind"), Lower("validity"), name="registration_one_of_a_kind_begins_a_day"
            ),
            models.CheckConstraint(
                name="registration_begins_and_lasts_a_day",
                condition=Q(validity__isempty=False, validity__lower_inf=False),
            ),
        ]
        indexes = [models.Index(F("kind"), Lower("validity"), name="registration_begun")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind} {self.validity}"


class Fact(models.Model):
    """One fact about a person for a period: a role, a certificate, a benefit, the loss of ability or wish.

    A disability certificate registered of old, or by a roster that did not tell, has neither type nor grade.
    Of the merger (并轨, 黑社保发[2004]7号) it begins on the day the person left the ``employer``.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="facts")
    kind = models.PositiveSmallIntegerField("事项", choices=FactKind)
    validity = DateRangeField("起止日期", help_text="含首日，不含末日")
    level = models.CharField("级别", max_length=10, choices=HonourLevel, blank=True)
    number = EncryptedTextField("证件号码", blank=True, default="")
    evidence = models.CharField("证明材料", max_length=200, blank=True)
    employer = models.CharField("原企业", max_length=100, blank=True)
    disability = models.CharField("残疾类别", max_length=10, choices=Disability, blank=True, default="")
    grade = models.PositiveSmallIntegerField("残疾等级", choices=DisabilityGrade, null=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="fact_one_of_a_kind_per_person_and_day",
                expressions=[same("person"), same("kind"), ("validity", RangeOperators.OVERLAPS)],
                violation_error_message="同一事项的起止日期不能重叠。",
            ),
            models.CheckConstraint(
                name="fact_begins_and_lasts_a_day", condition=Q(validity__isempty=False, validity__lower_inf=False)
            ),
            models.CheckConstraint(
                name="fact_only_an_honour_has_a_level",
                condition=Q(kind=FactKind.MODEL_WORKER) & ~Q(level="") | ~Q(kind=FactKind.MODEL_WORKER) & Q(level=""),
            ),
            models.CheckConstraint(
                name="fact_only_of_a_disability_has_its_type_and_grade",
                condition=Q(disability="", grade=None)
                | Q(kind=FactKind.DISABILITY_CERTIFICATE, grade__isnull=False, grade__range=(1, 4)) & ~Q(disability=""),
            ),
            models.CheckConstraint(
                name="fact_only_of_the_merger_names_an_enterprise",
                condition=Q(kind=FactKind.MERGED) & ~Q(employer="") | ~Q(kind=FactKind.MERGED) & Q(employer=""),
            ),
            models.CheckConstraint(
                name="fact_of_special_hardship_names_its_source",
                condition=~Q(kind=FactKind.SPECIAL_HARDSHIP) | ~Q(evidence=""),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind} {self.validity}"
