// Notes how far a load has got.
// Parameters: source_id, input_fingerprint, position.
// Columns: n.
MATCH (s:Source {source_id: $source_id})
SET s.input_fingerprint = $input_fingerprint, s.position = $position
RETURN count(*) AS n
