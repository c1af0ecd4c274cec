from django.db import migrations

VALUE_IS_NEVER_EDITED = migrations.RunSQL(
    """
    CREATE FUNCTION refuse_edited_value() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' OR
            (OLD.id, OLD.key_id, OLD.area_id, OLD.value, OLD.document_id, OLD.article, lower(OLD.validity))
            IS DISTINCT FROM
            (NEW.id, NEW.key_id, NEW.area_id, NEW.value, NEW.document_id, NEW.article, lower(NEW.validity))
        THEN
            RAISE EXCEPTION 'a value in force is never edited: % refused', TG_OP
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'value_is_never_edited';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER value_is_never_edited BEFORE UPDATE OR DELETE ON policy_parametervalue
    FOR EACH ROW EXECUTE FUNCTION refuse_edited_value();
    """,
    """
    DROP TRIGGER value_is_never_edited ON policy_parametervalue;
    DROP FUNCTION refuse_edited_value();
    """,
)
# Two of these triggers look when a transaction is committed: the rule cases try calendars of their own in one that is
# rolled back.
DAYS_GONE_BY_STAY = migrations.RunSQL(
    """
    CREATE FUNCTION is_day_gone_by(year_id bigint, one date) RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT EXISTS (SELECT FROM policy_calendaryear WHERE id = year_id AND one < fixed_before)
    $$;
    CREATE FUNCTION refuse_changed_day() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF (TG_OP <> 'INSERT' AND is_day_gone_by(OLD.calendar_year_id, OLD.day))
            OR (TG_OP <> 'DELETE' AND is_day_gone_by(NEW.calendar_year_id, NEW.day))
        THEN
            RAISE EXCEPTION 'a day gone by stays as it was announced: % refused', TG_OP
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'day_gone_by_stays';
        END IF;
        RETURN NULL;
    END $$;
    CREATE TRIGGER day_gone_by_is_not_added AFTER INSERT ON policy_calendarexception
    FOR EACH ROW EXECUTE FUNCTION refuse_changed_day();
    CREATE CONSTRAINT TRIGGER day_gone_by_stays AFTER UPDATE OR DELETE ON policy_calendarexception
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_changed_day();

    CREATE FUNCTION refuse_unfixed_year() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' OR (OLD.id, OLD.year) IS DISTINCT FROM (NEW.id, NEW.year)
            OR OLD.fixed_before > coalesce(NEW.fixed_before, '-infinity')
        THEN
            RAISE EXCEPTION 'a calendar in force stays: % refused', TG_OP
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'calendar_year_stays';
        END IF;
        RETURN NULL;
    END $$;
    CREATE CONSTRAINT TRIGGER calendar_year_stays AFTER UPDATE OR DELETE ON policy_calendaryear
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_unfixed_year();
    """,
    """
    DROP TRIGGER calendar_year_stays ON policy_calendaryear;
    DROP FUNCTION refuse_unfixed_year();
    DROP TRIGGER day_gone_by_stays ON policy_calendarexception;
    DROP TRIGGER day_gone_by_is_not_added ON policy_calendarexception;
    DROP FUNCTION refuse_changed_day();
    DROP FUNCTION is_day_gone_by(bigint, date);
    """,
)


def keeps_its_file(table, of):
    """Neither deleted nor exchanged; what of the row, beside the file, is never changed stands in ``of``."""
    return migrations.RunSQL(
        f"""
        CREATE TRIGGER never_deleted BEFORE DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER never_deleted_whole BEFORE TRUNCATE ON {table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER keeps_its_file BEFORE
        UPDATE OF id, {of}, file, content_type, size, sha256, added_by_id, added_at ON {table}
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
        """,
        f"""
        DROP TRIGGER never_deleted ON {table};
        DROP TRIGGER never_deleted_whole ON {table};
        DROP TRIGGER keeps_its_file ON {table};
        """,
    )


class Migration(migrations.Migration):
    """A value in force is followed by another, which sets its end: nothing else of it changes, and it stays.

    Scans and written systems are struck off at most. A year in force stays, and its days before ``fixed_before`` never
    change: by them lateness was counted.
    """

    replaces = [
        ("policy", "0003_values_are_never_edited"),
        ("policy", "0005_scans_and_written_systems_stay"),
        ("policy", "0008_days_gone_by_stay"),
    ]

    dependencies = [("policy", "0001_tables"), ("accounts", "0002_triggers")]

    operations = [
        VALUE_IS_NEVER_EDITED,
        keeps_its_file("policy_documentscan", "document_id"),
        keeps_its_file("policy_writtensystem", "area_id, kind, title, in_force_from"),
        DAYS_GONE_BY_STAY,
    ]
