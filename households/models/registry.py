"""Who lives where, with whom, and which community answers for them."""

import datetime as dt
from collections.abc import Collection
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, BigIntegerRangeField, DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, Value

from accounts.constraints import same
from accounts.enums import AreaLevel
from accounts.fields import RESIDENT_ID, BlindIndexField, EncryptedTextField
from accounts.identifiers import mask_account, mask_id, mask_phone
from accounts.models import Area, AreaScopedQuerySet, User
from households.enums import Hukou, IncomeSource, Relation, RetirementTrack, Sex
from households.names import search_columns


def grams_of(field: str, *, shortest: int) -> models.GeneratedField:
    """The parts of ``field`` of ``shortest`` to two characters: kept by the database, so that they are never stale.

    GIN finds by them what PostgreSQL's own trigrams do not: names of one and two characters.
    """
    parts = Func(F(field), Value(shortest), function="grams")
    return models.GeneratedField(
        expression=parts, output_field=ArrayField(models.TextField()), db_persist=True, verbose_name="检索片段"
    )


def prefixes_of(field: str, name: str) -> models.Index:
    """An index for what begins with some letters, whatever the collation."""
    return models.Index(fields=[field], name=name, opclasses=["varchar_pattern_ops"])


class HouseholdQuerySet(AreaScopedQuerySet):
    def inhabited(self) -> Self:
        """Households with members: not those that all left, joined another or were registered twice."""
        return self.filter(Exists(Membership.objects.filter(household=OuterRef("pk"), validity__upper_inf=True)))


