-- Removes one document.
-- Parameters: record_id.
DELETE FROM document
WHERE document_id = :record_id
