-- Removes what a source has withdrawn.
-- Parameters: source_id.
DELETE FROM tombstone
WHERE source_id = :source_id
