from django.db import migrations

FUNCTION = """
    CREATE OR REPLACE FUNCTION decided_by_a_deputy() RETURNS trigger LANGUAGE plpgsql AS $$
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
"""
HELD = "named.ended_at IS NULL"


class Migration(migrations.Migration):
    """Nobody decides by a deputation that was not confirmed."""

    dependencies = [
        ("accounts", "0012_officers_confirmed_their_own"),
        ("households", "0027_revocations_are_reviewed"),
    ]

    operations = [
        migrations.RunSQL(FUNCTION.replace(HELD, HELD + " AND named.confirmed_at IS NOT NULL"), FUNCTION),
    ]
