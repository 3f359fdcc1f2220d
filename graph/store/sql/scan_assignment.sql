-- A page of assignments by account id.
-- Parameters: after (the last account id of the page before), page_size.
-- Columns: account_id, person_id, rule; record_id.
SELECT
    account_id,
    person_id,
    rule,
    account_id AS record_id
FROM assignment
WHERE account_id > :after
ORDER BY account_id
LIMIT :page_size
