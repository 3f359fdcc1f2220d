-- A page of documents whose text a pipeline has not read yet, one for each distinct text, by text hash.
-- Parameters: after (the last text hash of the page before), fingerprint, page_size.
-- Columns: every column of a document; record_id, its text hash.
SELECT
    *,
    text_hash AS record_id
FROM document
WHERE text_hash > :after
    AND NOT EXISTS (
        SELECT 1
        FROM extraction
        WHERE extraction.text_hash = document.text_hash
            AND extraction.fingerprint = :fingerprint
    )
GROUP BY text_hash
ORDER BY text_hash
LIMIT :page_size
