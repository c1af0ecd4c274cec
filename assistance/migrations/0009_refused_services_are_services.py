from django.db import migrations, models


class Migration(migrations.Migration):
    """A refused service is a service: its statement may be signed."""

    dependencies = [("assistance", "0008_alerts")]

    operations = [
        migrations.AddField(
            model_name="service",
            name="is_signed",
            field=models.BooleanField(default=False, verbose_name="本人已签字"),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_signed", False), ("outcome", "refused"), _connector="OR"),
                name="service_is_signed_only_where_it_was_refused",
            ),
        ),
    ]
