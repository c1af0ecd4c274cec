import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assistance", "0003_passings_over_have_one_home"), ("households", "0003_triggers")]

    operations = [
        migrations.AddField(
            model_name="alert",
            name="employer",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="alerts",
                to="assistance.employer",
                verbose_name="单位",
            ),
        ),
        migrations.AlterField(
            model_name="alert",
            name="household",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="alerts",
                to="households.household",
                verbose_name="家庭",
            ),
        ),
        migrations.AlterField(
            model_name="alert",
            name="kind",
            field=models.CharField(
                choices=[
                    ("promise", "安置期限临近"),
                    ("proof", "证明到期"),
                    ("contract", "就业期限届满"),
                    ("benefit", "享受政策到期"),
                    ("support", "扶持期限届满"),
                    ("contact", "长期未联系"),
                    ("update", "每月更新逾期"),
                    ("lay_off", "裁员和关闭预报"),
                ],
                max_length=10,
                verbose_name="预警事项",
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("employer", None), ("household__isnull", False)),
                    models.Q(("employer__isnull", False), ("household", None), ("person", None)),
                    _connector="OR",
                ),
                name="alert_is_of_a_family_or_of_an_employer",
            ),
        ),
    ]
