// How far an interrupted load had got.
// Parameters: source_id.
// Columns: input_fingerprint, position.
MATCH (s:Source {source_id: $source_id})
WHERE s.input_fingerprint IS NOT NULL
RETURN
    s.input_fingerprint AS input_fingerprint,
    s.position AS position
