// Which of some identifiers a source has withdrawn, and when.
// Parameters: source_id; refs, a list.
// Columns: ref, at.
UNWIND $refs AS ref
MATCH (t:Tombstone {source_id: $source_id, ref: ref})
RETURN
    ref,
    t.at AS at
