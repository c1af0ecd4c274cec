from django.db import migrations


class Migration(migrations.Migration):
    """A household lived where it lives, in the community that answers for it, ever since one did."""

    dependencies = [("households", "0012_households_over_time")]

    operations = [
        migrations.RunSQL(
            """
            INSERT INTO households_residence (household_id, address, area_id, validity, reason)
            SELECT home.id, home.address, home.area_id, daterange(since.day, NULL), ''
            FROM households_household home
            CROSS JOIN LATERAL (
                SELECT min(lower(validity)) AS day FROM households_responsibility WHERE household_id = home.id
            ) since
            WHERE NOT EXISTS (SELECT FROM households_residence known WHERE known.household_id = home.id)
            """,
            migrations.RunSQL.noop,
        ),
    ]
