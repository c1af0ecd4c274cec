from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("households", "0048_papers_of_old_are_not_known"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("retirement_evidence", ""), ("retirement_override", None)),
                    models.Q(
                        ("retirement_override__isnull", False),
                        models.Q(("retirement_evidence", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="person_retires_on_an_approved_day_by_its_paper",
            ),
        ),
    ]
