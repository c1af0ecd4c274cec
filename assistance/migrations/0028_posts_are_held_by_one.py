from django.db import migrations

REPORT = """
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON assistance_emptypostreport
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
    CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON assistance_emptypostreport
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON assistance_passingover
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
    CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON assistance_passingover
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    CREATE TRIGGER struck_off_for_good BEFORE UPDATE ON assistance_postholding
    FOR EACH ROW WHEN (OLD.struck_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
    CREATE TRIGGER struck_off_for_good BEFORE UPDATE ON assistance_postassessment
    FOR EACH ROW WHEN (OLD.struck_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
"""
REPORT_FREE = """
    DROP TRIGGER append_only ON assistance_emptypostreport;
    DROP TRIGGER append_only_whole ON assistance_emptypostreport;
    DROP TRIGGER append_only ON assistance_passingover;
    DROP TRIGGER append_only_whole ON assistance_passingover;
    DROP TRIGGER struck_off_for_good ON assistance_postholding;
    DROP TRIGGER struck_off_for_good ON assistance_postassessment;
"""
# Whoever comes second waits for the first: the line is locked before its posts are counted.
PLANNED = """
    CREATE FUNCTION assistance_post_is_planned() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        planned integer;
    BEGIN
        SELECT line.numbers INTO planned FROM assistance_postplanline AS line
        JOIN assistance_postplan AS plan ON plan.id = line.plan_id
        WHERE line.id = NEW.line_id AND plan.is_approved FOR NO KEY UPDATE OF line;
        IF planned IS NULL OR NEW.serial > planned THEN
            RAISE EXCEPTION 'assistance_welfarepost: more than an approved plan has'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'post_is_one_of_an_approved_plan';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER post_is_planned BEFORE INSERT OR UPDATE OF line_id, serial ON assistance_welfarepost
    FOR EACH ROW EXECUTE FUNCTION assistance_post_is_planned();
"""
UNPLANNED = """
    DROP TRIGGER post_is_planned ON assistance_welfarepost;
    DROP FUNCTION assistance_post_is_planned();
"""
# The days stand in the registration: post and person are locked before the other holdings of both are looked at, when a
# holding is written and when the days of its registration change.
HELD = """
    CREATE FUNCTION assistance_holding_is_the_only_one(held bigint) RETURNS void LANGUAGE plpgsql AS $$
    DECLARE
        own record;
        other record;
    BEGIN
        SELECT holding.post_id, work.person_id, work.validity, work.kind INTO own
        FROM assistance_postholding AS holding
        JOIN assistance_placement AS story ON story.id = holding.placement_id
        JOIN households_registration AS work ON work.id = story.registration_id
        WHERE holding.id = held;
        IF own.kind <> 3 THEN
            RAISE EXCEPTION 'assistance_postholding: by another employment'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'post_is_held_by_an_employment_in_it';
        END IF;
        PERFORM 1 FROM assistance_welfarepost WHERE id = own.post_id FOR NO KEY UPDATE;
        PERFORM 1 FROM households_person WHERE id = own.person_id FOR NO KEY UPDATE;
        FOR other IN
            SELECT holding.post_id FROM assistance_postholding AS holding
            JOIN assistance_placement AS story ON story.id = holding.placement_id
            JOIN households_registration AS work ON work.id = story.registration_id
            WHERE holding.id <> held AND holding.struck_at IS NULL AND work.validity && own.validity
            AND (holding.post_id = own.post_id OR work.person_id = own.person_id)
        LOOP
            IF other.post_id = own.post_id THEN
                RAISE EXCEPTION 'assistance_postholding: two holders of a post'
                USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'post_has_one_holder_at_a_time';
            END IF;
            RAISE EXCEPTION 'assistance_postholding: two posts of a person'
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'person_holds_one_post_at_a_time';
        END LOOP;
    END $$;
    CREATE FUNCTION assistance_holding_written() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM assistance_holding_is_the_only_one(NEW.id);
        IF NOT EXISTS (
            SELECT 1 FROM assistance_placement AS story
            JOIN households_registration AS work ON work.id = story.registration_id
            JOIN households_hardtoemployspell AS spell ON spell.person_id = work.person_id
            WHERE story.id = NEW.placement_id AND spell.certified_on <= lower(work.validity)
            AND (spell.exited_on IS NULL OR spell.exited_on >= lower(work.validity))
        ) THEN
            RAISE EXCEPTION 'assistance_postholding: of somebody who was not certified'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'post_is_held_by_the_certified';
        END IF;
        RETURN NULL;
    END $$;
    CREATE TRIGGER holding_is_the_only_one AFTER INSERT ON assistance_postholding
    FOR EACH ROW WHEN (NEW.struck_at IS NULL) EXECUTE FUNCTION assistance_holding_written();
    CREATE FUNCTION assistance_holding_lasts_anew() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        held bigint;
    BEGIN
        SELECT holding.id INTO held FROM assistance_postholding AS holding
        JOIN assistance_placement AS story ON story.id = holding.placement_id
        WHERE story.registration_id = NEW.id AND holding.struck_at IS NULL;
        IF held IS NOT NULL THEN
            PERFORM assistance_holding_is_the_only_one(held);
        END IF;
        RETURN NULL;
    END $$;
    CREATE TRIGGER holding_is_the_only_one AFTER UPDATE OF validity, kind ON households_registration
    FOR EACH ROW WHEN (OLD.kind = 3 AND (OLD.validity <> NEW.validity OR OLD.kind <> NEW.kind))
    EXECUTE FUNCTION assistance_holding_lasts_anew();
"""
FREE = """
    DROP TRIGGER holding_is_the_only_one ON households_registration;
    DROP TRIGGER holding_is_the_only_one ON assistance_postholding;
    DROP FUNCTION assistance_holding_lasts_anew();
    DROP FUNCTION assistance_holding_written();
    DROP FUNCTION assistance_holding_is_the_only_one(bigint);
"""
STORY = """
    CREATE FUNCTION assistance_placement_is_held_by() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (SELECT 1 FROM assistance_postholding WHERE placement_id = NEW.id AND struck_at IS NULL) THEN
            RAISE EXCEPTION 'assistance_placement: somebody holds a post by it'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'placement_of_a_post_stands';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER placement_of_a_post_stands BEFORE UPDATE ON assistance_placement
    FOR EACH ROW WHEN (NEW.struck_at IS NOT NULL) EXECUTE FUNCTION assistance_placement_is_held_by();
"""
STORY_FREE = """
    DROP TRIGGER placement_of_a_post_stands ON assistance_placement;
    DROP FUNCTION assistance_placement_is_held_by();
"""


class Migration(migrations.Migration):
    """A post is one of an approved plan, has one holder at a time, certified and by an employment in it; a person holds
    one post at a time. Reports of empty posts and passings over stay as they were written."""

    dependencies = [
        ("assistance", "0027_public_welfare_posts"),
        ("accounts", "0002_records_are_append_only"),
    ]

    operations = [
        migrations.RunSQL(REPORT, REPORT_FREE),
        migrations.RunSQL(PLANNED, UNPLANNED),
        migrations.RunSQL(HELD, FREE),
        migrations.RunSQL(STORY, STORY_FREE),
    ]
