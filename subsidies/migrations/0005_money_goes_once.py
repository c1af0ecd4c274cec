from django.db import migrations

APPEND_ONLY = ("allocation", "bankformat", "instalment")


def record(table):
    return migrations.RunSQL(
        f"""
        CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON subsidies_{table}
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON subsidies_{table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
        """,
        f"DROP TRIGGER append_only ON subsidies_{table}; DROP TRIGGER append_only_whole ON subsidies_{table};",
    )


# What is sealed in these is sealed anew when keys change; nothing else of them ever changes.
SEALED = {
    "bankfile": "id, batch_id, format_id, count, amount, size, sha256, made_at",
    "bankreturn": "id, batch_id, size, sha256, paid, rejected, known, faults, entered_by_id, entered_at",
    "correctedaccount": "id, payment_id, account_name, bank, corrected_by_id, corrected_at",
}


def sealed(table, columns):
    return migrations.RunSQL(
        f"""
        CREATE TRIGGER never_deleted BEFORE DELETE ON subsidies_{table}
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER never_deleted_whole BEFORE TRUNCATE ON subsidies_{table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER stays_but_for_its_seal BEFORE UPDATE OF {columns} ON subsidies_{table}
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
        """,
        f"""
        DROP TRIGGER never_deleted ON subsidies_{table};
        DROP TRIGGER never_deleted_whole ON subsidies_{table};
        DROP TRIGGER stays_but_for_its_seal ON subsidies_{table};
        """,
    )


