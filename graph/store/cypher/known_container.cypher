// What is stored under some identifiers, to tell new, changed and unchanged containers apart.
// Parameters: record_ids, a list.
// Columns: record_id, content_hash, at (its latest instant), text_hash.
UNWIND $record_ids AS record_id
MATCH (c:Container {container_id: record_id})
WHERE NOT c:Placeholder
RETURN
    record_id,
    c.content_hash AS content_hash,
    null AS at,
    null AS text_hash
