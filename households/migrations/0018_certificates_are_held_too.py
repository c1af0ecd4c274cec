from django.db import migrations

DEPUTIES = migrations.RunSQL(
    """
    CREATE TRIGGER decided_by_a_deputy BEFORE INSERT ON households_certificaterecord
    FOR EACH ROW EXECUTE FUNCTION decided_by_a_deputy('households_certificate');
    """,
    "DROP TRIGGER decided_by_a_deputy ON households_certificaterecord;",
)


class Migration(migrations.Migration):
    """Who decides on a certificate for somebody absent was named for that day, as with every application."""

    dependencies = [
        ("households", "0017_certificates_know_deputies"),
        ("households", "0016_revocations_and_deputies_are_held"),
    ]

    operations = [DEPUTIES]
