from django.db import migrations, models


class Migration(migrations.Migration):
    """A confirmation that rule cases stopped is kept too, as often as it happens."""

    dependencies = [("desk", "0002_cases_and_trials_stay")]

    operations = [
        migrations.RemoveConstraint(model_name="casetrial", name="casetrial_once_on_each_occasion"),
        migrations.AlterField(
            model_name="casetrial",
            name="occasion",
            field=models.CharField(
                choices=[("proposed", "提出时"), ("confirmed", "确认时"), ("stopped", "确认时（未施行）")],
                max_length=10,
                verbose_name="时机",
            ),
        ),
        migrations.AddConstraint(
            model_name="casetrial",
            constraint=models.UniqueConstraint(
                condition=~models.Q(occasion="stopped"),
                fields=("proposal", "occasion"),
                name="casetrial_once_on_each_occasion",
            ),
        ),
        migrations.AddConstraint(
            model_name="casetrial",
            constraint=models.CheckConstraint(
                condition=~models.Q(occasion="stopped") | models.Q(broken__gt=0, acknowledgement=""),
                name="casetrial_is_stopped_by_a_case_nobody_answers_for",
            ),
        ),
    ]
