-- The last fifty households of an area, with what the list shows of each.
SELECT h.id, h.address, h.hukou, h.assessed_on, a.name,
       (SELECT p.name FROM households_membership m JOIN households_person p ON p.id = m.person_id
        WHERE m.household_id = h.id AND m.relation = 'head' AND upper_inf(m.validity) LIMIT 1),
       (SELECT count(*) FROM households_membership m WHERE m.household_id = h.id AND upper_inf(m.validity))
FROM households_household h JOIN accounts_area a ON a.id = h.area_id
WHERE a.path LIKE %(path)s
ORDER BY h.id DESC LIMIT 50;
