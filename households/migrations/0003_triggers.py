from django.db import migrations

# What climbs a chain of steps; its decisions are records, each by whoever has the seat of the step.
CHAINS = ("certification", "exit", "revocation", "certificate")
RECORDS = ("survey", "homevisit", "materialshown", "reissue", "endorsement", "movement")


def append_only(table):
    """UPDATE, DELETE and TRUNCATE are refused, whoever asks."""
    return migrations.RunSQL(
        f"""
        CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON households_{table}
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON households_{table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
        """,
        f"DROP TRIGGER append_only ON households_{table}; DROP TRIGGER append_only_whole ON households_{table};",
    )


def keeps_its_file(table):
    """Struck off at most: neither deleted, nor given another file, type, application or origin."""
    return migrations.RunSQL(
        f"""
        CREATE TRIGGER never_deleted BEFORE DELETE ON households_{table}
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER never_deleted_whole BEFORE TRUNCATE ON households_{table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER keeps_its_file BEFORE
        UPDATE OF id, application_id, kind, file, content_type, size, sha256, added_by_id, added_at
        ON households_{table} FOR EACH ROW EXECUTE FUNCTION refuse_change();
        """,
        f"""
        DROP TRIGGER never_deleted ON households_{table};
        DROP TRIGGER never_deleted_whole ON households_{table};
        DROP TRIGGER keeps_its_file ON households_{table};
        """,
    )


# --- Decisions -------------------------------------------------------------------------------------------------------

