-- Removes all accounts of a source.
-- Parameters: source_id.
DELETE FROM account
WHERE source_id = :source_id
