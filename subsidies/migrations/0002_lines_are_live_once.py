from django.db import migrations

# As the records of every other chain have it.
RECORDS = """
    ALTER TABLE subsidies_claimrecord ADD CONSTRAINT claimrecord_agrees_with_its_seat
    FOREIGN KEY (seat_id, application_id, step) REFERENCES subsidies_claimseat (id, application_id, step);
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON subsidies_claimrecord
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
    CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON subsidies_claimrecord
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    CREATE TRIGGER decided_in_own_area BEFORE INSERT ON subsidies_claimrecord
    FOR EACH ROW EXECUTE FUNCTION decided_in_own_area('subsidies_claim');
    CREATE TRIGGER decided_by_a_deputy BEFORE INSERT ON subsidies_claimrecord
    FOR EACH ROW EXECUTE FUNCTION decided_by_a_deputy('subsidies_claim');
"""
NO_RECORDS = """
    DROP TRIGGER decided_by_a_deputy ON subsidies_claimrecord;
    DROP TRIGGER decided_in_own_area ON subsidies_claimrecord;
    DROP TRIGGER append_only ON subsidies_claimrecord;
    DROP TRIGGER append_only_whole ON subsidies_claimrecord;
    ALTER TABLE subsidies_claimrecord DROP CONSTRAINT claimrecord_agrees_with_its_seat;
"""
# Material is struck off at most.
FILES = """
    CREATE TRIGGER never_deleted BEFORE DELETE ON subsidies_claimattachment
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
    CREATE TRIGGER never_deleted_whole BEFORE TRUNCATE ON subsidies_claimattachment
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    CREATE TRIGGER keeps_its_file BEFORE
    UPDATE OF id, application_id, kind, dated, file, content_type, size, sha256, added_by_id, added_at
    ON subsidies_claimattachment FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""
NO_FILES = """
    DROP TRIGGER never_deleted ON subsidies_claimattachment;
    DROP TRIGGER never_deleted_whole ON subsidies_claimattachment;
    DROP TRIGGER keeps_its_file ON subsidies_claimattachment;
"""
# A line is of its member's claim and person: what makes it unique cannot be said otherwise than the member says it.
AGREE = """
    ALTER TABLE subsidies_claimline ADD CONSTRAINT claim_line_agrees_with_its_member
    FOREIGN KEY (member_id, claim_id, person_id) REFERENCES subsidies_claimmember (id, claim_id, person_id)
    ON DELETE CASCADE;
"""
DISAGREE = "ALTER TABLE subsidies_claimline DROP CONSTRAINT claim_line_agrees_with_its_member;"
# Whether a line is live follows from its claim; otherwise a line changes only while its claim may still be written.
# Each is looked at once for all rows of a statement: a quarter of a city comes by COPY.
LINES = """
    CREATE FUNCTION subsidies_lines_are_live_as_their_claims() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (
            SELECT FROM after_it line JOIN subsidies_claim claim ON claim.id = line.claim_id
            WHERE line.is_live <> (line.reason = 'OK' AND claim.status NOT IN ('refused', 'withdrawn'))
        ) THEN
            RAISE EXCEPTION 'subsidies_claimline: a line is live as its claim is'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'claim_line_is_live_as_its_claim';
        END IF;
        RETURN NULL;
    END $$;
    CREATE FUNCTION subsidies_lines_stay() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        is_written boolean;
    BEGIN
        IF TG_OP = 'UPDATE' THEN
            SELECT EXISTS (
                SELECT FROM before_it former JOIN after_it line USING (id)
                JOIN subsidies_claim claim ON claim.id = line.claim_id
                WHERE claim.status NOT IN ('draft', 'returned')
                AND to_jsonb(former) - 'is_live' <> to_jsonb(line) - 'is_live'
            ) INTO is_written;
        ELSE
            SELECT EXISTS (
                SELECT FROM changed line JOIN subsidies_claim claim ON claim.id = line.claim_id
                WHERE claim.status NOT IN ('draft', 'returned')
            ) INTO is_written;
        END IF;
        IF is_written THEN
            RAISE EXCEPTION 'subsidies_claimline: the claim was submitted'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'claim_line_stays_once_submitted';
        END IF;
        RETURN NULL;
    END $$;
    CREATE TRIGGER live_as_its_claim_when_new AFTER INSERT ON subsidies_claimline
    REFERENCING NEW TABLE AS after_it FOR EACH STATEMENT EXECUTE FUNCTION subsidies_lines_are_live_as_their_claims();
    CREATE TRIGGER live_as_its_claim AFTER UPDATE ON subsidies_claimline
    REFERENCING NEW TABLE AS after_it FOR EACH STATEMENT EXECUTE FUNCTION subsidies_lines_are_live_as_their_claims();
    CREATE TRIGGER stays_when_new AFTER INSERT ON subsidies_claimline
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION subsidies_lines_stay();
    CREATE TRIGGER stays AFTER UPDATE ON subsidies_claimline
    REFERENCING OLD TABLE AS before_it NEW TABLE AS after_it FOR EACH STATEMENT EXECUTE FUNCTION subsidies_lines_stay();
    CREATE TRIGGER stays_when_gone AFTER DELETE ON subsidies_claimline
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION subsidies_lines_stay();
"""
NO_LINES = """
    DROP TRIGGER live_as_its_claim_when_new ON subsidies_claimline;
    DROP TRIGGER live_as_its_claim ON subsidies_claimline;
    DROP TRIGGER stays_when_new ON subsidies_claimline;
    DROP TRIGGER stays ON subsidies_claimline;
    DROP TRIGGER stays_when_gone ON subsidies_claimline;
    DROP FUNCTION subsidies_lines_are_live_as_their_claims();
    DROP FUNCTION subsidies_lines_stay();
