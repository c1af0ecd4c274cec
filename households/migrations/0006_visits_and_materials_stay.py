from django.db import migrations

RECORDS = ("households_homevisit", "households_materialshown")


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
    """What was seen and visited is never changed."""

    dependencies = [("households", "0005_home_visits_and_materials"), ("accounts", "0002_records_are_append_only")]

    operations = [append_only(table) for table in RECORDS]
