import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """What was published, and the rows behind it."""

    initial = True

    replaces = [
        ("reports", "0001_initial"),
    ]

    dependencies = [
        ("accounts", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Publication",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "return_code",
                    models.CharField(choices=[("EP8", "就业援助工作情况")], max_length=10, verbose_name="报表"),
                ),
                ("layout", models.CharField(max_length=30, verbose_name="表样")),
                ("label", models.CharField(max_length=7, verbose_name="报告期")),
                ("first", models.DateField(verbose_name="起始日期")),
                ("last", models.DateField(verbose_name="截止日期")),
                ("published_at", models.DateTimeField(verbose_name="上报时间")),
                ("adjustments", models.JSONField(default=list, verbose_name="调整说明")),
                ("content_hash", models.CharField(max_length=64, verbose_name="内容校验码")),
                ("previous_hash", models.CharField(blank=True, max_length=64, verbose_name="上期校验码")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publications",
                        to="accounts.area",
                        verbose_name="填报单位",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="上报人",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["area", "-last"], name="publication_of_area")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("return_code", "label", "area"), name="publication_one_per_return_period_and_area"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("last__gte", models.F("first"))), name="publication_period_has_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("published_at__date__gt", models.F("last"))),
                        name="publication_is_of_a_period_that_has_ended",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("content_hash__regex", "^[0-9a-f]{64}$")),
                        name="publication_has_the_hash_of_its_content",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PublishedFigure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("line", models.CharField(max_length=5, verbose_name="行次")),
                ("value", models.PositiveIntegerField(verbose_name="数值")),
                ("adjustment", models.IntegerField(default=0, verbose_name="调整")),
                (
                    "row_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), size=None, verbose_name="名单"
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="figures", to="reports.publication"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("publication", "line"), name="published_figure_one_per_line"),
                    models.CheckConstraint(
                        condition=models.Q(("row_ids__len", models.F("value"))),
                        name="published_figure_is_the_number_of_its_rows",
                    ),
                ],
            },
        ),
    ]