"""
# What was submitted is the sum of its lines, and what it was computed from stays. The months of what was refused or
# withdrawn are free again; whoever sets a refusal aside takes them back, or is refused where they were taken.
CLAIMS = """
    CREATE FUNCTION subsidies_claim_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF OLD.status NOT IN ('draft', 'returned') AND (
            NEW.scheme, NEW.formula, NEW.payee, NEW.person_id, NEW.employer_id, NEW.first_month, NEW.last_month,
            NEW.filed_on, NEW.terms, NEW.amount
        ) IS DISTINCT FROM (
            OLD.scheme, OLD.formula, OLD.payee, OLD.person_id, OLD.employer_id, OLD.first_month, OLD.last_month,
            OLD.filed_on, OLD.terms, OLD.amount
        ) THEN
            RAISE EXCEPTION 'subsidies_claim: it was submitted'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'claim_stays_once_submitted';
        END IF;
        IF NEW.status NOT IN ('draft', 'returned') AND NEW.amount <> (
            SELECT coalesce(sum(line.amount), 0) FROM subsidies_claimline line WHERE line.claim_id = NEW.id
        ) THEN
            RAISE EXCEPTION 'subsidies_claim: its amount is not the sum of its lines'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'claim_amount_is_the_sum_of_its_lines';
        END IF;
        RETURN NULL;
    END $$;
    CREATE TRIGGER stays AFTER UPDATE ON subsidies_claim FOR EACH ROW EXECUTE FUNCTION subsidies_claim_stays();
    CREATE FUNCTION subsidies_claim_frees_its_months() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        UPDATE subsidies_claimline SET is_live = NEW.status NOT IN ('refused', 'withdrawn')
        WHERE claim_id = NEW.id AND reason = 'OK' AND is_live <> (NEW.status NOT IN ('refused', 'withdrawn'));
        RETURN NULL;
    END $$;
    CREATE TRIGGER frees_its_months AFTER UPDATE OF status ON subsidies_claim FOR EACH ROW
    WHEN ((OLD.status IN ('refused', 'withdrawn')) <> (NEW.status IN ('refused', 'withdrawn')))
    EXECUTE FUNCTION subsidies_claim_frees_its_months();
"""
NO_CLAIMS = """
    DROP TRIGGER stays ON subsidies_claim;
    DROP TRIGGER frees_its_months ON subsidies_claim;
    DROP FUNCTION subsidies_claim_stays();
    DROP FUNCTION subsidies_claim_frees_its_months();
"""


class Migration(migrations.Migration):
    """Nobody's month is subsidised twice, whatever the path in, and what was submitted stays as it was computed."""

    dependencies = [("subsidies", "0001_claims")]

    operations = [
        migrations.RunSQL(RECORDS, NO_RECORDS),
        migrations.RunSQL(FILES, NO_FILES),
        migrations.RunSQL(AGREE, DISAGREE),
        migrations.RunSQL(LINES, NO_LINES),
        migrations.RunSQL(CLAIMS, NO_CLAIMS),
    ]
