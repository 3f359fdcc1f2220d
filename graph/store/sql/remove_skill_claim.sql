-- Removes one skill claim.
-- Parameters: record_id.
DELETE FROM skill_claim
WHERE claim_id = :record_id
