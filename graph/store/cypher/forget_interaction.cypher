// Removes all interactions of a source.
// Parameters: source_id.
// Columns: n, how many there were.
MATCH (i:Interaction {source_id: $source_id})
DELETE i
RETURN count(*) AS n
