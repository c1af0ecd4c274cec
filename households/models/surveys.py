import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import Area, AreaScopedQuerySet

from .registry import Household


class SurveyQuerySet(AreaScopedQuerySet):
    area_lookup = "household__area"  # whoever answers for the household now, reads what was said at its door before


class Survey(models.Model):
    """入户调查: what was said at the door on one day, as it was typed. Never changed afterwards; ``area`` is where.

    ``answers`` names people by their key and holds no ID, phone, account or certificate number. ``submission`` makes a
    form sent twice one survey. ``clear_members`` of ``member_count`` have all five clears (五清).
    """

    household = models.ForeignKey(Household, models.PROTECT, related_name="surveys")
    area = models.ForeignKey(Area, models.PROTECT, verbose_name="社区")
    submission = models.UUIDField("提交编号", unique=True, default=uuid.uuid4)
    visited_on = models.DateField("走访日期")
    surveyor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="调查人")
    recorded_at = models.DateTimeField("登记时间")
    answers = models.JSONField("调查内容")
    member_count = models.PositiveSmallIntegerField("成员人数")
    clear_members = models.PositiveSmallIntegerField("五清齐全人数")

    objects = SurveyQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["household", "-visited_on", "-id"], name="survey_latest_of_household")]
        constraints = [
            models.CheckConstraint(
                name="survey_clears_at_most_its_members", condition=Q(clear_members__lte=models.F("member_count"))
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.visited_on}"
