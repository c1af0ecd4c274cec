from django.db import migrations


class Migration(migrations.Migration):
    """Until now an account was stopped in one way alone: closed by an administrator."""

    dependencies = [("accounts", "0007_accounts_in_full")]

    operations = [
        migrations.RunSQL(
            "UPDATE accounts_user SET standing = 'closed' WHERE NOT is_active AND role <> 'system';",
            "UPDATE accounts_user SET standing = 'in_use';",
        ),
    ]
