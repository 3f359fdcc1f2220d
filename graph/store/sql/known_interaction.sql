-- What is stored under some identifiers, to tell new, changed and unchanged interactions apart.
-- Parameters: record_ids, a JSON array.
-- Columns: record_id, content_hash, at (its latest instant), text_hash.
SELECT
    interaction_id AS record_id,
    content_hash,
    at AS at,
    NULL AS text_hash
FROM interaction
WHERE interaction_id IN (SELECT value FROM json_each(:record_ids))
