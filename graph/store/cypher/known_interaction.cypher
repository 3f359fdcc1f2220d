// What is stored under some identifiers, to tell new, changed and unchanged interactions apart.
// Parameters: record_ids, a list.
// Columns: record_id, content_hash, at (its latest instant), text_hash.
UNWIND $record_ids AS record_id
MATCH (i:Interaction {interaction_id: record_id})
RETURN
    record_id,
    i.content_hash AS content_hash,
    i.at AS at,
    null AS text_hash
