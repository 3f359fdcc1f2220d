// A page of sources as they are stored, by source id.
// Parameters: after (the last source id of the page before), page_size.
// Columns: every property; record_id.
MATCH (s:Source)
WHERE s.source_id > $after
RETURN
    s.source_id AS source_id,
    s.kind AS kind,
    s.instance AS instance,
    s.loaded_at AS loaded_at,
    s.loading AS loading,
    s.input_fingerprint AS input_fingerprint,
    s.position AS position,
    s.source_id AS record_id
ORDER BY record_id
LIMIT $page_size
