from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.striking import StruckOff


class KeptFile(StruckOff):
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

    class Meta(StruckOff.Meta):
        abstract = True
        constraints = [
            *StruckOff.Meta.constraints,
            models.CheckConstraint(
                name="%(class)s_is_of_a_known_type",
                condition=Q(content_type__in=["image/jpeg", "image/png", "application/pdf"]),
            ),
            models.CheckConstraint(
                name="%(class)s_holds_a_file", condition=~Q(file="") & Q(size__gte=1) & ~Q(sha256="")
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.content_type}"