# Of what is decided and who sits there only the two keys are asked for by a statement made up for the table, and such
# a statement is planned anew for every row: the rest stands still, and is planned once.
OWN_AREA = migrations.RunSQL(
    """
    CREATE FUNCTION decided_in_own_area() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        place bigint;
        decider bigint;
        is_inside boolean;
    BEGIN
        EXECUTE format('SELECT area_id FROM %I WHERE id = $1', TG_ARGV[0]) INTO place USING NEW.application_id;
        EXECUTE format('SELECT actor_id FROM %I WHERE id = $1', TG_ARGV[0] || 'seat') INTO decider USING NEW.seat_id;
        SELECT starts_with(theirs.path, own.path) INTO is_inside
        FROM accounts_user actor
        JOIN accounts_area own ON own.id = actor.area_id
        JOIN accounts_area theirs ON theirs.id = place
        WHERE actor.id = decider;
        IF is_inside IS NOT TRUE THEN
            RAISE EXCEPTION '%: a decision outside the officer''s own area', TG_TABLE_NAME
            USING ERRCODE = 'check_violation', CONSTRAINT = 'decided_in_own_area';
        END IF;
        RETURN NEW;
    END $$;
    """,
    "DROP FUNCTION decided_in_own_area();",
)
# Who stands in for whom on a day: asked by whatever decides, be it a record of a chain or a row decided in place.
IS_DEPUTY_ON = migrations.RunSQL(
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
BY_A_DEPUTY = migrations.RunSQL(
    """
    CREATE FUNCTION decided_by_a_deputy() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        deputy bigint;
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
        IF NOT is_deputy_on(deputy, NEW.on_behalf_of_id, (NEW.decided_at AT TIME ZONE 'Asia/Shanghai')::date) THEN
            RAISE EXCEPTION '%: decided by somebody who is no deputy that day', TG_TABLE_NAME
            USING ERRCODE = 'check_violation', CONSTRAINT = 'deputy_is_named_for_the_day';
        END IF;
        RETURN NEW;
    END $$;
    """,
    "DROP FUNCTION decided_by_a_deputy();",
)
IN_PLACE_BY_A_DEPUTY = migrations.RunSQL(
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


def decided(kind):
    """A decision is of the step of its seat, taken in the officer's own area, by a deputy only where one was named."""
    return migrations.RunSQL(
        f"""
        ALTER TABLE households_{kind}record ADD CONSTRAINT {kind}record_agrees_with_its_seat
        FOREIGN KEY (seat_id, application_id, step) REFERENCES households_{kind}seat (id, application_id, step);
        CREATE TRIGGER decided_in_own_area BEFORE INSERT ON households_{kind}record
        FOR EACH ROW EXECUTE FUNCTION decided_in_own_area('households_{kind}');
        CREATE TRIGGER decided_by_a_deputy BEFORE INSERT ON households_{kind}record
        FOR EACH ROW EXECUTE FUNCTION decided_by_a_deputy('households_{kind}');
        """,
        f"""
        DROP TRIGGER decided_by_a_deputy ON households_{kind}record;
        DROP TRIGGER decided_in_own_area ON households_{kind}record;
        ALTER TABLE households_{kind}record DROP CONSTRAINT {kind}record_agrees_with_its_seat;
        """,
    )


def decided_in_place(table, deputy, absent, moment):
    """By whom, for whom and when stand in these columns, filled in where the row is decided."""
    name = f"{absent.removesuffix('_for_id')}_by_a_deputy"
    return migrations.RunSQL(
        f"""
        CREATE TRIGGER {name} BEFORE INSERT OR UPDATE OF {deputy}, {absent}, {moment} ON households_{table}
        FOR EACH ROW WHEN (NEW.{absent} IS NOT NULL)
        EXECUTE FUNCTION done_by_a_deputy('{deputy}', '{absent}', '{moment}');
        """,
        f"DROP TRIGGER {name} ON households_{table};",
    )


# --- Who is who, and what an old system knew ---------------------------------------------------------------------------


def number_is_one_persons(table, column, others):
    """A number that is, or was, one person's is never another's; ``others`` finds whose it is or was."""
    return migrations.RunSQL(
        f"""
        CREATE FUNCTION {table}_number_is_one_persons() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF EXISTS ({others}) THEN
                RAISE EXCEPTION '%: the number is, or was, somebody else''s', TG_TABLE_NAME
                USING ERRCODE = 'check_violation', CONSTRAINT = 'number_is_one_persons';
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER number_is_one_persons BEFORE INSERT OR UPDATE OF {column} ON households_{table}
        FOR EACH ROW EXECUTE FUNCTION {table}_number_is_one_persons();
        """,
        f"""
        DROP TRIGGER number_is_one_persons ON households_{table};
        DROP FUNCTION {table}_number_is_one_persons();
        """,
    )


PERSONS_OF_A_NUMBER = (
    "SELECT FROM households_correction former WHERE former.old_digest = NEW.id_digest AND former.person_id <> NEW.id"
)
PERSONS_OF_A_FORMER_NUMBER = (
    "SELECT FROM households_person known WHERE known.id_digest = NEW.old_digest AND known.id <> NEW.person_id"
    " UNION ALL SELECT FROM households_correction former WHERE former.old_digest = NEW.old_digest"
    " AND former.person_id <> NEW.person_id"
)


def taken_over_stays(table, events, final):
    """What is ``final`` is never changed; keys may still be rotated."""
    return migrations.RunSQL(
        f"""
        CREATE TRIGGER taken_over_stays BEFORE {events} ON households_{table}
        FOR EACH ROW WHEN ({final}) EXECUTE FUNCTION refuse_change();
        """,
        f"DROP TRIGGER taken_over_stays ON households_{table};",
    )


class Migration(migrations.Migration):
    """Records, decisions, attachments and numbers stay; who decides is the officer of the place, or the deputy named.

    An opening that was entered or withdrawn is final, with its figures and its rows.
    """

    replaces = [
        ("households", "0002_records_agree_and_stay"),
        ("households", "0003_decisions_stay_in_ones_own_area"),
        ("households", "0006_visits_and_materials_stay"),
        ("households", "0008_attachments_stay"),
        ("households", "0011_certificate_records_stay"),
        ("households", "0014_movements_stay_and_numbers_are_ones_own"),
        ("households", "0016_revocations_and_deputies_are_held"),
        ("households", "0018_certificates_are_held_too"),
        ("households", "0025_attachments_of_every_application_stay"),
        ("households", "0028_deputies_are_confirmed"),
        ("households", "0034_deputies_are_held_everywhere"),
        ("households", "0036_decisions_are_looked_up_by_their_keys"),
        ("households", "0043_what_was_taken_over_stays"),
    ]

    dependencies = [("households", "0002_tables"), ("accounts", "0002_triggers")]

    operations = [
        *(append_only(table) for table in RECORDS),
        *(append_only(f"{kind}record") for kind in CHAINS),
        *(keeps_its_file(f"{kind}attachment") for kind in CHAINS),
        OWN_AREA,
        IS_DEPUTY_ON,
        BY_A_DEPUTY,
        *(decided(kind) for kind in CHAINS),
        IN_PLACE_BY_A_DEPUTY,
        decided_in_place("personmerge", "decided_by_id", "decided_for_id", "decided_at"),
        decided_in_place("personmerge", "undone_by_id", "undone_for_id", "undone_at"),
        decided_in_place("inspection", "inspected_by_id", "inspected_for_id", "result_on"),
        number_is_one_persons("person", "id_digest", PERSONS_OF_A_NUMBER),
        number_is_one_persons("correction", "old_digest", PERSONS_OF_A_FORMER_NUMBER),
        taken_over_stays("opening", "UPDATE OR DELETE", "OLD.status IN ('entered', 'withdrawn')"),
        taken_over_stays("controlfigure", "UPDATE OR DELETE", "OLD.counted IS NOT NULL"),
        taken_over_stays(
            "openingrow",
            "UPDATE OF outcome, made_label, made_id, person_id, line OR DELETE",
            "OLD.outcome = 'entered'",
        ),
    ]
