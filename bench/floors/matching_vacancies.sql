-- Which vacancies suit a person best, fifty of them, put down by hand.
SELECT v.id, e.name, v.position, v.wage, a.name, count(pl.id) AS filled,
  (CASE WHEN v.skill <> '' AND strpos(%(skills)s, v.skill) > 0 THEN 40 ELSE 0 END
   + CASE WHEN v.skill = '' THEN 20 ELSE 0 END
   + CASE WHEN v.strength = 'light' OR NOT %(frail)s THEN 30 ELSE 0 END
   + CASE WHEN a.id = %(community)s THEN 30 WHEN a.parent_id = %(street)s THEN 20
          WHEN st.parent_id = %(district)s THEN 10 ELSE 0 END) AS points
FROM assistance_vacancy v
JOIN assistance_employer e ON e.id = v.employer_id
JOIN accounts_area a ON a.id = v.works_in_id
JOIN accounts_area st ON st.id = a.parent_id
LEFT JOIN assistance_offer o ON o.vacancy_id = v.id AND o.struck_at IS NULL
LEFT JOIN assistance_placement pl ON pl.offer_id = o.id AND pl.struck_at IS NULL
WHERE v.closed_on IS NULL AND v.expires_on >= %(on)s
GROUP BY v.id, e.id, a.id, st.id
HAVING count(pl.id) < v.wanted
ORDER BY points DESC, v.expires_on, v.id LIMIT 50;
