from django.db import migrations

RECORDS = (
    "worktransfer",
    "planreview",
    "progress",
    "employmentnotice",
    "lumpsum",
    "digest",
    "striking",
    "emptypostreport",
    "passingover",
    "campaignmember",
)
# What is struck off once is so for good.
STRUCK_OFF = ("offer", "placement", "postholding", "postassessment")


def append_only(table):
    """UPDATE, DELETE and TRUNCATE are refused, whoever asks."""
    return migrations.RunSQL(
        f"""
        CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON assistance_{table}
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON assistance_{table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
        """,
        f"DROP TRIGGER append_only ON assistance_{table}; DROP TRIGGER append_only_whole ON assistance_{table};",
    )


def keeps_its_file(table, of):
    """Neither deleted nor exchanged; what of the row, beside the file, is never changed stands in ``of``."""
    return migrations.RunSQL(
        f"""
        CREATE TRIGGER never_deleted BEFORE DELETE ON assistance_{table}
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER never_deleted_whole BEFORE TRUNCATE ON assistance_{table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER keeps_its_file BEFORE
        UPDATE OF id, {of}, file, content_type, size, sha256, added_by_id, added_at ON assistance_{table}
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
        """,
        f"""
        DROP TRIGGER never_deleted ON assistance_{table};
        DROP TRIGGER never_deleted_whole ON assistance_{table};
        DROP TRIGGER keeps_its_file ON assistance_{table};
        """,
    )


def struck_off_for_good(table):
    return migrations.RunSQL(
        f"""
        CREATE TRIGGER struck_off_for_good BEFORE UPDATE ON assistance_{table}
        FOR EACH ROW WHEN (OLD.struck_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
        """,
        f"DROP TRIGGER struck_off_for_good ON assistance_{table};",
    )


# --- Offers, notices and payments ------------------------------------------------------------------------------------

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

# --- Courses ---------------------------------------------------------------------------------------------------------

# Whoever comes second waits for the first: the course is locked before its places are counted.
ROOM = """
    CREATE FUNCTION assistance_course_has_room() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        places integer;
    BEGIN
        SELECT capacity INTO places FROM assistance_course WHERE id = NEW.course_id FOR NO KEY UPDATE;
        IF places <= (
            SELECT count(*) FROM assistance_enrolment
            WHERE course_id = NEW.course_id AND struck_at IS NULL AND id <> NEW.id
        ) THEN
            RAISE EXCEPTION 'assistance_enrolment: no place is left'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'course_takes_no_more_than_its_places';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER course_has_room BEFORE INSERT OR UPDATE OF course_id, struck_at ON assistance_enrolment
    FOR EACH ROW WHEN (NEW.struck_at IS NULL) EXECUTE FUNCTION assistance_course_has_room();
    CREATE FUNCTION assistance_course_keeps_room() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.capacity < (
            SELECT count(*) FROM assistance_enrolment WHERE course_id = NEW.id AND struck_at IS NULL
        ) THEN
            RAISE EXCEPTION 'assistance_course: more are enrolled'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'course_takes_no_more_than_its_places';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER course_has_room BEFORE UPDATE OF capacity ON assistance_course
    FOR EACH ROW EXECUTE FUNCTION assistance_course_keeps_room();
"""
NO_ROOM = """
    DROP TRIGGER course_has_room ON assistance_enrolment;
    DROP TRIGGER course_has_room ON assistance_course;
    DROP FUNCTION assistance_course_has_room();
    DROP FUNCTION assistance_course_keeps_room();
"""
RESULT = """
    CREATE FUNCTION assistance_result_is_its_service() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM 1 FROM assistance_service WHERE id = NEW.service_id FOR SHARE;
        IF NOT EXISTS (
            SELECT 1 FROM assistance_service
            WHERE id = NEW.service_id AND person_id = NEW.person_id AND struck_at IS NULL AND outcome = 'accepted'
        ) THEN
            RAISE EXCEPTION 'assistance_enrolment: that service is not of this result'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'service_of_a_course_stands_with_its_result';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER result_is_its_service BEFORE INSERT OR UPDATE OF service_id, person_id ON assistance_enrolment
    FOR EACH ROW WHEN (NEW.service_id IS NOT NULL) EXECUTE FUNCTION assistance_result_is_its_service();
    CREATE FUNCTION assistance_service_is_no_result() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (SELECT 1 FROM assistance_enrolment WHERE service_id = NEW.id) THEN
            RAISE EXCEPTION 'assistance_service: it is the result of a course'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'service_of_a_course_stands_with_its_result';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER result_is_its_service BEFORE UPDATE ON assistance_service
    FOR EACH ROW WHEN (NEW.struck_at IS NOT NULL) EXECUTE FUNCTION assistance_service_is_no_result();
"""
NO_RESULT = """
    DROP TRIGGER result_is_its_service ON assistance_enrolment;
    DROP TRIGGER result_is_its_service ON assistance_service;
    DROP FUNCTION assistance_result_is_its_service();
    DROP FUNCTION assistance_service_is_no_result();
"""

# --- Public-welfare posts --------------------------------------------------------------------------------------------

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
    """Records stay; what was struck off is so for good, and what may stand once stands once.

    An offer that was struck off is used for nothing. A course takes no more people than it has places; the service that
    a result is stands as long as the result. A post is one of an approved plan, has one holder at a time, certified and
    by an employment in it; a person holds one post at a time.
    """

    replaces = [
        ("assistance", "0004_signatures_stay"),
        ("assistance", "0007_visit_photos_stay"),
        ("assistance", "0014_transfers_and_reviews_stay"),
        ("assistance", "0019_what_was_struck_off_stays_so"),
        ("assistance", "0021_attachments_of_programmes_stay"),
        ("assistance", "0026_courses_keep_their_places"),
        ("assistance", "0028_posts_are_held_by_one"),
        ("assistance", "0030_members_of_campaigns_stay"),
    ]

    dependencies = [
        ("assistance", "0001_tables"),
        ("accounts", "0002_triggers"),
        ("households", "0002_tables"),
    ]

    operations = [
        *(append_only(table) for table in RECORDS),
        keeps_its_file("pledgesignature", "pledge_id, side, person_id"),
        keeps_its_file("visitphoto", "visit_id"),
        keeps_its_file("programmeattachment", "programme_id, title"),
        *(struck_off_for_good(table) for table in STRUCK_OFF),
        migrations.RunSQL(STANDS_ONCE.format(**NOTICE), STANDS_ANY_TIMES.format(**NOTICE)),
        migrations.RunSQL(STANDS_ONCE.format(**LUMP_SUM), STANDS_ANY_TIMES.format(**LUMP_SUM)),
        migrations.RunSQL(USED, UNUSED),
        migrations.RunSQL(ROOM, NO_ROOM),
        migrations.RunSQL(RESULT, NO_RESULT),
        migrations.RunSQL(PLANNED, UNPLANNED),
        migrations.RunSQL(HELD, FREE),
        migrations.RunSQL(STORY, STORY_FREE),
    ]
