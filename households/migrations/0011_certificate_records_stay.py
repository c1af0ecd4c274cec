from django.db import migrations

RECORDS = ("households_certificaterecord", "households_reissue", "households_endorsement")


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
    """A decision on a certificate is of the step of its seat and taken in the officer's own area; records stay."""

    dependencies = [("households", "0010_certificates")]

    operations = [
        migrations.RunSQL(
            """
            ALTER TABLE households_certificaterecord ADD CONSTRAINT certificaterecord_agrees_with_its_seat
            FOREIGN KEY (seat_id, application_id, step) REFERENCES households_certificateseat (id, application_id, step)
            """,
            "ALTER TABLE households_certificaterecord DROP CONSTRAINT certificaterecord_agrees_with_its_seat",
        ),
        *(append_only(table) for table in RECORDS),
        migrations.RunSQL(
            """
            CREATE TRIGGER decided_in_own_area BEFORE INSERT ON households_certificaterecord
            FOR EACH ROW EXECUTE FUNCTION decided_in_own_area('households_certificate');
            """,
            "DROP TRIGGER decided_in_own_area ON households_certificaterecord;",
        ),
    ]
