-- The three bases of EP8 cross-tabulated by the community that answers now, without merged registrations.
SELECT h.area_id, s.primary, s.exit_reason, s.certified_on >= %(first)s, s.exited_on <= %(last)s, count(*),
       count(*) FILTER (WHERE EXISTS (
           SELECT FROM households_registration r
           WHERE r.person_id = s.person_id AND r.kind > 1 AND r.validity @> %(last)s::date
             AND lower(r.validity) >= s.certified_on))
FROM households_hardtoemployspell s
JOIN households_household h ON h.id = s.household_id
WHERE s.certified_on <= %(last)s AND (s.exited_on IS NULL OR s.exited_on >= %(first)s)
GROUP BY 1, 2, 3, 4, 5;

SELECT h.area_id, r.kind, p.sex, lower(r.validity) >= %(first)s, s.categories, count(DISTINCT p.id)
FROM households_registration r
JOIN households_hardtoemployspell s ON s.person_id = r.person_id AND s.certified_on <= lower(r.validity)
    AND (s.exited_on IS NULL OR s.exited_on >= lower(r.validity))
JOIN households_person p ON p.id = r.person_id
JOIN households_household h ON h.id = s.household_id
WHERE r.kind > 1 AND lower(r.validity) BETWEEN %(year)s AND %(last)s
GROUP BY 1, 2, 3, 4, 5;

SELECT h.area_id, c.certified_on >= %(first)s, c.ended_on <= %(last)s, placed.first <= %(last)s, count(*)
FROM households_zerofamilycase c
JOIN households_household h ON h.id = c.household_id
LEFT JOIN LATERAL (
    SELECT min(lower(r.validity)) AS first
    FROM households_membership m JOIN households_registration r ON r.person_id = m.person_id
    WHERE m.household_id = c.household_id AND r.kind > 1 AND lower(r.validity) >= c.certified_on
) placed ON true
WHERE c.certified_on <= %(last)s
GROUP BY 1, 2, 3, 4;
