from django.db import migrations, models


class Migration(migrations.Migration):
    """Handed over with the families, measures and charges is what was prepared for families."""

    dependencies = [("assistance", "0012_warnings_of_support")]

    operations = [
        migrations.AddField(
            model_name="worktransfer",
            name="preparations",
            field=models.PositiveIntegerField(default=0, verbose_name="工作预案"),
        ),
        migrations.RemoveConstraint(model_name="worktransfer", name="work_transfer_moves_something"),
        migrations.AddConstraint(
            model_name="worktransfer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("families__gt", 0),
                    ("measures__gt", 0),
                    ("preparations__gt", 0),
                    ("charges__gt", 0),
                    _connector="OR",
                ),
                name="work_transfer_moves_something",
            ),
        ),
    ]
