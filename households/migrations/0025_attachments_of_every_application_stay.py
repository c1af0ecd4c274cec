from django.db import migrations

TABLES = ("exitattachment", "revocationattachment", "certificateattachment")
HELD = """
    CREATE TRIGGER never_deleted BEFORE DELETE ON households_{0}
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
    CREATE TRIGGER never_deleted_whole BEFORE TRUNCATE ON households_{0}
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    CREATE TRIGGER keeps_its_file BEFORE
    UPDATE OF id, application_id, kind, file, content_type, size, sha256, added_by_id, added_at ON households_{0}
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""
RELEASED = """
    DROP TRIGGER never_deleted ON households_{0};
    DROP TRIGGER never_deleted_whole ON households_{0};
    DROP TRIGGER keeps_its_file ON households_{0};
"""


class Migration(migrations.Migration):
    """As those of certifications: struck off at most, neither deleted nor exchanged."""

    dependencies = [
        ("households", "0024_attachments_of_every_application"),
        ("accounts", "0002_records_are_append_only"),
    ]

    operations = [migrations.RunSQL(HELD.format(table), RELEASED.format(table)) for table in TABLES]
