import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """A refresh is cut into parts that all workers share, and knows the job it is done by."""

    dependencies = [
        ("accounts", "0015_closed_accounts_free_their_person"),
        ("households", "0039_lists_in_order_of_names_and_addresses"),
    ]

    operations = [
        migrations.AddField(
            model_name="refreshrun",
            name="job",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.job",
                verbose_name="后台任务",
            ),
        ),
        migrations.CreateModel(
            name="RefreshPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "households",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), size=None, verbose_name="家庭"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="households.refreshrun",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("households__len__gt", 0)), name="refresh_part_has_households"
                    )
                ],
            },
        ),
    ]
