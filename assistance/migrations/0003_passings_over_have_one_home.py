import django.db.models.deletion
from django.db import migrations, models

# An offer told how many were passed over and why, and not whom: that cannot be made up.
NONE_IS_LOST = """
DO $$ BEGIN
    IF EXISTS (SELECT FROM assistance_offer WHERE passed_over > 0) THEN
        RAISE EXCEPTION '有推荐越过了零就业家庭成员，没有记下越过的是谁，不能迁移';
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("assistance", "0002_triggers")]

    operations = [
        migrations.RunSQL(NONE_IS_LOST, migrations.RunSQL.noop),
        migrations.RemoveConstraint(
            model_name="offer",
            name="offer_that_passes_somebody_over_says_why",
        ),
        migrations.RemoveField(
            model_name="offer",
            name="passed_because",
        ),
        migrations.RemoveField(
            model_name="offer",
            name="passed_over",
        ),
        migrations.AddField(
            model_name="passingover",
            name="offer",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="passing_over",
                to="assistance.offer",
            ),
        ),
        migrations.AlterField(
            model_name="passingover",
            name="placement",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="passing_over",
                to="assistance.placement",
            ),
        ),
        migrations.AddConstraint(
            model_name="passingover",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("offer__isnull", False), ("placement", None)),
                    models.Q(("offer", None), ("placement__isnull", False)),
                    _connector="OR",
                ),
                name="passing_over_is_of_an_offer_or_of_a_placement",
            ),
        ),
    ]
