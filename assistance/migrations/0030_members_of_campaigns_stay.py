from django.db import migrations

HELD = """
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON assistance_campaignmember
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
    CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON assistance_campaignmember
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
RELEASED = """
    DROP TRIGGER append_only ON assistance_campaignmember;
    DROP TRIGGER append_only_whole ON assistance_campaignmember;
"""


class Migration(migrations.Migration):
    """Whom a campaign was for is never rewritten."""

    dependencies = [
        ("assistance", "0029_campaigns_have_targets"),
        ("accounts", "0002_records_are_append_only"),
    ]

    operations = [migrations.RunSQL(HELD, RELEASED)]
