-- Whom a vacancy suits best, fifty of them, put down by hand.
SELECT s.id, p.name, a.name, s.certified_on,
  (CASE WHEN %(skill)s <> '' AND strpos(p.skills, %(skill)s) > 0 THEN 40 ELSE 0 END
   + CASE WHEN %(skill)s = '' THEN 20 ELSE 0 END
   + CASE WHEN %(strength)s = 'light' OR NOT (p.health IN ('一般或较弱', '有慢性病', '患重病') OR 3 = ANY (s.categories)
                                              OR pl.health = 'light') THEN 30 ELSE 0 END
   + CASE WHEN a.id = %(community)s THEN 30 WHEN a.parent_id = %(street)s THEN 20
          WHEN st.parent_id = %(district)s THEN 10 ELSE 0 END
   + CASE WHEN p.job_wish = '单位就业' THEN 15 ELSE 0 END
   + CASE WHEN 'post' = ANY (pl.needs) THEN 10 ELSE 0 END) AS points
FROM households_hardtoemployspell s
JOIN households_person p ON p.id = s.person_id
JOIN households_household h ON h.id = s.household_id
JOIN accounts_area a ON a.id = h.area_id
JOIN accounts_area st ON st.id = a.parent_id
LEFT JOIN assistance_plan pl ON pl.spell_id = s.id AND pl.replaced_at IS NULL
WHERE a.path LIKE %(path)s AND s.exited_on IS NULL AND s.certified_on <= %(on)s AND p.dead_on IS NULL
  AND NOT EXISTS (SELECT 1 FROM households_registration r
                  WHERE r.person_id = s.person_id AND r.kind <> %(unemployed)s AND r.validity @> %(on)s::date)
ORDER BY points DESC, s.certified_on, s.id LIMIT 50;
