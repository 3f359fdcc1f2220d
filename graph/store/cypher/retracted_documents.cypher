// Documents that a retraction names, by their own identifier or by the event that made them, and that are not newer.
// Parameters: source_id; ref; at (null: whatever their age).
// Columns: document_id, text_hash.
CALL () {
    MATCH (d:Document {document_id: $ref})
    RETURN d
    UNION
    MATCH (d:Document {origin_ref: $ref})
    RETURN d
}
WITH d
WHERE d.source_id = $source_id
    AND ($at IS NULL OR coalesce(d.edited_at, d.created_at) <= $at)
RETURN
    d.document_id AS document_id,
    d.text_hash AS text_hash
ORDER BY document_id
