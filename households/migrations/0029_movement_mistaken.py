from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("households", "0028_deputies_are_confirmed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="movement",
            name="movement_inside_the_city_leads_to_another_household",
        ),
        migrations.AlterField(
            model_name="movement",
            name="kind",
            field=models.CharField(
                choices=[
                    ("split", "分户"),
                    ("joined", "并入他户"),
                    ("left", "离开本市"),
                    ("came_back", "返回本市"),
                    ("died", "死亡登记"),
                    ("not_died", "撤销死亡登记"),
                    ("mistaken", "登记错误移出"),
                ],
                max_length=10,
                verbose_name="事项",
            ),
        ),
        migrations.AddConstraint(
            model_name="movement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind__in", ["split", "joined"]),
                        ("other__isnull", False),
                        models.Q(("other", models.F("household")), _negated=True),
                    ),
                    models.Q(("kind__in", ["left", "came_back", "died", "not_died", "mistaken"]), ("other", None)),
                    _connector="OR",
                ),
                name="movement_inside_the_city_leads_to_another_household",
            ),
        ),
    ]
