// A page of keyed hashes of what must not come back.
// Parameters: after (the last of the page before), page_size.
// Columns: keyed_hash; record_id.
MATCH (s:Suppression)
WHERE s.keyed_hash > $after
RETURN
    s.keyed_hash AS keyed_hash,
    s.keyed_hash AS record_id
ORDER BY record_id
LIMIT $page_size
