from django.db import migrations

# table → what of it, beside the file, is never changed
TABLES = {"documentscan": "document_id", "writtensystem": "area_id, kind, title, in_force_from"}
HELD = """
    CREATE TRIGGER never_deleted BEFORE DELETE ON policy_{0}
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
    CREATE TRIGGER never_deleted_whole BEFORE TRUNCATE ON policy_{0}
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    CREATE TRIGGER keeps_its_file BEFORE
    UPDATE OF id, {1}, file, content_type, size, sha256, added_by_id, added_at ON policy_{0}
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""
RELEASED = """
    DROP TRIGGER never_deleted ON policy_{0};
    DROP TRIGGER never_deleted_whole ON policy_{0};
    DROP TRIGGER keeps_its_file ON policy_{0};
"""


class Migration(migrations.Migration):
    """Scans and written systems are struck off at most: neither deleted nor exchanged."""

    dependencies = [("policy", "0004_scans_and_written_systems"), ("accounts", "0002_records_are_append_only")]

    operations = [migrations.RunSQL(HELD.format(*table), RELEASED.format(*table)) for table in TABLES.items()]
