from django.db import migrations


def number_is_one_persons(table, events, condition):
    return migrations.RunSQL(
        f"""
        CREATE FUNCTION {table}_number_is_one_persons() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF EXISTS ({condition}) THEN
                RAISE EXCEPTION '%: the number is, or was, somebody else''s', TG_TABLE_NAME
                USING ERRCODE = 'check_violation', CONSTRAINT = 'number_is_one_persons';
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER number_is_one_persons BEFORE {events} ON households_{table}
        FOR EACH ROW EXECUTE FUNCTION {table}_number_is_one_persons();
        """,
        f"""
        DROP TRIGGER number_is_one_persons ON households_{table};
        DROP FUNCTION {table}_number_is_one_persons();
        """,
    )


class Migration(migrations.Migration):
    """Movements are append-only; a number that was one person's is never another's."""

    dependencies = [("households", "0013_residences_of_known_households")]

    operations = [
        migrations.RunSQL(
            """
            CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON households_movement
            FOR EACH ROW EXECUTE FUNCTION refuse_change();
            CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON households_movement
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
            """,
            """
            DROP TRIGGER append_only ON households_movement;
            DROP TRIGGER append_only_whole ON households_movement;
            """,
        ),
        number_is_one_persons(
            "person",
            "INSERT OR UPDATE OF id_digest",
            "SELECT FROM households_correction former WHERE former.old_digest = NEW.id_digest"
            " AND former.person_id <> NEW.id",
        ),
        number_is_one_persons(
            "correction",
            "INSERT OR UPDATE OF old_digest",
            "SELECT FROM households_person known WHERE known.id_digest = NEW.old_digest AND known.id <> NEW.person_id"
            " UNION ALL SELECT FROM households_correction former WHERE former.old_digest = NEW.old_digest"
            " AND former.person_id <> NEW.person_id",
        ),
    ]
