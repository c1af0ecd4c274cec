"""在册: who is certified, from when to when; the clock of a family's promise; the month's confirmations."""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import Case, Exists, F, Func, Min, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest, Least, Lower

from accounts.constraints import same
from accounts.models import Area, AreaScopedQuerySet, Job, User
from households.enums import Category, ExitReason

from .facts import Registration
from .registry import Household, Membership, Person

FAR_AWAY = dt.date(9999, 12, 31)
MEMBER, FORMER_MEMBER = "person", "person__duplicates"  # the latter under a registration merged into this one


def span_of_days(first: str, last: str) -> Func:
    """The days from ``first`` up to, not including, ``last``: a status that ends the day it began excludes nothing."""
    return Func(F(first), F(last), function="daterange", output_field=DateRangeField())


class HardToEmploySpellQuerySet(AreaScopedQuerySet):
    area_lookup = "household__area"

    def in_status(self, on: dt.date | OuterRef) -> Self:
        """Certified on or before ``on`` and not exited before it: both days belong to the status."""
        return self.filter(Q(exited_on=None) | Q(exited_on__gte=on), certified_on__lte=on)

    def open(self) -> Self:
        return self.filter(exited_on=None)

    def counted(self) -> Self:
        """Those that figures count: not what stayed with a registration that was merged into another. It is the few
        merged that are looked up, not the person of each status."""
        return self.exclude(person__in=Person.objects.filter(merged_into__isnull=False))


class HardToEmploySpell(models.Model):
    """就业困难人员在册: one person's status, from the day of certification to the day of exit, both included.

    It stays one status under one certification wherever the person goes: ``household`` is where the person lives, so
    that the community answering for the person works it. ``registered_as`` is the registration it was certified under,
    where that was merged into the person's since.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="spells")
    registered_as = models.ForeignKey(Person, models.PROTECT, null=True, editable=False, related_name="spells_given")
    household = models.ForeignKey(Household, models.PROTECT, related_name="spells")
    certification = models.ForeignKey(
        "households.Certification", models.PROTECT, related_name="spells", verbose_name="认定"
    )
    categories = ArrayField(models.PositiveSmallIntegerField(choices=Category), verbose_name="类别")
    primary = models.PositiveSmallIntegerField("主要类别", choices=Category)
    certified_on = models.DateField("认定日期")
    exited_on = models.DateField("退出日期", null=True)
    exit_reason = models.CharField("退出原因", max_length=15, choices=ExitReason, blank=True)
    previous = models.OneToOneField("self", models.PROTECT, null=True, related_name="following")

    objects = HardToEmploySpellQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="spell_one_per_person_and_day",
                expressions=[same("person"), (span_of_days("certified_on", "exited_on"), RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(
                name="spell_exits_with_a_day_and_a_reason",
                condition=Q(exited_on=None, exit_reason="")
                | Q(exited_on__isnull=False, exited_on__gte=F("certified_on")) & ~Q(exit_reason=""),
            ),
            models.CheckConstraint(
                name="spell_primary_is_one_of_its_categories", condition=Q(categories__contains=[F("primary")])
            ),
            models.CheckConstraint(
                name="spell_was_registered_as_somebody_else",
                condition=Q(registered_as=None) | ~Q(registered_as=F("person")),
            ),
        ]
        indexes = [
            models.Index(fields=["certified_on"], name="spell_certified"),
            models.Index(fields=["exited_on"], name="spell_exited"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.certified_on}—{self.exited_on or ''}"


def first_day() -> Lower:
    """The first day of ``validity``."""
    return Lower("validity", output_field=models.DateField())


def _employments(members: str, *, case: Any, household: Any, certified_on: Any, due_on: Any) -> Any:
    """The employments that members began since certification, each with ``begun_on``, ``known_on``, the day on which it
    and the membership stood in the registry, and ``placed_on``, the day it counts from. ``members`` leads from the
    registration to the person who belonged to the household. The case is given by its values, or by references where
    this is a subquery on cases."""
    looked_into = PlacementCheck.objects.filter(
        Q(person=OuterRef("person")) | Q(person__merged_into=OuterRef("person")),
        case=case,
        begun_on=OuterRef("begun_on"),
        withdrawn_at=None,
    )
    due_on = Coalesce(due_on, FAR_AWAY)
    in_time = Q(begun_on__gt=due_on) | Q(known_on__lte=due_on) | Q(Exists(looked_into))
    return (
        Registration.objects.employment()
        .filter(
            **{
                f"{members}__memberships__household": household,
                f"{members}__memberships__validity__contains": first_day(),
            },
            validity__startswith__gte=certified_on,
        )
        .annotate(
            begun_on=first_day(),
            known_on=Greatest("begun_on", "recorded_on", f"{members}__memberships__recorded_on"),
        )
        .annotate(placed_on=Case(When(in_time, then=F("begun_on")), default=F("known_on")))
    )


def _employments_of_case(members: str) -> Any:
    """The same of the household of a case, where this is a subquery on cases."""
    return _employments(
        members,
        case=OuterRef(OuterRef("pk")),
        household=OuterRef("household"),
        certified_on=OuterRef("certified_on"),
        due_on=OuterRef("due_on"),
    )


def _first_placement(members: str) -> Subquery:
    """The first day on which an employment of anybody of the case's household places it."""
    placements = _employments_of_case(members).filter(placed_on__lte=Coalesce(OuterRef("ended_on"), FAR_AWAY))
    alone = placements.order_by().annotate(_one=Value(1)).values("_one")
    return Subquery(alone.annotate(first=Min("placed_on")).values("first"))


