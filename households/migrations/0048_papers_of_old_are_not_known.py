from django.db import migrations

UNKNOWN = """
UPDATE households_person SET retirement_evidence = '登记时未记批准文件' WHERE retirement_override IS NOT NULL
"""


class Migration(migrations.Migration):
    """Retirements approved so far were registered without their paper."""

    dependencies = [
        ("households", "0047_approved_retirements_have_a_paper"),
    ]

    operations = [migrations.RunSQL(UNKNOWN, migrations.RunSQL.noop)]
