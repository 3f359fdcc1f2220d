-- What is stored under some identifiers, to tell new, changed and unchanged units apart.
-- Parameters: record_ids, a JSON array.
-- Columns: record_id, content_hash, at (its latest instant), text_hash.
SELECT
    unit_id AS record_id,
    content_hash,
    NULL AS at,
    NULL AS text_hash
FROM unit
WHERE unit_id IN (SELECT value FROM json_each(:record_ids))
