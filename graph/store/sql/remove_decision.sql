-- Removes a decision about somebody who was erased since.
-- Parameters: decision_id.
DELETE FROM decision
WHERE decision_id = :decision_id
