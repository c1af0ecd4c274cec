from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0008_stopped_accounts_are_closed"),
        ("households", "0030_corrections_of_birth_and_sex"),
        ("policy", "0003_values_are_never_edited"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="inspectionround",
            name="inspection_round_one_per_area_and_year",
        ),
        migrations.AddField(
            model_name="inspectionround",
            name="cancel_reason",
            field=models.CharField(blank=True, max_length=200, verbose_name="取消原因"),
        ),
        migrations.AddField(
            model_name="inspectionround",
            name="cancelled_on",
            field=models.DateField(null=True, verbose_name="取消日期"),
        ),
        migrations.AddConstraint(
            model_name="inspectionround",
            constraint=models.UniqueConstraint(
                condition=models.Q(("cancelled_on", None)),
                fields=("area", "year"),
                name="inspection_round_one_per_area_and_year",
            ),
        ),
        migrations.AddConstraint(
            model_name="inspectionround",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("cancel_reason", ""), ("cancelled_on", None)),
                    models.Q(("cancelled_on__isnull", False), models.Q(("cancel_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="inspection_round_is_called_off_with_a_reason",
            ),
        ),
    ]
