-- What waits in an area, counted kind by kind as plainly as can be.
SELECT count(*) FROM assistance_alert w
JOIN households_household h ON h.id = w.household_id JOIN accounts_area a ON a.id = h.area_id
WHERE a.path LIKE %(path)s AND w.answered_at IS NULL AND w.ended_on IS NULL;
SELECT count(*) FROM households_zerofamilycase c
JOIN households_household h ON h.id = c.household_id JOIN accounts_area a ON a.id = h.area_id
WHERE a.path LIKE %(path)s AND c.ended_on IS NULL;
SELECT count(*) FROM households_certification c JOIN accounts_area a ON a.id = c.area_id
WHERE a.path LIKE %(path)s AND c.status = 'pending';
SELECT count(*) FROM assistance_measure WHERE owner_id = %(user)s AND done_on IS NULL;
SELECT count(*) FROM assistance_plan p JOIN households_hardtoemployspell s ON s.id = p.spell_id
JOIN households_household h ON h.id = s.household_id JOIN accounts_area a ON a.id = h.area_id
WHERE a.path LIKE %(path)s AND p.replaced_at IS NULL AND p.review_on <= %(on)s AND s.exited_on IS NULL;
