from django.db import migrations


class Migration(migrations.Migration):
    """A year in force stays, and its days before ``fixed_before`` never change: by them lateness was counted.

    Two of the triggers look when a transaction is committed: the rule cases try calendars of their own in one that is
    rolled back.
    """

    dependencies = [("policy", "0007_days_gone_by_are_fixed")]

    operations = [
        migrations.RunSQL(
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
        ),
    ]
