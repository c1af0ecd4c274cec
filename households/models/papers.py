"""The paper around a certification: visits to the home, and originals shown."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from households.enums import Material

from .certifications import Certification


class HomeVisit(models.Model):
    """入户核实: a visit to check what was applied for, and what came of it. Never changed; a later one corrects it.
    ``submission`` makes a form sent twice one visit."""

    class Outcome(models.TextChoices):
        VERIFIED = "verified", "情况属实"
        NOT_VERIFIED = "not_verified", "情况不属实"
        NOBODY_HOME = "nobody_home", "未见到本人"

    application = models.ForeignKey(Certification, models.PROTECT, related_name="visits", verbose_name="认定")
    visited_on = models.DateField("走访日期")
    visitors = models.CharField("走访人员", max_length=100)
    met = models.CharField("在场人员", max_length=100, blank=True)
    outcome = models.CharField("核实结果", max_length=15, choices=Outcome)
    findings = models.TextField("核实情况")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人")
    recorded_on = models.DateField("登记日期")
    submission = models.UUIDField("提交编号", unique=True, null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="home_visit_is_recorded_afterwards", condition=Q(recorded_on__gte=F("visited_on"))
            ),
            models.CheckConstraint(
                name="home_visit_says_who_went_and_what_was_found", condition=~Q(visitors="") & ~Q(findings="")
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.visited_on}"


class MaterialShown(models.Model):
    """申请材料: an original that the worker has seen. Never changed; of several of a kind the last one counts.
    ``submission`` makes a form sent twice one paper."""

    application = models.ForeignKey(Certification, models.PROTECT, related_name="materials", verbose_name="认定")
    material = models.CharField("材料", max_length=20, choices=Material)
    issued_on = models.DateField("出具日期")
    note = models.CharField("说明", max_length=200, blank=True)
    seen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="核对人")
    seen_on = models.DateField("核对日期")
    submission = models.UUIDField("提交编号", unique=True, null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="material_is_issued_before_it_is_shown", condition=Q(seen_on__gte=F("issued_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.material}"
