import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Offers, placements, notices and payments are struck off, where they were entered wrongly, and entered anew."""

    dependencies = [
        ("assistance", "0017_open_looks_are_few"),
        ("households", "0044_certifications_latest_first"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Striking",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("struck_at", models.DateTimeField(verbose_name="划去时间")),
                ("struck_because", models.CharField(max_length=500, verbose_name="划去原因")),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="employmentnotice",
            name="office_is_told_of_an_employment_once",
        ),
        migrations.AddField(
            model_name="offer",
            name="struck_at",
            field=models.DateTimeField(null=True, verbose_name="划去时间"),
        ),
        migrations.AddField(
            model_name="offer",
            name="struck_because",
            field=models.CharField(blank=True, max_length=500, verbose_name="划去原因"),
        ),
        migrations.AddField(
            model_name="offer",
            name="struck_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="划去人",
            ),
        ),
        migrations.AddField(
            model_name="placement",
            name="struck_at",
            field=models.DateTimeField(null=True, verbose_name="划去时间"),
        ),
        migrations.AddField(
            model_name="placement",
            name="struck_because",
            field=models.CharField(blank=True, max_length=500, verbose_name="划去原因"),
        ),
        migrations.AddField(
            model_name="placement",
            name="struck_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="划去人",
            ),
        ),
        migrations.AlterField(
            model_name="lumpsum",
            name="registration",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lump_sums",
                to="households.registration",
                verbose_name="自谋职业",
            ),
        ),
        migrations.AlterField(
            model_name="placement",
            name="offer",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="placements",
                to="assistance.offer",
                verbose_name="由推荐而来",
            ),
        ),
        migrations.AlterField(
            model_name="placement",
            name="registration",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="placements", to="households.registration"
            ),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("struck_at", None), ("struck_because", ""), ("struck_by", None)),
                    models.Q(
                        ("struck_at__isnull", False),
                        ("struck_by__isnull", False),
                        models.Q(("struck_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="offer_is_struck_off_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("struck_at", None), ("struck_because", ""), ("struck_by", None)),
                    models.Q(
                        ("struck_at__isnull", False),
                        ("struck_by__isnull", False),
                        models.Q(("struck_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="placement_is_struck_off_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("struck_at", None)),
                fields=("registration",),
                name="placement_stands_once_for_an_employment",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("struck_at", None)), fields=("offer",), name="placement_stands_once_for_an_offer"
            ),
        ),
        migrations.AddField(
            model_name="striking",
            name="lump_sum",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="striking", to="assistance.lumpsum"
            ),
        ),
        migrations.AddField(
            model_name="striking",
            name="notice",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="striking",
                to="assistance.employmentnotice",
            ),
        ),
        migrations.AddField(
            model_name="striking",
            name="struck_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="划去人",
            ),
        ),
        migrations.AddConstraint(
            model_name="striking",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lump_sum", None), ("notice__isnull", False)),
                    models.Q(("lump_sum__isnull", False), ("notice", None)),
                    _connector="OR",
                ),
                name="striking_is_of_one_record",
            ),
        ),
        migrations.AddConstraint(
            model_name="striking",
            constraint=models.CheckConstraint(
                condition=models.Q(("struck_because", ""), _negated=True), name="striking_gives_a_reason"
            ),
        ),
    ]
