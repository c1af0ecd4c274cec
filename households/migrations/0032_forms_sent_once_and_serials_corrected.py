import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("households", "0031_inspection_rounds_called_off"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="endorsement",
            name="submission",
            field=models.UUIDField(null=True, unique=True, verbose_name="提交编号"),
        ),
        migrations.AddField(
            model_name="homevisit",
            name="submission",
            field=models.UUIDField(null=True, unique=True, verbose_name="提交编号"),
        ),
        migrations.AddField(
            model_name="reissue",
            name="submission",
            field=models.UUIDField(null=True, unique=True, verbose_name="提交编号"),
        ),
        migrations.CreateModel(
            name="SerialCorrection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("old", models.TextField(verbose_name="原证号")),
                ("reason", models.CharField(max_length=200, verbose_name="更正原因")),
                ("corrected_at", models.DateTimeField(verbose_name="更正时间")),
                (
                    "certificate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="serial_corrections",
                        to="households.certificate",
                    ),
                ),
                (
                    "corrected_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经办人",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), _negated=True), models.Q(("old", ""), _negated=True)
                        ),
                        name="serial_correction_gives_a_reason",
                    )
                ],
            },
        ),
    ]
