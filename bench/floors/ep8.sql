-- The bases of EP8 cross-tabulated by the community that answers now, without merged registrations: spells, people who found
-- work, families, and what was done for people.
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

SELECT h.area_id, s.kind, count(*)
FROM assistance_service s JOIN households_household h ON h.id = s.household_id
WHERE s.on BETWEEN %(first)s AND %(last)s AND s.outcome = 'accepted' AND s.struck_at IS NULL AND EXISTS (
    SELECT FROM households_hardtoemployspell held WHERE held.person_id = s.person_id
    AND held.certified_on <= s.on AND (held.exited_on IS NULL OR held.exited_on >= s.on))
GROUP BY 1, 2;

SELECT h.area_id, count(*)
FROM assistance_offer o
JOIN households_hardtoemployspell held ON held.person_id = o.person_id
    AND held.certified_on <= o.made_on AND (held.exited_on IS NULL OR held.exited_on >= o.made_on)
JOIN households_household h ON h.id = held.household_id
WHERE o.made_on BETWEEN %(first)s AND %(last)s AND o.struck_at IS NULL
GROUP BY 1;

SELECT h.area_id, count(*)
FROM assistance_visit v JOIN households_household h ON h.id = v.household_id
WHERE v.on BETWEEN %(first)s AND %(last)s AND v.kind IN ('self', 'family', 'employer') AND v.outcome <> 'absent'
    AND v.struck_at IS NULL AND EXISTS (
        SELECT FROM households_hardtoemployspell held WHERE held.person_id = v.person_id
        AND held.certified_on <= v.on AND (held.exited_on IS NULL OR held.exited_on >= v.on))
GROUP BY 1;

SELECT h.area_id, count(DISTINCT served.person_id)
FROM (
    SELECT person_id, "on" AS day FROM assistance_service WHERE outcome = 'accepted' AND struck_at IS NULL
    UNION ALL SELECT person_id, made_on FROM assistance_offer WHERE struck_at IS NULL
    UNION ALL SELECT person_id, "on" FROM assistance_visit
        WHERE kind IN ('self', 'family', 'employer') AND outcome <> 'absent' AND struck_at IS NULL
) served
JOIN households_hardtoemployspell held ON held.person_id = served.person_id
    AND held.certified_on <= served.day AND (held.exited_on IS NULL OR held.exited_on >= served.day)
JOIN households_household h ON h.id = held.household_id
WHERE served.day BETWEEN %(first)s AND %(last)s
GROUP BY 1;
