from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assistance", "0011_refusals_have_one_home")]

    operations = [
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
                ],
                max_length=10,
                verbose_name="预警事项",
            ),
        ),
    ]
