from django.db import migrations

HELD = """
    CREATE TRIGGER never_deleted BEFORE DELETE ON assistance_visitphoto
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
    CREATE TRIGGER never_deleted_whole BEFORE TRUNCATE ON assistance_visitphoto
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    CREATE TRIGGER keeps_its_file BEFORE
    UPDATE OF id, visit_id, file, content_type, size, sha256, added_by_id, added_at ON assistance_visitphoto
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""
RELEASED = """
    DROP TRIGGER never_deleted ON assistance_visitphoto;
    DROP TRIGGER never_deleted_whole ON assistance_visitphoto;
    DROP TRIGGER keeps_its_file ON assistance_visitphoto;
"""


class Migration(migrations.Migration):
    """Photos of visits are neither deleted nor exchanged."""

    dependencies = [("assistance", "0006_services_and_visits"), ("accounts", "0002_records_are_append_only")]

    operations = [migrations.RunSQL(HELD, RELEASED)]
