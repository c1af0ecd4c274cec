from django.db import migrations

KINDS = ("certification", "exit", "revocation")

# As the records of certifications and exits have had it before.
REVOCATION_RECORDS = migrations.RunSQL(
    """
    ALTER TABLE households_revocationrecord ADD CONSTRAINT revocationrecord_agrees_with_its_seat
    FOREIGN KEY (seat_id, application_id, step) REFERENCES households_revocationseat (id, application_id, step);
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON households_revocationrecord
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
    CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON households_revocationrecord
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    CREATE TRIGGER decided_in_own_area BEFORE INSERT ON households_revocationrecord
    FOR EACH ROW EXECUTE FUNCTION decided_in_own_area('households_revocation');
    """,
    """
    DROP TRIGGER decided_in_own_area ON households_revocationrecord;
    DROP TRIGGER append_only ON households_revocationrecord;
    DROP TRIGGER append_only_whole ON households_revocationrecord;
    ALTER TABLE households_revocationrecord DROP CONSTRAINT revocationrecord_agrees_with_its_seat;
    """,
)
DEPUTIES = migrations.RunSQL(
    """
    CREATE FUNCTION decided_by_a_deputy() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        deputy bigint;
        is_named boolean;
        is_taken boolean;
    BEGIN
        EXECUTE format('SELECT actor_id FROM %I WHERE id = $1', TG_ARGV[0] || 'seat') INTO deputy USING NEW.seat_id;
        EXECUTE format(
            'SELECT EXISTS (
                SELECT FROM %I record JOIN %I seat ON seat.id = record.seat_id
                WHERE record.application_id = $1 AND record.step <> $2
                AND (seat.actor_id = $4 OR record.on_behalf_of_id IN ($3, $4))
             )',
            TG_ARGV[0] || 'record', TG_ARGV[0] || 'seat'
        ) INTO is_taken USING NEW.application_id, NEW.step, deputy, NEW.on_behalf_of_id;
        IF is_taken THEN
            RAISE EXCEPTION '%: two steps in the name of one officer', TG_TABLE_NAME
            USING ERRCODE = 'check_violation', CONSTRAINT = 'one_step_in_one_name';
        END IF;
        IF NEW.on_behalf_of_id IS NULL THEN
            RETURN NEW;
        END IF;
        SELECT EXISTS (
            SELECT FROM accounts_deputation named
            JOIN accounts_user absent ON absent.id = named.officer_id
            JOIN accounts_user standing_in ON standing_in.id = named.deputy_id AND standing_in.area_id = absent.area_id
            WHERE named.officer_id = NEW.on_behalf_of_id AND named.deputy_id = deputy AND named.ended_at IS NULL
            AND named.validity @> (NEW.decided_at AT TIME ZONE 'Asia/Shanghai')::date
        ) INTO is_named;
        IF NOT is_named THEN
            RAISE EXCEPTION '%: decided by somebody who is no deputy that day', TG_TABLE_NAME
            USING ERRCODE = 'check_violation', CONSTRAINT = 'deputy_is_named_for_the_day';
        END IF;
        RETURN NEW;
    END $$;
    """,
    "DROP FUNCTION decided_by_a_deputy();",
)


def checked(kind):
    return migrations.RunSQL(
        f"""
        CREATE TRIGGER decided_by_a_deputy BEFORE INSERT ON households_{kind}record
        FOR EACH ROW EXECUTE FUNCTION decided_by_a_deputy('households_{kind}');
        """,
        f"DROP TRIGGER decided_by_a_deputy ON households_{kind}record;",
    )


class Migration(migrations.Migration):
    """Revocations stay and agree with their seats; who decides for somebody absent was named for that day, and nobody
    decides two steps in one name."""

    dependencies = [
        ("households", "0015_reviews_and_revocations"),
        ("accounts", "0006_deputations_never_widen_an_area"),
    ]

    operations = [REVOCATION_RECORDS, DEPUTIES, *(checked(kind) for kind in KINDS)]
