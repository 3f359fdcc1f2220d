-- All decisions, oldest first.
-- Columns: decision_id, kind, person_id, refs, by, at.
SELECT
    decision_id,
    kind,
    person_id,
    refs,
    decided_by AS by,
    at
FROM decision
ORDER BY at, decision_id
