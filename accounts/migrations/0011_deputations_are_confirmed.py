import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0010_recovery_codes_name_their_key")]

    operations = [
        migrations.AddField(
            model_name="deputation",
            name="confirmed_at",
            field=models.DateTimeField(null=True, verbose_name="确认时间"),
        ),
        migrations.AddField(
            model_name="deputation",
            name="confirmed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="确认人",
            ),
        ),
        migrations.AddConstraint(
            model_name="deputation",
            constraint=models.CheckConstraint(
                condition=models.Q(confirmed_at=None, confirmed_by=None)
                | models.Q(confirmed_at__isnull=False, confirmed_by__isnull=False)
                & ~models.Q(confirmed_by=models.F("deputy"))
                & (models.Q(confirmed_by=models.F("officer")) | ~models.Q(confirmed_by=models.F("named_by"))),
                name="deputation_is_confirmed_by_the_officer_or_a_third_person",
            ),
        ),
    ]
