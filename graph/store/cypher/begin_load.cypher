// Notes that a load has begun.
// Parameters: source_id.
// Columns: n.
MATCH (s:Source {source_id: $source_id})
SET s.loading = true
RETURN count(*) AS n
