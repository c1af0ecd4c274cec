from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("households", "0029_movement_mistaken"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="correction",
            name="correction_of_a_number_keeps_its_digest",
        ),
        migrations.AlterField(
            model_name="correction",
            name="kind",
            field=models.CharField(
                choices=[("name", "姓名"), ("id_number", "身份证号"), ("born", "出生日期"), ("sex", "性别")],
                max_length=10,
                verbose_name="更正事项",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "id_number"), ("old_digest__isnull", False)),
                    models.Q(models.Q(("kind", "id_number"), _negated=True), ("old_digest", None)),
                    _connector="OR",
                ),
                name="correction_of_a_number_keeps_its_digest",
            ),
        ),
    ]
