from django.db import migrations

# Who stands in for whom on a day: asked by whatever decides, be it a record of a chain or a row decided in place.
IS_NAMED = migrations.RunSQL(
    """
    CREATE FUNCTION is_deputy_on(deputy bigint, absent bigint, day date) RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT EXISTS (
            SELECT FROM accounts_deputation named
            JOIN accounts_user officer ON officer.id = named.officer_id
            JOIN accounts_user standing_in ON standing_in.id = named.deputy_id
            WHERE named.officer_id = absent AND named.deputy_id = deputy AND named.validity @> day
            AND named.ended_at IS NULL AND named.confirmed_at IS NOT NULL
            AND standing_in.area_id = officer.area_id
        )
    $$;
    """,
    "DROP FUNCTION is_deputy_on(bigint, bigint, date);",
)
FORMER = """
        SELECT EXISTS (
            SELECT FROM accounts_deputation named
            JOIN accounts_user absent ON absent.id = named.officer_id
            JOIN accounts_user standing_in ON standing_in.id = named.deputy_id AND standing_in.area_id = absent.area_id
            WHERE named.officer_id = NEW.on_behalf_of_id AND named.deputy_id = deputy AND named.ended_at IS NULL
            AND named.confirmed_at IS NOT NULL
            AND named.validity @> (NEW.decided_at AT TIME ZONE 'Asia/Shanghai')::date
        ) INTO is_named;
        IF NOT is_named THEN
"""
PRESENT = """
        IF NOT is_deputy_on(deputy, NEW.on_behalf_of_id, (NEW.decided_at AT TIME ZONE 'Asia/Shanghai')::date) THEN
"""
RECORDS = """
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
        -- named?
            RAISE EXCEPTION '%: decided by somebody who is no deputy that day', TG_TABLE_NAME
            USING ERRCODE = 'check_violation', CONSTRAINT = 'deputy_is_named_for_the_day';
        END IF;
        RETURN NEW;
    END $$;
"""
MARK, UNUSED = "\n        -- named?\n", "        is_named boolean;\n"
IN_PLACE = migrations.RunSQL(
    """
    CREATE FUNCTION done_by_a_deputy() RETURNS trigger LANGUAGE plpgsql SET timezone = 'Asia/Shanghai' AS $$
    DECLARE
        done jsonb := to_jsonb(NEW);
        deputy bigint := done ->> TG_ARGV[0];
        absent bigint := done ->> TG_ARGV[1];
        moment timestamptz := done ->> TG_ARGV[2];
    BEGIN
        IF NOT is_deputy_on(deputy, absent, moment::date) THEN
            RAISE EXCEPTION '%: done by somebody who is no deputy that day', TG_TABLE_NAME
            USING ERRCODE = 'check_violation', CONSTRAINT = 'deputy_is_named_for_the_day';
        END IF;
        RETURN NEW;
    END $$;
    """,
    "DROP FUNCTION done_by_a_deputy();",
)


def held(table, deputy, absent, moment):
    """By whom, for whom and when stand in these columns, filled in where the row is decided."""
    name = f"{absent.removesuffix('_for_id')}_by_a_deputy"
    return migrations.RunSQL(
        f"""
        CREATE TRIGGER {name} BEFORE INSERT OR UPDATE OF {deputy}, {absent}, {moment} ON {table}
        FOR EACH ROW WHEN (NEW.{absent} IS NOT NULL)
        EXECUTE FUNCTION done_by_a_deputy('{deputy}', '{absent}', '{moment}');
        """,
        f"DROP TRIGGER {name} ON {table};",
    )


class Migration(migrations.Migration):
    """Merges and inspections in somebody's name are held as decisions are: by the deputy named for that day."""

    dependencies = [("households", "0033_deputies_merge_and_inspect")]

    operations = [
        IS_NAMED,
        migrations.RunSQL(RECORDS.replace(MARK, PRESENT).replace(UNUSED, ""), RECORDS.replace(MARK, FORMER)),
        IN_PLACE,
        held("households_personmerge", "decided_by_id", "decided_for_id", "decided_at"),
        held("households_personmerge", "undone_by_id", "undone_for_id", "undone_at"),
        held("households_inspection", "inspected_by_id", "inspected_for_id", "result_on"),
    ]
