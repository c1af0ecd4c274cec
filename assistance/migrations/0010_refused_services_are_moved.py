from django.db import migrations

# The household is where the person lived on the day, else where the person lived last.
INTO_SERVICES = """
INSERT INTO assistance_service (person_id, household_id, kind, "on", outcome, is_signed, detail, authority, continuity,
                                struck_because, given_by_id, recorded_at)
SELECT refusal.person_id, home.household_id, refusal.kind, refusal.refused_on, 'refused', refusal.is_signed,
       refusal.statement, '', '', '', refusal.recorded_by_id, refusal.recorded_at
FROM assistance_servicerefusal refusal
CROSS JOIN LATERAL (
    SELECT stay.household_id FROM households_membership stay WHERE stay.person_id = refusal.person_id
    ORDER BY stay.validity @> refusal.refused_on DESC, lower(stay.validity) DESC, stay.id DESC LIMIT 1
) home
ORDER BY refusal.id;
DELETE FROM assistance_servicerefusal;
"""
# Those struck off count no more, and so does a second one of a day: the table they go back to knew neither.
OUT_OF_SERVICES = """
INSERT INTO assistance_servicerefusal (person_id, kind, refused_on, statement, is_signed, recorded_by_id, recorded_at)
SELECT person_id, kind, "on", detail, is_signed, given_by_id, recorded_at FROM assistance_service
WHERE outcome = 'refused' AND struck_at IS NULL AND kind IN ('guidance', 'referral', 'training')
ORDER BY is_signed DESC, id
ON CONFLICT DO NOTHING;
DELETE FROM assistance_service
WHERE outcome = 'refused' AND struck_at IS NULL AND kind IN ('guidance', 'referral', 'training');
"""


class Migration(migrations.Migration):
    """What was refused is moved to the services."""

    dependencies = [
        ("assistance", "0009_refused_services_are_services"),
        ("households", "0044_certifications_latest_first"),
    ]

    operations = [migrations.RunSQL(INTO_SERVICES, OUT_OF_SERVICES)]
