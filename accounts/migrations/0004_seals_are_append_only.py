from django.db import migrations


class Migration(migrations.Migration):
    """The audit's chain refuses UPDATE, DELETE and TRUNCATE, as the audit itself does."""

    dependencies = [("accounts", "0003_audit_desk_and_jobs")]

    operations = [
        migrations.RunSQL(
            """
            CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON accounts_auditseal
            FOR EACH ROW EXECUTE FUNCTION refuse_change();
            CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON accounts_auditseal
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
            """,
            """
            DROP TRIGGER append_only ON accounts_auditseal;
            DROP TRIGGER append_only_whole ON accounts_auditseal;
            """,
        ),
    ]
