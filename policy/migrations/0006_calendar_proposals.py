import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("policy", "0005_scans_and_written_systems_stay")]

    operations = [
        migrations.AddField(
            model_name="calendaryear",
            name="fixed_before",
            field=models.DateField(null=True, verbose_name="此日之前不再变动"),
        ),
        migrations.AddField(
            model_name="proposal",
            name="announced",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="policy.calendaryear",
                verbose_name="施行的工作日历",
            ),
        ),
        migrations.RemoveConstraint(model_name="proposal", name="proposal_confirmed_alone_has_a_value_in_force"),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("announced", None), ("enacted__isnull", False), ("status", "confirmed")),
                    models.Q(("announced__isnull", False), ("enacted", None), ("status", "confirmed")),
                    models.Q(
                        models.Q(("status", "confirmed"), _negated=True),
                        ("announced", None),
                        ("enacted", None),
                    ),
                    _connector="OR",
                ),
                name="proposal_confirmed_alone_has_something_in_force",
            ),
        ),
    ]