class ZeroFamilyCaseQuerySet(AreaScopedQuerySet):
    area_lookup = "household__area"

    def with_placement(self) -> Self:
        """Annotates ``placed_on``: the first day a member was in an employment that began on or after certification,
        while a member, and no later than the end of the case. The clock ends by this alone. A revoked case never kept a
        promise: it has none. Who was a member under a registration merged into another since, was one.

        What was written down only after the family was due places it on the day it was written down, unless the street
        looked into it (``PlacementCheck``): no entry of today makes a promise kept that was broken yesterday."""
        member = Least(_first_placement(MEMBER), _first_placement(FORMER_MEMBER))
        in_force = ~Q(end_reason=ZeroFamilyCase.End.REVOKED)
        placed_on = Case(When(in_force, then=member), output_field=models.DateField())
        return self.annotate(placed_on=placed_on)

    def counted(self) -> Self:
        """Those that figures count: not the case of a family registered twice, all of whose members were merged into
        others whose household had a case on the same days."""
        members = Membership.objects.filter(household=OuterRef("household"))
        same_family = ZeroFamilyCase.objects.filter(
            Q(ended_on=None) | Q(ended_on__gt=OuterRef("certified_on")) | Q(certified_on=OuterRef("certified_on")),
            certified_on__lte=Coalesce(OuterRef("ended_on"), FAR_AWAY),
            household__memberships__person__duplicates__memberships__household=OuterRef("household"),
        ).exclude(household=OuterRef("household"))
        return self.exclude(~Exists(members.filter(person__merged_into=None)), Exists(same_family))

    def running(self, on: dt.date) -> Self:
        """Certified by ``on``, neither placed nor ended by then: the clock runs. The same as ``with_placement`` tells,
        asked more briefly: whoever shows where the promise stands adds ``with_placement``."""
        member, former = (
            Exists(_employments_of_case(members).filter(placed_on__lte=on)) for members in (MEMBER, FORMER_MEMBER)
        )
        unplaced = Q(end_reason=ZeroFamilyCase.End.REVOKED) | ~(Q(member) | Q(former))
        return self.filter(unplaced, Q(ended_on=None) | Q(ended_on__gt=on), certified_on__lte=on)


