from django.db import migrations


class Migration(migrations.Migration):
    """An attachment is struck off at most: neither deleted, nor given another file, type, application or origin."""

    dependencies = [("households", "0007_certification_attachment"), ("accounts", "0002_records_are_append_only")]

    operations = [
        migrations.RunSQL(
            """
            CREATE TRIGGER never_deleted BEFORE DELETE ON households_certificationattachment
            FOR EACH ROW EXECUTE FUNCTION refuse_change();
            CREATE TRIGGER never_deleted_whole BEFORE TRUNCATE ON households_certificationattachment
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
            CREATE TRIGGER keeps_its_file BEFORE
            UPDATE OF id, application_id, kind, file, content_type, size, sha256, added_by_id, added_at
            ON households_certificationattachment
            FOR EACH ROW EXECUTE FUNCTION refuse_change();
            """,
            """
            DROP TRIGGER never_deleted ON households_certificationattachment;
            DROP TRIGGER never_deleted_whole ON households_certificationattachment;
            DROP TRIGGER keeps_its_file ON households_certificationattachment;
            """,
        )
    ]
