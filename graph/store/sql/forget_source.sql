-- Removes a source that nothing belongs to any more.
-- Parameters: source_id.
DELETE FROM source
WHERE source_id = :source_id
