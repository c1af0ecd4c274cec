from django.db import migrations

RECORDS = ("desk_rulecaseversion", "desk_casetrial")


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
    """What a case said, and what all cases said to a proposed value, is never changed, by anybody."""

    replaces = [
        ("desk", "0002_cases_and_trials_stay"),
    ]

    dependencies = [("desk", "0001_tables"), ("accounts", "0002_triggers")]

    operations = [append_only(table) for table in RECORDS]
