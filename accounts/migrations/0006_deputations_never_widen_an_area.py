from django.db import migrations


class Migration(migrations.Migration):
    """A deputy is named among the officers of the very same area, whoever names."""

    dependencies = [("accounts", "0005_deputations")]

    operations = [
        migrations.RunSQL(
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
        ),
    ]
