-- The accounts of a person.
-- Parameters: person_id.
-- Columns: account_id.
SELECT account_id
FROM assignment
WHERE person_id = :person_id
ORDER BY account_id
