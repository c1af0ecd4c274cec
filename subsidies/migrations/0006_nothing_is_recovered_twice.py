from django.db import migrations

# Asked back is of a paid claim, of a line no more than was paid of it; struck off, the lines are free again.
LINES = """
    CREATE FUNCTION subsidies_recovery_line_was_paid() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NOT EXISTS (
            SELECT FROM subsidies_recovery recovery
            JOIN subsidies_payment payment ON payment.id = recovery.payment_id
            JOIN subsidies_claimline line ON line.claim_id = payment.claim_id
            WHERE recovery.id = NEW.recovery_id AND line.id = NEW.line_id AND payment.status = 'paid'
            AND NEW.amount <= line.amount AND NEW.is_live = (recovery.struck_at IS NULL)
        ) THEN
            RAISE EXCEPTION 'subsidies_recoveryline: more than was paid of the line'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'recovery_line_is_of_what_was_paid';
        END IF;
        RETURN NULL;
    END $$;
    CREATE TRIGGER was_paid AFTER INSERT OR UPDATE ON subsidies_recoveryline
    FOR EACH ROW EXECUTE FUNCTION subsidies_recovery_line_was_paid();
    CREATE FUNCTION subsidies_recovery_frees_its_lines() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        UPDATE subsidies_recoveryline SET is_live = false WHERE recovery_id = NEW.id;
        RETURN NULL;
    END $$;
    CREATE TRIGGER frees_its_lines AFTER UPDATE OF struck_at ON subsidies_recovery FOR EACH ROW
    WHEN (OLD.struck_at IS NULL AND NEW.struck_at IS NOT NULL)
    EXECUTE FUNCTION subsidies_recovery_frees_its_lines();
"""
NO_LINES = """
    DROP TRIGGER frees_its_lines ON subsidies_recovery;
    DROP TRIGGER was_paid ON subsidies_recoveryline;
    DROP FUNCTION subsidies_recovery_frees_its_lines();
    DROP FUNCTION subsidies_recovery_line_was_paid();
"""
# What is asked back stays; it is the sum of its lines and of its instalments. It closes by two people, or when all is
# in; struck off it stands for good as that.
RECOVERIES = """
    CREATE FUNCTION subsidies_recovery_adds_up() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.amount <> (SELECT coalesce(sum(amount), 0) FROM subsidies_recoveryline WHERE recovery_id = NEW.id)
        OR NEW.amount <> (SELECT coalesce(sum(amount), 0) FROM subsidies_instalment WHERE recovery_id = NEW.id) THEN
            RAISE EXCEPTION 'subsidies_recovery: lines and instalments do not add up to it'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'recovery_is_the_sum_of_its_lines_and_instalments';
        END IF;
        RETURN NULL;
    END $$;
    CREATE CONSTRAINT TRIGGER adds_up AFTER INSERT ON subsidies_recovery DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION subsidies_recovery_adds_up();
    CREATE FUNCTION subsidies_recovery_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF (NEW.payment_id, NEW.reason, NEW.article, NEW.amount, NEW.opened_by_id, NEW.opened_at)
            IS DISTINCT FROM
            (OLD.payment_id, OLD.reason, OLD.article, OLD.amount, OLD.opened_by_id, OLD.opened_at)
        OR OLD.struck_at IS NOT NULL THEN
            RAISE EXCEPTION 'subsidies_recovery: it stays as it was opened'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'recovery_stays_as_it_was_opened';
        END IF;
        IF NEW.closed_on IS NOT NULL AND OLD.closed_on IS NULL AND NEW.proposed_by_id IS NULL AND NEW.amount <> (
            SELECT coalesce(sum(amount), 0) FROM subsidies_receipt WHERE recovery_id = NEW.id AND struck_at IS NULL
        ) THEN
            RAISE EXCEPTION 'subsidies_recovery: not all of it is in'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'recovery_closes_when_all_is_in_or_by_two_people';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER stays BEFORE UPDATE ON subsidies_recovery FOR EACH ROW EXECUTE FUNCTION subsidies_recovery_stays();
    CREATE TRIGGER never_deleted BEFORE DELETE ON subsidies_recovery FOR EACH ROW EXECUTE FUNCTION refuse_change();
    CREATE TRIGGER never_deleted BEFORE DELETE ON subsidies_recoveryline
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""
NO_RECOVERIES = """
    DROP TRIGGER never_deleted ON subsidies_recoveryline;
    DROP TRIGGER never_deleted ON subsidies_recovery;
    DROP TRIGGER stays ON subsidies_recovery;
    DROP TRIGGER adds_up ON subsidies_recovery;
    DROP FUNCTION subsidies_recovery_stays();
    DROP FUNCTION subsidies_recovery_adds_up();
"""
RECEIPTS = """
    CREATE FUNCTION subsidies_receipt_fits() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM 1 FROM subsidies_recovery WHERE id = NEW.recovery_id FOR NO KEY UPDATE;
        IF EXISTS (
            SELECT FROM subsidies_recovery recovery WHERE recovery.id = NEW.recovery_id
            AND (recovery.struck_at IS NOT NULL OR recovery.amount < (
                SELECT sum(amount) FROM subsidies_receipt WHERE recovery_id = NEW.recovery_id AND struck_at IS NULL
            ))
        ) THEN
            RAISE EXCEPTION 'subsidies_receipt: more comes in than is asked back'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'recovery_takes_no_more_than_is_asked_back';
        END IF;
        RETURN NULL;
    END $$;
    CREATE TRIGGER fits AFTER INSERT ON subsidies_receipt FOR EACH ROW EXECUTE FUNCTION subsidies_receipt_fits();
    CREATE TRIGGER struck_off_for_good BEFORE UPDATE ON subsidies_receipt
    FOR EACH ROW WHEN (OLD.struck_at IS NOT NULL OR NEW.struck_at IS NULL OR OLD.amount <> NEW.amount
        OR OLD.recovery_id <> NEW.recovery_id OR OLD."on" <> NEW."on") EXECUTE FUNCTION refuse_change();
    CREATE TRIGGER never_deleted BEFORE DELETE ON subsidies_receipt FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""
NO_RECEIPTS = """
    DROP TRIGGER never_deleted ON subsidies_receipt;
    DROP TRIGGER struck_off_for_good ON subsidies_receipt;
    DROP TRIGGER fits ON subsidies_receipt;
    DROP FUNCTION subsidies_receipt_fits();
"""


class Migration(migrations.Migration):
    """What was paid too much is asked back once, and no more comes in than is asked back."""

    dependencies = [("subsidies", "0005_money_goes_once")]

    operations = [
        migrations.RunSQL(LINES, NO_LINES),
        migrations.RunSQL(RECOVERIES, NO_RECOVERIES),
        migrations.RunSQL(RECEIPTS, NO_RECEIPTS),
    ]
