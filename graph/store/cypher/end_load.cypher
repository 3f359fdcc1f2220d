// Notes that a load is complete.
// Parameters: source_id, at.
// Columns: n.
MATCH (s:Source {source_id: $source_id})
SET s.loaded_at = $at, s.loading = false
REMOVE s.input_fingerprint, s.position
RETURN count(*) AS n
