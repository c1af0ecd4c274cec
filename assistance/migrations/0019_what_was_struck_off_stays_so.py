from django.db import migrations

STRIKING = """
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON assistance_striking
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
    CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON assistance_striking
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
STRIKING_FREE = """
    DROP TRIGGER append_only ON assistance_striking;
    DROP TRIGGER append_only_whole ON assistance_striking;
"""
FOR_GOOD = "".join(
    f"""
    CREATE TRIGGER struck_off_for_good BEFORE UPDATE ON assistance_{table}
    FOR EACH ROW WHEN (OLD.struck_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
    """
    for table in ("offer", "placement")
)
NOT_FOR_GOOD = """
    DROP TRIGGER struck_off_for_good ON assistance_offer;
    DROP TRIGGER struck_off_for_good ON assistance_placement;
"""
# Whoever comes second waits for the first: the employment, or the offer, is locked before it is looked at.
STANDS_ONCE = """
    CREATE FUNCTION assistance_{table}_stands_once() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM 1 FROM households_registration WHERE id = NEW.registration_id FOR NO KEY UPDATE;
        IF EXISTS (
            SELECT 1 FROM assistance_{table} AS known
            WHERE known.registration_id = NEW.registration_id AND {same} AND NOT EXISTS (
                SELECT 1 FROM assistance_striking WHERE {column}_id = known.id
            )
        ) THEN
            RAISE EXCEPTION '%: one stands already', TG_TABLE_NAME
            USING ERRCODE = 'unique_violation', CONSTRAINT = '{constraint}';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER stands_once BEFORE INSERT ON assistance_{table}
    FOR EACH ROW EXECUTE FUNCTION assistance_{table}_stands_once();
"""
STANDS_ANY_TIMES = """
    DROP TRIGGER stands_once ON assistance_{table};
    DROP FUNCTION assistance_{table}_stands_once();
"""
NOTICE = {
    "table": "employmentnotice",
    "column": "notice",
    "same": "known.informed = NEW.informed",
    "constraint": "office_is_told_of_an_employment_once",
}
LUMP_SUM = {
    "table": "lumpsum",
    "column": "lump_sum",
    "same": "true",
    "constraint": "lump_sum_stands_once_for_an_employment",
}
USED = """
    CREATE FUNCTION assistance_offer_used_stands() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM 1 FROM assistance_offer WHERE id = NEW.offer_id FOR SHARE;
        IF EXISTS (SELECT 1 FROM assistance_offer WHERE id = NEW.offer_id AND struck_at IS NOT NULL) THEN
            RAISE EXCEPTION '%: of an offer that was struck off', TG_TABLE_NAME
            USING ERRCODE = 'check_violation', CONSTRAINT = 'offer_that_is_used_stands';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER offer_used_stands BEFORE INSERT OR UPDATE ON assistance_refusallook
    FOR EACH ROW EXECUTE FUNCTION assistance_offer_used_stands();
    CREATE TRIGGER offer_used_stands BEFORE INSERT OR UPDATE ON assistance_placement
    FOR EACH ROW EXECUTE FUNCTION assistance_offer_used_stands();
    CREATE FUNCTION assistance_offer_is_not_used() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (SELECT 1 FROM assistance_placement WHERE offer_id = NEW.id AND struck_at IS NULL) THEN
            RAISE EXCEPTION 'assistance_offer: a placement came from it'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'offer_that_is_used_stands';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER offer_used_stands BEFORE UPDATE ON assistance_offer
    FOR EACH ROW WHEN (NEW.struck_at IS NOT NULL) EXECUTE FUNCTION assistance_offer_is_not_used();
"""
UNUSED = """
    DROP TRIGGER offer_used_stands ON assistance_refusallook;
    DROP TRIGGER offer_used_stands ON assistance_placement;
    DROP TRIGGER offer_used_stands ON assistance_offer;
    DROP FUNCTION assistance_offer_used_stands();
    DROP FUNCTION assistance_offer_is_not_used();
"""


class Migration(migrations.Migration):
    """What was struck off is so for good; what may stand once stands once; an offer that was struck off is used for
    nothing."""

    dependencies = [
        ("assistance", "0018_what_was_wrong_is_struck_off"),
        ("accounts", "0002_records_are_append_only"),
    ]

    operations = [
        migrations.RunSQL(STRIKING, STRIKING_FREE),
        migrations.RunSQL(FOR_GOOD, NOT_FOR_GOOD),
        migrations.RunSQL(STANDS_ONCE.format(**NOTICE), STANDS_ANY_TIMES.format(**NOTICE)),
        migrations.RunSQL(STANDS_ONCE.format(**LUMP_SUM), STANDS_ANY_TIMES.format(**LUMP_SUM)),
        migrations.RunSQL(USED, UNUSED),
    ]
