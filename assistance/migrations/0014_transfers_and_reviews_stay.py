from django.db import migrations

RECORDS = (
    "assistance_worktransfer",
    "assistance_planreview",
    "assistance_progress",
    "assistance_employmentnotice",
    "assistance_lumpsum",
    "assistance_digest",
)


def append_only(table):
    return migrations.RunSQL(
        f"""
        CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON {table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
        """,
        f"DROP TRIGGER append_only ON {table}; DROP TRIGGER append_only_whole ON {table};",
    )


class Migration(migrations.Migration):
    """Work handed over, plans reviewed, progress reported, offices told, benefits paid out and the digests of days gone
    by are never changed, by anybody."""

    dependencies = [
        ("assistance", "0013_preparations_are_handed_over"),
        ("accounts", "0002_records_are_append_only"),
    ]

    operations = [append_only(table) for table in RECORDS]
