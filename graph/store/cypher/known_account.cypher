// What is stored under some identifiers, to tell new, changed and unchanged accounts apart.
// Parameters: record_ids, a list.
// Columns: record_id, content_hash, at (its latest instant), text_hash.
UNWIND $record_ids AS record_id
MATCH (a:Account {account_id: record_id})
WHERE NOT a:Placeholder
RETURN
    record_id,
    a.content_hash AS content_hash,
    null AS at,
    null AS text_hash
