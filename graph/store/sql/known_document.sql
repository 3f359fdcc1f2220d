-- What is stored under some identifiers, to tell new, changed and unchanged documents apart.
-- Parameters: record_ids, a JSON array.
-- Columns: record_id, content_hash, at (its latest instant), text_hash.
SELECT
    document_id AS record_id,
    content_hash,
    coalesce(edited_at, created_at) AS at,
    text_hash AS text_hash
FROM document
WHERE document_id IN (SELECT value FROM json_each(:record_ids))
