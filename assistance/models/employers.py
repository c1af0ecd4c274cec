"""用人单位: who employs, located in a community (驻辖区单位), and what kind of unit it is."""

import datetime as dt
from typing import Self

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Count, F, Max, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from accounts.enums import AreaLevel
from accounts.fields import EncryptedTextField
from accounts.identifiers import mask_phone
from accounts.models import Area, AreaScopedQuerySet, User
from assistance.enums import EmployerKind, NumberKind


class OfCityQuerySet(AreaScopedQuerySet):
    """What is known in the whole city, and kept where its area is."""

    def visible_to(self, user: User) -> Self:
        """Of the city the user serves in: an employer, and what it looks for, is no personal data."""
        if user.area is None:
            return self.none()
        cities = Area.objects.filter(level=AreaLevel.CITY).alias(own=Value(user.area.path))
        city = cities.filter(own__startswith=F("path")).values("path")
        return self.alias(city=Subquery(city)).filter(**{f"{self.area_lookup}__path__startswith": F("city")})

    def kept_by(self, user: User) -> Self:
        """Of the user's own area: what the user may write."""
        return super().visible_to(user)


class EmployerQuerySet(OfCityQuerySet):
    def with_hires(self) -> Self:
        """Annotates ``hires``: how many people in status were placed with it, by an offer of one of its vacancies or
        under its number; what was struck off is left out."""
        placements = apps.get_model("assistance", "Placement")._default_manager.filter(struck_at=None)
        by_offer = Q(offer__vacancy__employer=OuterRef("pk"))
        by_number = Q(registration__employer_code=OuterRef("number")) & ~Q(registration__employer_code="")
        found = placements.filter(by_offer | by_number).order_by().annotate(all=Value(1)).values("all")
        return self.annotate(hires=Coalesce(Subquery(found.annotate(n=Count("pk")).values("n")), 0))

    def with_agreement(self, on: dt.date) -> Self:
        """Annotates ``agreed_until``: the last day of the agreements in force on the day."""
        held = Agreement.objects.filter(employer=OuterRef("pk"), ended_on=None, valid_until__gte=on).order_by()
        last = held.values("employer").annotate(last=Max("valid_until")).values("last")
        return self.annotate(agreed_until=Subquery(last))

    def open(self) -> Self:
        return self.filter(closed_on=None)


class Employer(models.Model):
    """用人单位: one employer, under one number where it has one. ``major_project`` names the 大项目 it builds or runs.

    Only a labour-service enterprise of a street tells since when it exists and how many work there.
    """

    area = models.ForeignKey(Area, models.PROTECT, related_name="employers", verbose_name="所在社区")
    name = models.CharField("单位名称", max_length=100)
    kind = models.CharField("单位类型", max_length=20, choices=EmployerKind, default=EmployerKind.ORDINARY)
    number_kind = models.CharField("代码类型", max_length=20, choices=NumberKind, blank=True)
    number = models.CharField("单位代码", max_length=18, blank=True)
    address = models.CharField("地址", max_length=200)
    contact = models.CharField("联系人", max_length=50, blank=True)
    phone = EncryptedTextField("联系电话", blank=True, default="")
    major_project = models.CharField("大项目名称", max_length=100, blank=True)
    established_on = models.DateField("成立日期", null=True)
    staff = models.PositiveIntegerField("从业人数", null=True)
    closed_on = models.DateField("停业、注销或迁出日期", null=True)
    submission = models.UUIDField("提交编号", null=True, unique=True)
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人")
    registered_at = models.DateTimeField("登记时间")

    hires: int  # annotated by ``with_hires``
    agreed_until: dt.date | None  # by ``with_agreement``

    objects = EmployerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="employer_number_is_one_employers", fields=["number"], condition=~Q(number="")
            ),
            models.CheckConstraint(name="employer_has_a_name_and_an_address", condition=~Q(name="") & ~Q(address="")),
            models.CheckConstraint(
                name="employer_number_is_of_its_kind",
                condition=Q(number="", number_kind="")
                | Q(number__regex=r"^[0-9A-Z]{18}$", number_kind=NumberKind.CREDIT_CODE)
                | Q(number__regex=r"^[0-9]{15}$", number_kind=NumberKind.LICENCE)
                | Q(number__regex=r"^[0-9A-Z]{9}$", number_kind=NumberKind.ORGANISATION_CODE),
            ),
            models.CheckConstraint(
                name="employer_of_a_street_tells_since_when_and_how_many",
                condition=Q(kind=EmployerKind.LABOUR_SERVICE, established_on__isnull=False, staff__isnull=False)
                | ~Q(kind=EmployerKind.LABOUR_SERVICE) & Q(established_on=None, staff=None),
            ),
        ]
        indexes = [models.Index(fields=["area", "name"], name="employer_of_area")]

    def __str__(self) -> str:
        return self.name

    @property
    def masked_phone(self) -> str:
        return mask_phone(self.phone) if self.phone else ""


class Agreement(models.Model):
    """用工合作协议 (沈阳市经验材料 二·二是): what an employer and a community agreed on, and from when to when."""

    employer = models.ForeignKey(Employer, models.PROTECT, related_name="agreements")
    signed_on = models.DateField("签订日期")
    valid_until = models.DateField("有效期至")
    terms = models.CharField("协议内容", max_length=500)
    contact = models.CharField("单位经办人", max_length=50)
    ended_on = models.DateField("终止日期", null=True)
    ended_because = models.CharField("终止原因", max_length=300, blank=True)
    submission = models.UUIDField("提交编号", null=True, unique=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人")
    recorded_at = models.DateTimeField("登记时间")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="agreement_holds_from_the_day_it_was_signed", condition=Q(valid_until__gte=F("signed_on"))
            ),
            models.CheckConstraint(name="agreement_says_what_and_with_whom", condition=~Q(terms="") & ~Q(contact="")),
            models.CheckConstraint(
                name="agreement_ends_for_a_reason",
                condition=Q(ended_on=None, ended_because="")
                | Q(ended_on__isnull=False, ended_on__gte=F("signed_on")) & ~Q(ended_because=""),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.signed_on}"
