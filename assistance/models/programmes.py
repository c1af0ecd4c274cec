"""援助工作方案 of a city or district: goals, tasks, requirements, term, who answers, and how it goes (S0-22, S2-54)."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import Area, AreaScopedQuerySet, Organisation, User
from accounts.uploads.models import KeptFile


class ProgrammeQuerySet(AreaScopedQuerySet):
    def visible_to(self, user: User) -> Self:
        """Those of the user's area, of those below it, and of those above it: these bind it."""
        if user.area is None:
            return self.none()
        codes = user.area.path.split("/")[:-1]
        above = ["/".join(codes[:depth]) + "/" for depth in range(1, len(codes))]
        return self.filter(Q(area__path__startswith=user.area.path) | Q(area__path__in=above))


class Programme(models.Model):
    """援助工作方案: what an area sets out to do for its families and people within a term, both days included."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="programmes", verbose_name="区划")
    title = models.CharField("名称", max_length=100)
    document = models.CharField("文号", max_length=120, blank=True)
    goals = models.TextField("工作目标", max_length=2000)
    tasks = models.TextField("工作任务", max_length=4000)
    requirements = models.TextField("工作要求", max_length=4000)
    organisations = models.ManyToManyField(Organisation, related_name="programmes", verbose_name="协作单位")
    responsible = models.CharField("责任分工", max_length=500)
    starts_on = models.DateField("开始日期")
    ends_on = models.DateField("结束日期", help_text="含当日")
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="制定人")
    set_at = models.DateTimeField("制定时间")

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="programme_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))),
            models.CheckConstraint(
                name="programme_says_what_is_to_be_done_and_by_whom",
                condition=~Q(title="") & ~Q(goals="") & ~Q(tasks="") & ~Q(requirements="") & ~Q(responsible=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ProgrammeAttachmentQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """Those of the programmes the user sees."""
        return self.filter(programme__in=Programme.objects.visible_to(user))


class ProgrammeAttachment(KeptFile):
    """附件 of a programme: the document itself, a breakdown of its tasks, pictures of its meetings."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="attachments")
    title = models.CharField("附件名称", max_length=100)

    objects = ProgrammeAttachmentQuerySet.as_manager()

    class Meta(KeptFile.Meta):
        constraints = [
            *KeptFile.Meta.constraints,
            models.UniqueConstraint(
                name="programmeattachment_same_file_once", fields=["programme", "sha256"], condition=Q(struck_at=None)
            ),
            models.CheckConstraint(name="programmeattachment_has_a_title", condition=~Q(title="")),
        ]


class Progress(models.Model):
    """工作进展 of a programme, as it stood on a day."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="progress")
    on = models.DateField("日期")
    report = models.TextField("进展情况", max_length=2000)
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="填报人")
    reported_at = models.DateTimeField("填报时间")

    class Meta:
        constraints = [models.CheckConstraint(name="progress_reports_something", condition=~Q(report=""))]

    def __str__(self) -> str:
        return f"#{self.pk} {self.on}"
