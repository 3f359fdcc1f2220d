-- A page of decisions by decision id.
-- Parameters: after (the last decision id of the page before), page_size.
-- Columns: decision_id, kind, person_id, refs, by, at; record_id.
SELECT
    decision_id,
    kind,
    person_id,
    refs,
    decided_by AS by,
    at,
    decision_id AS record_id
FROM decision
WHERE decision_id > :after
ORDER BY decision_id
LIMIT :page_size
