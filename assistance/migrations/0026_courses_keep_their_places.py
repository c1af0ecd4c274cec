from django.db import migrations

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


class Migration(migrations.Migration):
    """A course takes no more people than it has places; the service that a result is stands as long as the result."""

    dependencies = [("assistance", "0025_training")]

    operations = [
        migrations.RunSQL(ROOM, NO_ROOM),
        migrations.RunSQL(RESULT, NO_RESULT),
    ]
