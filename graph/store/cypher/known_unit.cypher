// What is stored under some identifiers, to tell new, changed and unchanged units apart.
// Parameters: record_ids, a list.
// Columns: record_id, content_hash, at (its latest instant), text_hash.
UNWIND $record_ids AS record_id
MATCH (u:OrgUnit {unit_id: record_id})
RETURN
    record_id,
    u.content_hash AS content_hash,
    null AS at,
    null AS text_hash
