SELECT id, hukou, assessed_on, area_id FROM households_household;
SELECT household_id, person_id, validity FROM households_membership;
SELECT id, name, sex, born, retirement_track, retirement_override, children_born, dead_on FROM households_person;
SELECT person_id, kind, validity FROM households_registration;
SELECT person_id, kind, validity, level FROM households_fact;
SELECT household_id, first_id, second_id, validity FROM households_couple;
SELECT household_id, certified_on, ended_on FROM households_zerofamilycase;
SELECT id, person_id, household_id, category FROM households_personfinding WHERE upper_inf(validity);
SELECT id, household_id, kind FROM households_householdfinding WHERE upper_inf(validity);
