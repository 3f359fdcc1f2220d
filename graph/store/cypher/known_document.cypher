// What is stored under some identifiers, to tell new, changed and unchanged documents apart.
// Parameters: record_ids, a list.
// Columns: record_id, content_hash, at (its latest instant), text_hash.
UNWIND $record_ids AS record_id
MATCH (d:Document {document_id: record_id})
WHERE NOT d:Placeholder
RETURN
    record_id,
    d.content_hash AS content_hash,
    coalesce(d.edited_at, d.created_at) AS at,
    d.text_hash AS text_hash
