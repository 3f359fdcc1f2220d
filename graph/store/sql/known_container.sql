-- What is stored under some identifiers, to tell new, changed and unchanged containers apart.
-- Parameters: record_ids, a JSON array.
-- Columns: record_id, content_hash, at (its latest instant), text_hash.
SELECT
    container_id AS record_id,
    content_hash,
    NULL AS at,
    NULL AS text_hash
FROM container
WHERE container_id IN (SELECT value FROM json_each(:record_ids))
