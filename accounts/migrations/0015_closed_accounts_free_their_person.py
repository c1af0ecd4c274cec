from django.db import migrations


class Migration(migrations.Migration):
    """A closed account keeps its person from no other one. What was taken away does not come back."""

    dependencies = [("accounts", "0014_audit_entries_tell_the_post")]

    operations = [
        migrations.RunSQL(
            "UPDATE accounts_user SET id_number = '', id_digest = NULL WHERE standing = 'closed';",
            migrations.RunSQL.noop,
        ),
    ]
