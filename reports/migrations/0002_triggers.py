from django.db import migrations

RECORDS = ("reports_publication", "reports_publishedfigure")


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
    """What was published is never changed, by anybody."""

    replaces = [
        ("reports", "0002_publications_stay"),
    ]

    dependencies = [("reports", "0001_tables"), ("accounts", "0002_triggers")]

    operations = [append_only(table) for table in RECORDS]
