-- Removes all skill claims of a source.
-- Parameters: source_id.
DELETE FROM skill_claim
WHERE source_id = :source_id
