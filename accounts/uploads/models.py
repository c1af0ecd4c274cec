from django.conf import settings
from django.db import models
from django.db.models import Q


class KeptFile(models.Model):
    """A file somebody gave: sealed, never deleted, only struck off. A subclass says what it belongs to.

    Written through ``accounts.uploads.actions`` alone; the name the file came with is kept nowhere.
    """

    class ContentType(models.TextChoices):
        JPEG = "image/jpeg", "照片"
        PNG = "image/png", "图片"
        PDF = "application/pdf", "PDF"

    file = models.FileField("文件", upload_to="attachments", max_length=200)
    content_type = models.CharField("格式", max_length=20, choices=ContentType)
    size = models.PositiveIntegerField("大小", help_text="字节")
    sha256 = models.CharField("校验值", max_length=64)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="上传人")
    added_at = models.DateTimeField("上传时间")
    struck_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="划去人"
    )
    struck_at = models.DateTimeField("划去时间", null=True)
    struck_because = models.CharField("划去原因", max_length=500, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_is_of_a_known_type",
                condition=Q(content_type__in=["image/jpeg", "image/png", "application/pdf"]),
            ),
            models.CheckConstraint(
                name="%(class)s_holds_a_file", condition=~Q(file="") & Q(size__gte=1) & ~Q(sha256="")
            ),
            models.CheckConstraint(
                name="%(class)s_is_struck_off_for_a_reason",
                condition=Q(struck_at=None, struck_by=None, struck_because="")
                | Q(struck_at__isnull=False, struck_by__isnull=False) & ~Q(struck_because=""),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.content_type}"
