-- The first twenty people of an area with this ID number, in the order of the result page.
SELECT p.id, p.name, p.sex, p.born, p.id_number, h.id, h.address, a.name
FROM households_person p
JOIN households_membership m ON m.person_id = p.id AND m.left_for_id IS NULL
JOIN households_household h ON h.id = m.household_id
JOIN accounts_area a ON a.id = h.area_id
WHERE a.path LIKE %(path)s AND p.id_digest = ANY(%(digests)s)
ORDER BY a.path, h.id, m.id LIMIT 20;