# What is taken of a fund is what payments that stand take of it. Whoever takes of it, or takes back what was given,
# locks it first, so that of two only the one that fits gets through.
FUNDS = """
    CREATE FUNCTION subsidies_fund_suffices(funds bigint[]) RETURNS void LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM 1 FROM subsidies_fund WHERE id = ANY(funds) ORDER BY id FOR NO KEY UPDATE;
        IF EXISTS (
            SELECT FROM unnest(funds) AS one(fund) WHERE (
                SELECT coalesce(sum(given.amount), 0) FROM subsidies_allocation given WHERE given.fund_id = one.fund
            ) < (
                SELECT coalesce(sum(payment.amount), 0) FROM subsidies_payment payment
                JOIN subsidies_batch batch ON batch.id = payment.batch_id
                WHERE batch.fund_id = one.fund AND payment.status IN ('listed', 'sent', 'paid')
            )
        ) THEN
            RAISE EXCEPTION 'subsidies_fund: payments take more than was given'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'fund_pays_no_more_than_it_was_given';
        END IF;
    END $$;
    CREATE FUNCTION subsidies_payments_are_covered() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM subsidies_fund_suffices(array_agg(DISTINCT batch.fund_id))
        FROM made JOIN subsidies_batch batch ON batch.id = made.batch_id HAVING count(*) > 0;
        RETURN NULL;
    END $$;
    CREATE TRIGGER covered_by_the_fund AFTER INSERT ON subsidies_payment
    REFERENCING NEW TABLE AS made FOR EACH STATEMENT EXECUTE FUNCTION subsidies_payments_are_covered();
    CREATE FUNCTION subsidies_allocation_leaves_enough() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM subsidies_fund_suffices(ARRAY[NEW.fund_id]);
        RETURN NULL;
    END $$;
    CREATE TRIGGER leaves_enough AFTER INSERT ON subsidies_allocation
    FOR EACH ROW EXECUTE FUNCTION subsidies_allocation_leaves_enough();
"""
NO_FUNDS = """
    DROP TRIGGER leaves_enough ON subsidies_allocation;
    DROP TRIGGER covered_by_the_fund ON subsidies_payment;
    DROP FUNCTION subsidies_allocation_leaves_enough();
    DROP FUNCTION subsidies_payments_are_covered();
    DROP FUNCTION subsidies_fund_suffices(bigint[]);
"""
# A batch goes one way; what it pays out of what for which months stays, and its totals are told once, as they are.
BATCHES = """
    CREATE FUNCTION subsidies_batch_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF (NEW.area_id, NEW.scheme, NEW.first_month, NEW.last_month, NEW.fund_id, NEW.made_by_id, NEW.made_at)
            IS DISTINCT FROM
            (OLD.area_id, OLD.scheme, OLD.first_month, OLD.last_month, OLD.fund_id, OLD.made_by_id, OLD.made_at)
        OR OLD.status IN ('sent', 'dissolved')
        OR (OLD.status, NEW.status) NOT IN (
            ('made', 'made'), ('made', 'signed'), ('signed', 'confirmed'), ('confirmed', 'sent'),
            ('made', 'dissolved'), ('signed', 'dissolved'), ('confirmed', 'dissolved')
        )
        OR OLD.count > 0 AND (NEW.count, NEW.amount) <> (OLD.count, OLD.amount) THEN
            RAISE EXCEPTION 'subsidies_batch: it stays as it was made'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'batch_stays_as_it_was_made';
        END IF;
        IF (NEW.count, NEW.amount) <> (OLD.count, OLD.amount) AND (NEW.count, NEW.amount) <> (
            SELECT count(*), coalesce(sum(payment.amount), 0) FROM subsidies_payment payment
            WHERE payment.batch_id = NEW.id
        ) THEN
            RAISE EXCEPTION 'subsidies_batch: its totals are not those of its payments'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'batch_totals_are_those_of_its_payments';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER stays BEFORE UPDATE ON subsidies_batch FOR EACH ROW EXECUTE FUNCTION subsidies_batch_stays();
    CREATE TRIGGER never_deleted BEFORE DELETE ON subsidies_batch FOR EACH ROW EXECUTE FUNCTION refuse_change();
    CREATE FUNCTION subsidies_batch_moves_its_payments() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        UPDATE subsidies_payment SET status = CASE NEW.status WHEN 'sent' THEN 'sent' ELSE 'freed' END
        WHERE batch_id = NEW.id;
        RETURN NULL;
    END $$;
    CREATE TRIGGER moves_its_payments AFTER UPDATE OF status ON subsidies_batch FOR EACH ROW
    WHEN (OLD.status <> NEW.status AND NEW.status IN ('sent', 'dissolved'))
    EXECUTE FUNCTION subsidies_batch_moves_its_payments();
"""
NO_BATCHES = """
    DROP TRIGGER moves_its_payments ON subsidies_batch;
    DROP TRIGGER never_deleted ON subsidies_batch;
    DROP TRIGGER stays ON subsidies_batch;
    DROP FUNCTION subsidies_batch_moves_its_payments();
    DROP FUNCTION subsidies_batch_stays();
"""
# A payment is listed while its batch is made, for what an approved claim of that district and scheme comes to; then
# only its result changes, one way.
PAYMENTS = """
    CREATE FUNCTION subsidies_payments_are_of_approved_claims() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (
            SELECT FROM made
            JOIN subsidies_batch batch ON batch.id = made.batch_id
            JOIN accounts_area district ON district.id = batch.area_id
            JOIN subsidies_claim claim ON claim.id = made.claim_id
            JOIN accounts_area area ON area.id = claim.area_id
            LEFT JOIN subsidies_correctedaccount corrected ON corrected.id = made.again_id
            LEFT JOIN subsidies_payment former ON former.id = corrected.payment_id
            WHERE made.status <> 'listed' OR batch.status <> 'made' OR batch.count > 0
            OR claim.status <> 'approved' OR claim.amount <> made.amount OR claim.scheme <> batch.scheme
            OR NOT starts_with(area.path, district.path)
            OR made.again_id IS NOT NULL AND (former.claim_id <> made.claim_id OR former.status <> 'rejected')
        ) THEN
            RAISE EXCEPTION 'subsidies_payment: not of an approved claim of the batch'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_is_of_an_approved_claim_of_its_batch';
        END IF;
        RETURN NULL;
    END $$;
    CREATE TRIGGER of_approved_claims AFTER INSERT ON subsidies_payment
    REFERENCING NEW TABLE AS made FOR EACH STATEMENT EXECUTE FUNCTION subsidies_payments_are_of_approved_claims();
    CREATE FUNCTION subsidies_payment_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF (
            NEW.batch_id, NEW.claim_id, NEW.serial, NEW.amount, NEW.payee_name, NEW.account_name, NEW.bank, NEW.account,
            NEW.again_id
        ) IS DISTINCT FROM (
            OLD.batch_id, OLD.claim_id, OLD.serial, OLD.amount, OLD.payee_name, OLD.account_name, OLD.bank, OLD.account,
            OLD.again_id
        )
        OR (OLD.status, NEW.status) NOT IN (
            ('listed', 'sent'), ('listed', 'freed'), ('sent', 'paid'), ('sent', 'rejected')
        )
        OR (NEW.status IN ('sent', 'freed') AND NOT EXISTS (
            SELECT FROM subsidies_batch batch WHERE batch.id = NEW.batch_id
            AND batch.status = CASE NEW.status WHEN 'sent' THEN 'sent' ELSE 'dissolved' END
        )) THEN
            RAISE EXCEPTION 'subsidies_payment: it stays as it was listed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_stays_as_it_was_listed';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER stays BEFORE UPDATE ON subsidies_payment FOR EACH ROW EXECUTE FUNCTION subsidies_payment_stays();
    CREATE TRIGGER never_deleted BEFORE DELETE ON subsidies_payment FOR EACH ROW EXECUTE FUNCTION refuse_change();
    CREATE FUNCTION subsidies_paid_claim_stays_approved() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (
            SELECT FROM subsidies_payment payment
            WHERE payment.claim_id = NEW.id AND payment.status IN ('listed', 'sent', 'paid')
        ) THEN
            RAISE EXCEPTION 'subsidies_claim: it is being paid'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'claim_that_is_paid_stays_approved';
        END IF;
        RETURN NULL;
    END $$;
    CREATE TRIGGER paid_stays_approved AFTER UPDATE OF status ON subsidies_claim FOR EACH ROW
    WHEN (OLD.status = 'approved' AND NEW.status <> 'approved')
    EXECUTE FUNCTION subsidies_paid_claim_stays_approved();
"""
NO_PAYMENTS = """
    DROP TRIGGER paid_stays_approved ON subsidies_claim;
    DROP TRIGGER never_deleted ON subsidies_payment;
    DROP TRIGGER stays ON subsidies_payment;
    DROP TRIGGER of_approved_claims ON subsidies_payment;
    DROP FUNCTION subsidies_paid_claim_stays_approved();
    DROP FUNCTION subsidies_payment_stays();
    DROP FUNCTION subsidies_payments_are_of_approved_claims();
"""


class Migration(migrations.Migration):
    """No fund is overdrawn, no claim paid twice, and what was listed is what is paid."""

    dependencies = [("subsidies", "0004_payments")]

    operations = [
        *(record(table) for table in APPEND_ONLY),
        *(sealed(table, columns) for table, columns in SEALED.items()),
        migrations.RunSQL(FUNDS, NO_FUNDS),
        migrations.RunSQL(BATCHES, NO_BATCHES),
        migrations.RunSQL(PAYMENTS, NO_PAYMENTS),
    ]
