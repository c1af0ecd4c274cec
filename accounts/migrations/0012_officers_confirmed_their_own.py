from django.db import migrations


class Migration(migrations.Migration):
    """What an officer named for the own absence holds on; what an administrator named waits for somebody's word."""

    dependencies = [("accounts", "0011_deputations_are_confirmed")]

    operations = [
        migrations.RunSQL(
            "UPDATE accounts_deputation SET confirmed_by_id = named_by_id, confirmed_at = named_at"
            " WHERE named_by_id = officer_id",
            migrations.RunSQL.noop,
        )
    ]
