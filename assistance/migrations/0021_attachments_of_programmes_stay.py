from django.db import migrations

HELD = """
    CREATE TRIGGER never_deleted BEFORE DELETE ON assistance_programmeattachment
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
    CREATE TRIGGER never_deleted_whole BEFORE TRUNCATE ON assistance_programmeattachment
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    CREATE TRIGGER keeps_its_file BEFORE
    UPDATE OF id, programme_id, title, file, content_type, size, sha256, added_by_id, added_at
    ON assistance_programmeattachment
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""
RELEASED = """
    DROP TRIGGER never_deleted ON assistance_programmeattachment;
    DROP TRIGGER never_deleted_whole ON assistance_programmeattachment;
    DROP TRIGGER keeps_its_file ON assistance_programmeattachment;
"""


class Migration(migrations.Migration):
    """Attachments of programmes are neither deleted nor exchanged."""

    dependencies = [
        ("assistance", "0020_programmes_have_attachments"),
        ("accounts", "0002_records_are_append_only"),
    ]

    operations = [migrations.RunSQL(HELD, RELEASED)]
