-- The last fifty people of an area, with what the list shows of each.
SELECT p.id, p.name, p.sex, p.born, p.id_number, p.phone, h.id, h.address, a.name
FROM households_person p
JOIN households_membership m ON m.person_id = p.id AND upper_inf(m.validity)
JOIN households_household h ON h.id = m.household_id
JOIN accounts_area a ON a.id = h.area_id
WHERE a.path LIKE %(path)s
ORDER BY p.id DESC LIMIT 50;
