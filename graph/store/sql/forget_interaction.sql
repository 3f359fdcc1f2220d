-- Removes all interactions of a source.
-- Parameters: source_id.
DELETE FROM interaction
WHERE source_id = :source_id
