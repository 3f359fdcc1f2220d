-- Documents that a retraction names, by their own identifier or by the event that made them, and that are not newer.
-- Parameters: source_id; ref; at (NULL: whatever their age).
-- Columns: document_id, text_hash.
SELECT
    document_id,
    text_hash
FROM document
WHERE source_id = :source_id
    AND (document_id = :ref OR origin_ref = :ref)
    AND (:at IS NULL OR coalesce(edited_at, created_at) <= :at)
ORDER BY document_id
