from django.db import migrations


class Migration(migrations.Migration):
    """What names and addresses are searched by: ``folded`` as they are compared, ``grams`` their parts of one and two
    characters, or of two alone. Immutable; they name what they call in full, so that a dump can be read back anywhere.
    The tables have columns made by them.
    """

    initial = True

    replaces = [
        ("households", "0037_search_functions"),
    ]

    dependencies = []

    operations = [
        migrations.RunSQL(
            """
            CREATE FUNCTION folded(words text) RETURNS text
            LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
            RETURN translate(lower(normalize(words, NFKC) COLLATE "C"), E' \\t.·•‧∙・', '');

            CREATE FUNCTION grams(words text, shortest integer) RETURNS text[]
            LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
            DECLARE
                signs text[] := string_to_array(public.folded(words), NULL);
                parts text[] := CASE WHEN shortest = 1 THEN signs ELSE '{}' END;
            BEGIN
                FOR place IN 2 .. coalesce(array_length(signs, 1), 0) LOOP
                    parts := parts || (signs[place - 1] || signs[place]);
                END LOOP;
                RETURN parts;
            END $$;
            """,
            """
            DROP FUNCTION grams(text, integer);
            DROP FUNCTION folded(text);
            """,
        ),
    ]
