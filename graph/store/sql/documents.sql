-- Some documents, by identifier.
-- Parameters: document_ids, a JSON array.
-- Columns: every column.
SELECT *
FROM document
WHERE document_id IN (SELECT value FROM json_each(:document_ids))
ORDER BY document_id
