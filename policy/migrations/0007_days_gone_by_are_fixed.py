from django.db import migrations


class Migration(migrations.Migration):
    """Of the years in force the days gone by are fixed from now on."""

    dependencies = [("policy", "0006_calendar_proposals")]

    operations = [
        migrations.RunSQL(
            "UPDATE policy_calendaryear SET fixed_before = current_date",
            "UPDATE policy_calendaryear SET fixed_before = NULL",
        ),
    ]