class Household(models.Model):
    """People living and keeping house together (家庭). ``area`` is the community responsible now, or last before the
    household left the city; ``address`` is where it lives now, which may lie elsewhere (``Residence``).

    ``assessed_on`` is the last day for which the rules were asked about it.
    """

    area = models.ForeignKey(
        Area,
        models.PROTECT,
        related_name="households",
        verbose_name="社区",
        limit_choices_to={"level": AreaLevel.COMMUNITY},
    )
    address = models.CharField("住址", max_length=200)
    hukou = models.CharField("户口性质", max_length=5, choices=Hukou, default=Hukou.URBAN)
    housing = models.CharField("住房情况", max_length=50, blank=True)
    monthly_income = models.DecimalField("家庭月收入（元）", max_digits=10, decimal_places=2, null=True, blank=True)
    income_source = models.CharField("主要收入来源", max_length=15, choices=IncomeSource, blank=True)
    assessed_on = models.DateField("最近评估日期", null=True, editable=False)
    address_grams = grams_of("address", shortest=2)

    objects = HouseholdQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["area", "id"], name="household_in_community"),
            GinIndex(fields=["address_grams"], name="household_by_part_of_address", gin_pending_list_limit=256),
            models.Index(fields=["address", "id"], name="household_by_address"),
        ]
        constraints = [
            models.CheckConstraint(
                name="household_income_is_not_negative", condition=Q(monthly_income=None) | Q(monthly_income__gte=0)
            ),
            models.CheckConstraint(
                name="household_names_the_source_of_an_income_only",
                condition=Q(income_source="") | Q(monthly_income__isnull=False, monthly_income__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.address}"

    @property
    def number(self) -> str:
        return f"H{self.pk:08d}"


class Responsibility(models.Model):
    """Which community answered for a household, and when: past figures stay where they were."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="responsibilities")
    area = models.ForeignKey(Area, models.PROTECT, verbose_name="社区")
    validity = DateRangeField("有效期间")

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="responsibility_one_community_per_day",
                expressions=[same("household"), ("validity", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(name="responsibility_lasts_a_day", condition=Q(validity__isempty=False)),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.validity}"


class PersonQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """People whose present or last household lies in the user's area; not who was merged into somebody else."""
        if user.area is None:
            return self.none()
        memberships = Membership.objects.filter(
            person=OuterRef("pk"), household__area__path__startswith=user.area.path, left_for=None
        )
        return self.filter(Exists(memberships), merged_into=None)

    def of_humans(self, people: Collection[int]) -> Self:
        """Every registration of these people: their own, and those merged into them."""
        return self.filter(Q(pk__in=people) | Q(merged_into__in=people))


class Person(models.Model):
    """A person of the registry (人员). The ID number is sealed; ``id_digest`` finds it and keeps it unique.

    ``merged_into`` names who this person was found to be, registered twice, until they are taken apart again.
    The five columns from ``pinyin`` on follow from the name (``names.search_columns``): who writes a name takes
    ``take_name``, or fills them alike; left empty, all five, they are made good by ``manage.py fill_pinyin``.
    """

    name = models.CharField("姓名", max_length=50)
    pinyin = models.CharField("拼音", max_length=300, blank=True, default="", editable=False)
    initials = models.CharField("拼音首字母", max_length=50, blank=True, default="", editable=False)
    other_pinyin = models.CharField("又读拼音", max_length=300, blank=True, default="", editable=False)
    other_initials = models.CharField("又读首字母", max_length=50, blank=True, default="", editable=False)
    pinyin_of = models.CharField("拼音所据姓名", max_length=50, blank=True, default="", editable=False)
    name_grams = grams_of("name", shortest=1)
    sex = models.CharField("性别", max_length=1, choices=Sex)
    born = models.DateField("出生日期")
    id_number = EncryptedTextField("身份证号")
    id_digest = BlindIndexField("身份证号索引", of="id_number", purpose=RESIDENT_ID, unique=True)
    phone = EncryptedTextField("联系电话", blank=True, default="")
    bank_account = EncryptedTextField("银行账号", blank=True, default="")
    retirement_track = models.CharField("退休类别", max_length=3, choices=RetirementTrack)
    retirement_override = models.DateField("经批准的退休日期", null=True, blank=True)
    retirement_evidence = models.CharField("批准文件", max_length=200, blank=True, default="")
    children_born = ArrayField(models.DateField(), verbose_name="抚养子女的出生日期", default=list, blank=True)
    dead_on = models.DateField("死亡日期", null=True, blank=True)
    monthly_income = models.DecimalField("月收入（元）", max_digits=10, decimal_places=2, null=True, blank=True)
    income_source = models.CharField("收入来源", max_length=15, choices=IncomeSource, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, editable=False, related_name="duplicates")

    education = models.CharField("文化程度", max_length=20, blank=True)
    health = models.CharField("健康状况", max_length=50, blank=True)
    unemployment_reason = models.CharField("失业原因", max_length=100, blank=True)
    skills = models.CharField("技能特长", max_length=100, blank=True)
    job_wish = models.CharField("就业意向", max_length=100, blank=True)
    training_wish = models.CharField("培训意愿", max_length=100, blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="person_dies_after_birth", condition=Q(dead_on=None) | Q(dead_on__gte=F("born"))
            ),
            models.CheckConstraint(
                name="person_retires_by_a_track_of_the_own_sex",
                condition=Q(sex="M", retirement_track="M60") | Q(sex="F", retirement_track__in=["F50", "F55"]),
            ),
            models.CheckConstraint(
                name="person_retires_on_an_approved_day_by_its_paper",
                condition=Q(retirement_override=None, retirement_evidence="")
                | Q(retirement_override__isnull=False) & ~Q(retirement_evidence=""),
            ),
            models.CheckConstraint(
                name="person_income_is_not_negative_and_has_a_source",
                condition=Q(income_source="") & (Q(monthly_income=None) | Q(monthly_income=0))
                | ~Q(income_source="") & Q(monthly_income__isnull=False, monthly_income__gt=0),
            ),
            models.CheckConstraint(
                name="person_is_merged_into_somebody_else",
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")),
            ),
            models.CheckConstraint(
                name="person_pinyin_is_of_the_present_name",
                condition=Q(pinyin_of=F("name"))
                | Q(pinyin_of="", pinyin="", initials="", other_pinyin="", other_initials=""),
            ),
        ]
        indexes = [
            models.Index(fields=["name", "id"], name="person_by_name"),
            GinIndex(fields=["name_grams"], name="person_by_part_of_name", gin_pending_list_limit=256),
            prefixes_of("pinyin", "person_by_pinyin"),
            prefixes_of("initials", "person_by_initials"),
            prefixes_of("other_pinyin", "person_by_other_pinyin"),
            prefixes_of("other_initials", "person_by_other_initials"),
        ]

    def __str__(self) -> str:
        return self.name

    def take_name(self, name: str) -> None:
        """Gives the person the name, and what it is found by; unsaved."""
        self.name = name
        for column, value in search_columns(name).items():
            setattr(self, column, value)

    @property
    def masked_id(self) -> str:
        return mask_id(self.id_number)

    @property
    def masked_phone(self) -> str:
        return mask_phone(self.phone) if self.phone else ""

    @property
    def masked_account(self) -> str:
        return mask_account(self.bank_account) if self.bank_account else ""


class MembershipQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """Present and past memberships of the people the user may see."""
        return self.filter(person__in=Person.objects.visible_to(user))

    def last_visible_to(self, user: User) -> Self:
        """Where the people the user may see live, or lived last: what ``PersonQuerySet.visible_to`` asks for."""
        if user.area is None:
            return self.none()
        here = Q(household__area__path__startswith=user.area.path)
        return self.filter(here, left_for=None, person__merged_into=None)

    def on(self, day: dt.date) -> Self:
        return self.filter(validity__contains=day)


class Membership(models.Model):
    """Who belonged to a household and when. ``left_for`` names the membership that followed, once there is one."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    relation = models.CharField("与户主关系", max_length=10, choices=Relation, default=Relation.OTHER)
    validity = DateRangeField("在户期间", help_text="含首日，不含末日")
    left_for = models.OneToOneField("self", models.PROTECT, null=True, related_name="came_from")
    recorded_on = models.DateField("登记日期", null=True, help_text="入户登记入库的日期；空的视为当时即登记")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="membership_one_household_per_person_and_day",
                expressions=[same("person"), ("validity", RangeOperators.OVERLAPS)],
                violation_error_message="该人员同一天已在另一户中。",
            ),
            models.CheckConstraint(name="membership_lasts_a_day", condition=Q(validity__isempty=False)),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.person_id}@{self.household_id} {self.validity}"


# Both spouses at once, each a range of one: whoever stands in two couples makes them overlap, first or second.
_SPOUSES = Func(same("first")[0], same("second")[0], function="int8multirange", output_field=BigIntegerRangeField())


class Couple(models.Model):
    """Husband and wife (夫妻), for the rules on dual-unemployed families."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="couples")
    first = models.ForeignKey(Person, models.PROTECT, related_name="+")
    second = models.ForeignKey(Person, models.PROTECT, related_name="+")
    validity = DateRangeField("婚姻期间")

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="couple_one_per_person_and_day",
                expressions=[(_SPOUSES, RangeOperators.OVERLAPS), ("validity", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(name="couple_lasts_a_day", condition=Q(validity__isempty=False)),
            models.CheckConstraint(name="couple_is_of_two_people", condition=~Q(first=F("second"))),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.first_id}+{self.second_id}"
