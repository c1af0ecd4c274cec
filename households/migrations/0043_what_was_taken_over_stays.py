from django.db import migrations


def stays(table, events, condition):
    return migrations.RunSQL(
        f"""
        CREATE TRIGGER taken_over_stays BEFORE {events} ON {table}
        FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION refuse_change();
        """,
        f"DROP TRIGGER taken_over_stays ON {table};",
    )


class Migration(migrations.Migration):
    """An opening that was entered or withdrawn, its figures and its rows are final; keys may still be rotated."""

    dependencies = [("households", "0042_openings"), ("accounts", "0002_records_are_append_only")]

    operations = [
        stays("households_opening", "UPDATE OR DELETE", "OLD.status IN ('entered', 'withdrawn')"),
        stays("households_controlfigure", "UPDATE OR DELETE", "OLD.counted IS NOT NULL"),
        stays(
            "households_openingrow",
            "UPDATE OF outcome, made_label, made_id, person_id, line OR DELETE",
            "OLD.outcome = 'entered'",
        ),
    ]