class ZeroFamilyCase(models.Model):
    """零就业家庭在册: a certified family and its promise. ``due_on`` is null only where nobody wishes to work.

    Nothing pauses the clock, and nothing moves it: the case stays with its household through hand-overs and splits,
    and who leaves the household leaves the case. A family that loses its work again gets a new case that names this
    one as ``previous``.
    """

    class End(models.TextChoices):
        STABLE = "stable", "稳定就业"
        UNABLE = "unable", "丧失劳动能力"
        NO_DESIRE = "no_desire", "无就业愿望"
        LOST_CONTACT = "lost_contact", "失去联系"
        MOVED_OUT = "moved_out", "迁出"
        NO_MEMBER = "no_member", "无应计成员"
        RELAPSED = "relapsed", "再次失业另立新案"
        REVOKED = "revoked", "认定撤销"
        OTHER = "other", "其他"

    household = models.ForeignKey(Household, models.PROTECT, related_name="zero_cases")
    certification = models.OneToOneField("households.Certification", models.PROTECT, related_name="family_case")
    certified_on = models.DateField("认定日期")
    due_on = models.DateField("应安置日期", null=True)
    due_source = models.CharField("期限依据", max_length=200, blank=True)
    ended_on = models.DateField("结案日期", null=True)
    end_reason = models.CharField("结案原因", max_length=15, choices=End, blank=True)
    previous = models.OneToOneField("self", models.PROTECT, null=True, related_name="following")

    objects = ZeroFamilyCaseQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="zero_case_one_per_family_and_day",
                expressions=[same("household"), (span_of_days("certified_on", "ended_on"), RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(
                name="zero_case_is_due_after_certification_by_an_article",
                condition=Q(due_on=None, due_source="")
                | Q(due_on__isnull=False, due_on__gt=F("certified_on")) & ~Q(due_source=""),
            ),
            models.CheckConstraint(
                name="zero_case_ends_with_a_day_and_a_reason",
                condition=Q(ended_on=None, end_reason="")
                | Q(ended_on__isnull=False, ended_on__gte=F("certified_on")) & ~Q(end_reason=""),
            ),
        ]
        indexes = [models.Index(fields=["due_on"], name="zero_case_due")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.certified_on}"

    def employments(self) -> list[Any]:
        """What members began since certification, with ``begun_on``, ``known_on`` and ``placed_on``."""
        terms = {"case": self.pk, "household": self.household_id, "certified_on": self.certified_on}
        due_on = Value(self.due_on, models.DateField())
        return [
            row
            for members in (MEMBER, FORMER_MEMBER)
            for row in _employments(members, **terms, due_on=due_on).select_related("person").order_by("pk")
        ]


class PlacementCheckQuerySet(AreaScopedQuerySet):
    area_lookup = "case__household__area"

    def standing(self) -> Self:
        return self.filter(withdrawn_at=None)


class PlacementCheck(models.Model):
    """补登就业核实: the street looked into an employment written down only after the family was due, and found that it
    had begun on ``begun_on`` indeed. It holds until it is taken back."""

    case = models.ForeignKey(ZeroFamilyCase, models.PROTECT, related_name="placement_checks")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    begun_on = models.DateField("就业日期")
    evidence = models.CharField("核实情况和证据", max_length=500)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="核实人")
    checked_at = models.DateTimeField("核实时间")
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name="撤回人"
    )
    withdrawn_at = models.DateTimeField("撤回时间", null=True)
    withdrawal = models.CharField("撤回原因", max_length=500, blank=True)

    objects = PlacementCheckQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person", "begun_on"],
                condition=Q(withdrawn_at=None),
                name="placement_is_looked_into_once",
            ),
            models.CheckConstraint(name="placement_check_names_its_evidence", condition=~Q(evidence="")),
            models.CheckConstraint(
                name="placement_check_is_taken_back_by_somebody_for_a_reason",
                condition=Q(withdrawn_by=None, withdrawn_at=None, withdrawal="")
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False) & ~Q(withdrawal=""),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.begun_on}"


class MonthlyConfirmation(models.Model):
    """每月更新: that the basic facts of a certified person were confirmed or edited in a month (第四条(四))."""

    spell = models.ForeignKey(HardToEmploySpell, models.PROTECT, related_name="confirmations")
    month = models.DateField("月份", help_text="当月一日")
    confirmed_at = models.DateTimeField("确认时间", null=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name="确认人")

    class QuerySet(AreaScopedQuerySet):
        area_lookup = "spell__household__area"

        def visible_to(self, user: User) -> Self:
            """Not those of a status that stayed with a registration merged into another."""
            return super().visible_to(user).filter(spell__person__merged_into=None)

        def open(self) -> Self:
            return self.filter(confirmed_at=None)

    objects = QuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["spell", "month"], name="confirmation_one_per_spell_and_month"),
            models.CheckConstraint(name="confirmation_month_is_a_first_day", condition=Q(month__day=1)),
            models.CheckConstraint(
                name="confirmation_is_somebodys_at_a_time",
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.month:%Y-%m}"


class RefreshRun(models.Model):
    """One run of the monthly refresh over an area: how far it came. What it changed stands in the findings.

    Without a ``job`` one process does it; with one, all workers share its parts.
    """

    area = models.ForeignKey(Area, models.PROTECT)
    on = models.DateField("评估日期")
    started_at = models.DateTimeField("开始时间")
    finished_at = models.DateTimeField("完成时间", null=True)
    households_total = models.PositiveIntegerField("应评估户数", default=0)
    households_done = models.PositiveIntegerField("已评估户数", default=0)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="发起人")
    job = models.ForeignKey(Job, models.PROTECT, null=True, related_name="+", verbose_name="后台任务")

    objects = AreaScopedQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["-on", "-id"], name="refresh_latest")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.on}"


class RefreshPart(models.Model):
    """What is left of a run: households of neighbouring communities that nobody has refreshed in it yet.

    Whoever refreshes them holds this row meanwhile and deletes it in the same transaction, so that a part is done once
    or not at all: a worker that dies lets go of it, and it is the next one's.
    """

    run = models.ForeignKey(RefreshRun, models.CASCADE, related_name="parts")
    households = ArrayField(models.BigIntegerField(), verbose_name="家庭")

    class Meta:
        constraints = [
            models.CheckConstraint(name="refresh_part_has_households", condition=Q(households__len__gt=0)),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {len(self.households)}"
