// A page of what sources have withdrawn, by source id and what was named.
// Parameters: after (the last record id of the page before), page_size.
// Columns: source_id, ref, at; record_id, the first two with a space between.
MATCH (t:Tombstone)
WITH t, t.source_id + ' ' + t.ref AS record_id
WHERE record_id > $after
RETURN
    t.source_id AS source_id,
    t.ref AS ref,
    t.at AS at,
    record_id
ORDER BY record_id
LIMIT $page_size
