from django.db import migrations

KINDS = ("certification", "exit")


def checked(kind):
    return migrations.RunSQL(
        f"""
        CREATE TRIGGER decided_in_own_area BEFORE INSERT ON households_{kind}record
        FOR EACH ROW EXECUTE FUNCTION decided_in_own_area('households_{kind}');
        """,
        f"DROP TRIGGER decided_in_own_area ON households_{kind}record;",
    )


class Migration(migrations.Migration):
    """A decision is taken inside the officer's own area, as that stands on the day, and nowhere else."""

    dependencies = [("households", "0002_records_agree_and_stay")]

    operations = [
        migrations.RunSQL(
            """
            CREATE FUNCTION decided_in_own_area() RETURNS trigger LANGUAGE plpgsql AS $$
            DECLARE
                is_inside boolean;
            BEGIN
                EXECUTE format(
                    'SELECT starts_with(theirs.path, own.path)
                     FROM %I application
                     JOIN accounts_area theirs ON theirs.id = application.area_id
                     JOIN %I seat ON seat.id = $2
                     JOIN accounts_user actor ON actor.id = seat.actor_id
                     JOIN accounts_area own ON own.id = actor.area_id
                     WHERE application.id = $1',
                    TG_ARGV[0], TG_ARGV[0] || 'seat'
                ) INTO is_inside USING NEW.application_id, NEW.seat_id;
                IF is_inside IS NOT TRUE THEN
                    RAISE EXCEPTION '%: a decision outside the officer''s own area', TG_TABLE_NAME
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'decided_in_own_area';
                END IF;
                RETURN NEW;
            END $$;
            """,
            "DROP FUNCTION decided_in_own_area();",
        ),
        *(checked(kind) for kind in KINDS),
    ]
