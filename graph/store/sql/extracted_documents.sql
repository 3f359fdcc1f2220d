-- A page of documents with what a pipeline found in them, by document id.
-- Parameters: after (the last document id of the page before), fingerprint, page_size.
-- Columns: every column of a document; record_id; body, NULL where the text has not been read.
SELECT
    document.*,
    document.document_id AS record_id,
    extraction.body
FROM document
LEFT JOIN extraction
    ON extraction.text_hash = document.text_hash
    AND extraction.fingerprint = :fingerprint
WHERE document.document_id > :after
ORDER BY document.document_id
LIMIT :page_size
