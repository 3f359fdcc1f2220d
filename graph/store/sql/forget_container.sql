-- Removes all containers of a source.
-- Parameters: source_id.
DELETE FROM container
WHERE source_id = :source_id
