from django.db import migrations

HELD = """
    CREATE TRIGGER never_deleted BEFORE DELETE ON assistance_pledgesignature
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
    CREATE TRIGGER never_deleted_whole BEFORE TRUNCATE ON assistance_pledgesignature
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    CREATE TRIGGER keeps_its_file BEFORE
    UPDATE OF id, pledge_id, side, person_id, file, content_type, size, sha256, added_by_id, added_at
    ON assistance_pledgesignature FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""
RELEASED = """
    DROP TRIGGER never_deleted ON assistance_pledgesignature;
    DROP TRIGGER never_deleted_whole ON assistance_pledgesignature;
    DROP TRIGGER keeps_its_file ON assistance_pledgesignature;
"""


class Migration(migrations.Migration):
    """Signatures are neither deleted nor exchanged."""

    dependencies = [
        ("assistance", "0003_families_programmes_and_transfers"),
        ("accounts", "0002_records_are_append_only"),
    ]

    operations = [migrations.RunSQL(HELD, RELEASED)]
