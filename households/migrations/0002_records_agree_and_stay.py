from django.db import migrations

RECORDS = ("households_survey", "households_certificationrecord", "households_exitrecord")


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


def agrees_with_its_seat(name):
    return migrations.RunSQL(
        f"""
        ALTER TABLE households_{name}record ADD CONSTRAINT {name}record_agrees_with_its_seat
        FOREIGN KEY (seat_id, application_id, step) REFERENCES households_{name}seat (id, application_id, step)
        """,
        f"ALTER TABLE households_{name}record DROP CONSTRAINT {name}record_agrees_with_its_seat",
    )


class Migration(migrations.Migration):
    """A record is of the step of its seat; records and surveys are append-only."""

    dependencies = [("households", "0001_initial"), ("accounts", "0002_records_are_append_only")]

    operations = [
        agrees_with_its_seat("certification"),
        agrees_with_its_seat("exit"),
        *(append_only(table) for table in RECORDS),
    ]
