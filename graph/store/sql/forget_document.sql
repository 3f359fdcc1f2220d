-- Removes all documents of a source.
-- Parameters: source_id.
DELETE FROM document
WHERE source_id = :source_id
