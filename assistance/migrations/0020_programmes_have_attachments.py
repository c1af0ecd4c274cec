import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Programmes have attachments."""

    dependencies = [
        ("assistance", "0019_what_was_struck_off_stays_so"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ProgrammeAttachment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file", models.FileField(max_length=200, upload_to="attachments", verbose_name="文件")),
                (
                    "content_type",
                    models.CharField(
                        choices=[("image/jpeg", "照片"), ("image/png", "图片"), ("application/pdf", "PDF")],
                        max_length=20,
                        verbose_name="格式",
                    ),
                ),
                ("size", models.PositiveIntegerField(help_text="字节", verbose_name="大小")),
                ("sha256", models.CharField(max_length=64, verbose_name="校验值")),
                ("added_at", models.DateTimeField(verbose_name="上传时间")),
                ("struck_at", models.DateTimeField(null=True, verbose_name="划去时间")),
                ("struck_because", models.CharField(blank=True, max_length=500, verbose_name="划去原因")),
                ("title", models.CharField(max_length=100, verbose_name="附件名称")),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="上传人",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="assistance.programme",
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="划去人",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("content_type__in", ["image/jpeg", "image/png", "application/pdf"])),
                        name="programmeattachment_is_of_a_known_type",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("file", ""), _negated=True),
                            ("size__gte", 1),
                            models.Q(("sha256", ""), _negated=True),
                        ),
                        name="programmeattachment_holds_a_file",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("struck_at", None), ("struck_because", ""), ("struck_by", None)),
                            models.Q(
                                ("struck_at__isnull", False),
                                ("struck_by__isnull", False),
                                models.Q(("struck_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="programmeattachment_is_struck_off_for_a_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("struck_at", None)),
                        fields=("programme", "sha256"),
                        name="programmeattachment_same_file_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True), name="programmeattachment_has_a_title"
                    ),
                ],
            },
        ),
    ]
