-- Removes all units of a source.
-- Parameters: source_id.
DELETE FROM unit
WHERE source_id = :source_id
