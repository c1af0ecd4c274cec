from django.db import migrations

RECORDS = ("accounts_auditentry", "accounts_auditseal")


def append_only(table):
    """UPDATE, DELETE and TRUNCATE are refused, whoever asks."""
    return migrations.RunSQL(
        f"""
        CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON {table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
        """,
        f"DROP TRIGGER append_only ON {table}; DROP TRIGGER append_only_whole ON {table};",
    )


# Asked for by the records, and by whatever else stays, of every app.
REFUSE_CHANGE = migrations.RunSQL(
    """
    CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
    END $$;
    """,
    "DROP FUNCTION refuse_change();",
)
DEPUTATION_STAYS_IN_THE_AREA = migrations.RunSQL(
    """
    CREATE FUNCTION deputation_stays_in_the_area() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NOT EXISTS (
            SELECT FROM accounts_user officer JOIN accounts_user deputy ON deputy.area_id = officer.area_id
            WHERE officer.id = NEW.officer_id AND deputy.id = NEW.deputy_id
        ) THEN
            RAISE EXCEPTION 'a deputy of another area'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'deputation_stays_in_the_area';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER deputation_stays_in_the_area BEFORE INSERT OR UPDATE OF officer_id, deputy_id
    ON accounts_deputation FOR EACH ROW EXECUTE FUNCTION deputation_stays_in_the_area();
    """,
    """
    DROP TRIGGER deputation_stays_in_the_area ON accounts_deputation;
    DROP FUNCTION deputation_stays_in_the_area();
    """,
)


class Migration(migrations.Migration):
    """The audit and its chain refuse to be changed; a deputy is named among the officers of the very same area."""

    replaces = [
        ("accounts", "0002_records_are_append_only"),
        ("accounts", "0004_seals_are_append_only"),
        ("accounts", "0006_deputations_never_widen_an_area"),
    ]

    dependencies = [("accounts", "0001_tables")]

    operations = [REFUSE_CHANGE, *(append_only(table) for table in RECORDS), DEPUTATION_STAYS_IN_THE_AREA]
