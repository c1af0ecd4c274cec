from django.db import migrations


class Migration(migrations.Migration):
    """A value in force is followed by another, which sets its end; nothing else of it changes, and it stays."""

    dependencies = [("policy", "0002_proposals_and_replacements")]

    operations = [
        migrations.RunSQL(
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
            "DROP TRIGGER value_is_never_edited ON policy_parametervalue; DROP FUNCTION refuse_edited_value();",
        ),
    ]
